import { CANCEL_METHOD, loggedHost } from '../google/auditLog/auditNames.js';
import { locationOf, shortName } from '../operations/resourceName.js';
import { asString, type JsonObject } from './json.js';
import { segmentAfter, type OperationRecord } from './record.js';
import { lifeAt, type Result } from './scenario.js';
import type { ServiceDescription } from './services/description.js';
import { timestamp } from './timestamp.js';

/**
 * What the Admin Activity log of its project has of an operation: an entry of its begin, one of its end and one of the
 * request to cancel it, as far as these have happened, as LogEntry of the Logging API v2. Nothing for a service that
 * writes none, nor for what belongs to no project.
 */
export function auditEntries(record: OperationRecord, service: ServiceDescription, now: number): JsonObject[] {
  const project = segmentAfter(record.name, 'projects');
  if (project === undefined || service.auditIds === 'none') {
    return [];
  }
  const { createdAt, cancelledAt, startedBy, cancelledBy } = record;
  const write = (at: number, payload: JsonObject, operation?: JsonObject): JsonObject =>
    entryOf(record, service, { at, project, payload, operation });
  const id = service.auditIds === 'lastSegment' ? shortName(record.name) : record.name;
  const operation = { id, producer: service.host };
  const method = { methodName: methodOf(record), resourceName: record.target };
  const end = endOf(record, now);
  return [
    ...(createdAt > now
      ? []
      : [
          write(
            createdAt,
            { ...method, ...principal(startedBy), request: { '@type': 'type.googleapis.com/example.Request' } },
            { ...operation, first: true },
          ),
        ]),
    ...(cancelledAt === undefined || cancelledAt > now
      ? []
      : [write(cancelledAt, { methodName: CANCEL_METHOD, resourceName: record.name, ...principal(cancelledBy) })]),
    ...(end === undefined
      ? []
      : [
          write(
            end.at,
            // Kubernetes Engine does not repeat on the last entry who it was.
            {
              ...method,
              ...(service.dialect === 'container' ? {} : principal(startedBy)),
              status: statusOf(end.result),
            },
            { ...operation, last: true },
          ),
        ]),
  ];
}

/** Also of one that its service no longer knows. */
function endOf(record: OperationRecord, now: number): { readonly at: number; readonly result: Result } | undefined {
  const { ends, cancel, pendingMs = 0 } = record.scenario;
  const life = lifeAt({ ...record, scenario: { ends, cancel, pendingMs } }, now);
  return life.phase === 'done' ? { at: life.endedAt, result: life.result } : undefined;
}

function entryOf(
  record: OperationRecord,
  service: ServiceDescription,
  entry: { at: number; project: string; payload: JsonObject; operation: JsonObject | undefined },
): JsonObject {
  const { at, project, payload, operation } = entry;
  const serviceName = loggedHost(service.host);
  return {
    insertId: `${shortName(record.name)}-${at}`.slice(-64),
    logName: `projects/${project}/logs/cloudaudit.googleapis.com%2Factivity`,
    severity: 'NOTICE',
    timestamp: timestamp(at),
    receiveTimestamp: timestamp(at + 800),
    resource: resourceOf(record, service, { project, method: asString(payload['methodName']) ?? '', serviceName }),
    ...(operation && { operation }),
    protoPayload: { '@type': 'type.googleapis.com/google.cloud.audit.AuditLog', serviceName, ...payload },
  };
}

/** A few services have resources of their own, each with another label for where they are; all others have none. */
function resourceOf(
  record: OperationRecord,
  { id, dialect }: ServiceDescription,
  { project, method, serviceName }: { project: string; method: string; serviceName: string },
): JsonObject {
  const location = locationOf(record.name) ?? '';
  if (dialect === 'container') {
    return { type: 'gke_cluster', labels: { project_id: project, location, cluster_name: record.target } };
  }
  if (dialect === 'compute') {
    return { type: 'gce_instance', labels: { project_id: project, zone: location } };
  }
  if (id === 'dataproc') {
    return { type: 'cloud_dataproc_cluster', labels: { project_id: project, region: location } };
  }
  return { type: 'audited_resource', labels: { project_id: project, service: serviceName, method } };
}

function methodOf({ verb, type }: OperationRecord): string {
  const act = verb.charAt(0).toUpperCase() + verb.slice(1);
  return `example.v1.Resources.${act}${type.replace(/(Operation)?Metadata.*$/, '')}`;
}

function principal(email: string): JsonObject {
  return { authenticationInfo: { principalEmail: email } };
}

/** What went well has an empty status. */
function statusOf(result: Result): JsonObject {
  return result.kind === 'error' ? { code: result.code, message: result.message } : {};
}
