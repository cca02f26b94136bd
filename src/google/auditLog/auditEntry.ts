import { locationOf, projectOf } from '../../operations/resourceName.js';
import { arrayOf, objectOf, stringOf, type JsonObject } from '../json.js';
import { cleanText, parseTime } from '../readings/text.js';
import { apiHost } from './auditNames.js';

/**
 * What an audit log entry tells of an operation: who asked for what, where and when. What was asked for in detail, the
 * `request`, is neither fetched nor kept: it holds configuration and secrets.
 */
export interface AuditEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The API's host, e.g. `sqladmin.googleapis.com` for what is logged as `cloudsql`. */
  readonly host: string;
  /** Id or number of the project that the entry is in; absent in the logs of organizations and folders. */
  readonly project: string | undefined;
  readonly operation: LoggedOperation | undefined;
  /** Full name of the method, e.g. `google.longrunning.Operations.CancelOperation`. */
  readonly method: string;
  /** Name of the resource that the method was called on; empty where the entry has none. */
  readonly resource: string;
  /** Where it happened; empty where the entry does not tell. */
  readonly location: string;
  /** Mail address or subject of whoever called; absent where the entry does not tell, as the last ones of Kubernetes Engine. */
  readonly principal: string | undefined;
  /** In whose name a service account was used last, where it was handed on. */
  readonly delegate: string | undefined;
}

/** `LogEntry.operation`: the first entry comes with the request, the last one with the end; what ends at once is both. */
export interface LoggedOperation {
  readonly id: string;
  readonly first: boolean;
  readonly last: boolean;
}

const MAX_TEXT = 400;

/** Reads a LogEntry of the Logging API v2; undefined for one that names no service or no time, which tells nothing. */
export function readAuditEntry(json: unknown): AuditEntry | undefined {
  const entry = objectOf(json);
  const payload = objectOf(entry['protoPayload']);
  const resource = objectOf(entry['resource']);
  const labels = objectOf(resource['labels']);
  const at = parseTime(entry['timestamp']);
  // The producer is the type of the payload in older entries.
  const host = stringOf(payload['serviceName']);
  if (at === undefined || host === undefined) {
    return undefined;
  }
  const operation = readOperation(entry['operation']);
  const name = stringOf(payload['resourceName']) ?? '';
  return {
    at,
    host: apiHost(host),
    project: stringOf(labels['project_id']) ?? projectOf(stringOf(entry['logName']) ?? ''),
    operation,
    method: stringOf(payload['methodName']) ?? '',
    resource: name,
    location: placeOf(operation?.id ?? '', labels, name, payload),
    ...readPrincipal(objectOf(payload['authenticationInfo'])),
  };
}

function readOperation(json: unknown): LoggedOperation | undefined {
  const { id, first, last } = objectOf(json);
  const known = stringOf(id);
  return known === undefined ? undefined : { id: known, first: first === true, last: last === true };
}

/** The operation's own name tells it best; `resourceLocation` is where the resource lies, which may be several places. */
function placeOf(id: string, labels: JsonObject, resource: string, payload: JsonObject): string {
  const [current] = arrayOf(objectOf(payload['resourceLocation'])['currentLocations']);
  const labelled = ['location', 'region', 'zone'].map((label) => stringOf(labels[label]));
  return (
    locationOf(id) ?? labelled.find((label) => label !== undefined) ?? locationOf(resource) ?? stringOf(current) ?? ''
  );
}

/** Workforce and workload identities have a subject and an empty mail address. */
function readPrincipal(info: JsonObject): Pick<AuditEntry, 'principal' | 'delegate'> {
  return {
    principal: cleanText(info['principalEmail'], MAX_TEXT) ?? cleanText(info['principalSubject'], MAX_TEXT),
    delegate: readDelegate(arrayOf(info['serviceAccountDelegationInfo']).at(-1)),
  };
}

function readDelegate(json: unknown): string | undefined {
  const { firstPartyPrincipal, principalSubject } = objectOf(json);
  return cleanText(objectOf(firstPartyPrincipal)['principalEmail'], MAX_TEXT) ?? cleanText(principalSubject, MAX_TEXT);
}
