import { kindOf, sameKind } from '../../operations/resourceName.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { requestFields, targetFields, targetListFields, uriFields } from './fieldNames.js';
import { namesVerb } from './verbs.js';

/** An operation, as far as it tells its target. */
export interface Targeted {
  /** The metadata, then what is wrapped in it. */
  readonly parts: readonly JsonObject[];
  readonly operation: JsonObject;
  /** The sort of resource that verb or message type name, in camel case. */
  readonly kind: string | undefined;
}

const MAX_FIELDS = 40;

/**
 * What the operation is about, from the place that tells it best: a field made for it, a field or an object called after
 * the sort of resource, the request, the operation's own name, any other resource name; of a done one, its response.
 * Never an operation, which services name for other reasons.
 */
export function findTarget({ parts, operation, kind }: Targeted): string | undefined {
  return (
    firstOf(parts, explicitTarget) ??
    firstOf(parts, (part) => resourceName(part['name'])) ??
    (kind === undefined ? undefined : firstOf(parts, (part) => namedAfter(part, kind))) ??
    lesserTarget(parts, operation, kind)
  );
}

/** Where nothing names the target outright, which is rare enough to look at everything. */
function lesserTarget(
  parts: readonly JsonObject[],
  operation: JsonObject,
  kind: string | undefined,
): string | undefined {
  const owner = ownerOf(operation['name']);
  return (
    (kind !== undefined && owner !== undefined && sameKind(kind, kindOf(owner)) ? owner : undefined) ??
    (kind === undefined ? undefined : madeBy(operation, kind)) ??
    firstOf(parts, (part) => fromRequest(part, kind)) ??
    owner ??
    firstOf(parts, someResourceName) ??
    firstOf(parts, someNamedObject) ??
    firstOf(parts, (part) => targetName(part['displayName'])) ??
    fromResponse(objectOf(operation['response'])) ??
    firstOf(parts, (part) => firstText(part, uriFields))
  );
}

function explicitTarget(part: JsonObject): string | undefined {
  for (const field of targetFields) {
    const name = targetName(part[field]);
    if (name !== undefined) {
      return name;
    }
  }
  for (const field of targetListFields) {
    const [first] = arrayOf(part[field]);
    const name = isObject(first) ? (targetName(first['name']) ?? someResourceName(first)) : targetName(first);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

/** `backup`, `backupName`, `backupId`, or an object with a name: `instance: { name: … }`. */
function namedAfter(part: JsonObject, kind: string): string | undefined {
  const value = part[kind];
  return (
    targetName(value) ??
    (isObject(value) ? (targetName(value['name']) ?? targetName(value[`${kind}Id`])) : undefined) ??
    targetName(part[`${kind}Name`]) ??
    targetName(part[`${kind}Id`])
  );
}

function fromRequest(part: JsonObject, kind: string | undefined): string | undefined {
  for (const field of Object.keys(part).slice(0, MAX_FIELDS)) {
    const request = part[field];
    if (isObject(request) && ((requestFields as readonly string[]).includes(field) || field.endsWith('Request'))) {
      const name = requestTarget(request, kind);
      if (name !== undefined) {
        return name;
      }
    }
  }
  return undefined;
}

/** Requests name what they are about, or carry it, or say how it shall be called and where (AIP-133). */
function requestTarget(request: JsonObject, kind: string | undefined): string | undefined {
  const named = resourceName(request['name']) ?? (kind === undefined ? undefined : namedAfter(request, kind));
  if (named !== undefined) {
    return named;
  }
  let id: string | undefined;
  for (const [field, value] of Object.entries(request).slice(0, MAX_FIELDS)) {
    const carried = isObject(value) ? resourceName(value['name']) : undefined;
    if (carried !== undefined) {
      return carried;
    }
    id ??= field.endsWith('Id') && field !== 'requestId' ? targetName(value) : undefined;
  }
  const parent = resourceName(request['parent']);
  return id ?? (parent === undefined || isPlace(parent) ? undefined : parent);
}

/**
 * The resource whose operation it is by its name: `…/models/7` of `…/models/7/operations/9`. A project or a location is
 * no more than the place. Bigtable begins with `operations/` and puts the location last; Access Context Manager says
 * what is done (`operations/accessPolicies/1/create/2`).
 */
function ownerOf(name: unknown): string | undefined {
  if (typeof name !== 'string' || name.length > 1024) {
    return undefined;
  }
  const path = name.replace(/^operations\//, '');
  const own = /^(.+)\/operations\/[^/]+$/.exec(path)?.[1] ?? (path === name ? undefined : namedAction(path));
  const owner = own?.replace(/(?<=.\/[^/]+\/[^/]+)\/locations\/[^/]+$/, '');
  return owner === undefined || isPlace(owner) ? undefined : owner;
}

function namedAction(path: string): string | undefined {
  const [, owner, action] = /^(.+\/.+)\/(\w+)\/[^/]+$/.exec(path) ?? [];
  return action !== undefined && namesVerb(action) ? owner : undefined;
}

/** The first field that holds a resource name, or several: Spanner calls it `database`, others `instance`, `jobs`, … */
function someResourceName(part: JsonObject): string | undefined {
  let source: string | undefined;
  for (const [field, value] of Object.entries(part).slice(0, MAX_FIELDS)) {
    const name = field === 'parent' ? undefined : resourceName(Array.isArray(value) ? value[0] : value);
    if (name !== undefined && !isPlace(name)) {
      if (!/^source|^from|OperationName$|^kmsKey/.test(field)) {
        return name;
      }
      source ??= /^source|^from/.test(field) ? name : undefined;
    }
  }
  return source;
}

/** `job: { name: … }`, `jobs: [{ name: … }]` */
function someNamedObject(part: JsonObject): string | undefined {
  for (const value of Object.values(part).slice(0, MAX_FIELDS)) {
    const name = resourceName(objectOf(Array.isArray(value) ? value[0] : value)['name']);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

/** What a done operation answers with, where that is of the sort that was to be made: a data store, not its collection. */
function madeBy(operation: JsonObject, kind: string): string | undefined {
  const name = resourceName(objectOf(operation['response'])['name']);
  return name !== undefined && sameKind(kind, kindOf(name)) ? name : undefined;
}

/** A done operation answers with what it made or changed, or with an object that holds it. */
function fromResponse(response: JsonObject): string | undefined {
  const name = targetName(response['name']);
  if (name !== undefined) {
    return name;
  }
  for (const value of Object.values(response).slice(0, MAX_FIELDS)) {
    const only = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
    const inner = isObject(only) ? resourceName(only['name']) : undefined;
    if (inner !== undefined) {
      return inner;
    }
  }
  return undefined;
}

function firstText(part: JsonObject, fields: readonly string[]): string | undefined {
  for (const field of fields) {
    const text = targetName(part[field]);
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}

function firstOf(parts: readonly JsonObject[], find: (part: JsonObject) => string | undefined): string | undefined {
  for (const part of parts) {
    const found = find(part);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Any text but that of an operation. */
function targetName(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !isOperation(value) ? value : undefined;
}

function resourceName(value: unknown): string | undefined {
  return typeof value === 'string' && roots.test(value) && !isOperation(value) ? value : undefined;
}

/** First segments of the resource names that Google's services use; a full one begins with the service's host. */
const roots =
  /^(?:\/\/[a-z\d.-]+\.googleapis\.com\/)?(?:projects|organizations|folders|billingAccounts|accessPolicies|accounts|apps|buckets|customers|enterprises|locations|matters|partners|policies|properties|publishers|services|sites|tagKeys|tagValues|transferJobs)\/[^/]/;

function isOperation(name: string): boolean {
  return /(?:^|\/)(?:transferO|o)perations\//.test(name);
}

/** Whether a name is that of a project, an organization, … or of a location in it. */
export function isPlace(name: string): boolean {
  return /^(?:\/\/[^/]+\/)?(?:(?:projects|organizations|folders|billingAccounts)\/[^/]+)?\/?(?:(?:locations|regions|zones)\/[^/]+|global)?$/.test(
    name,
  );
}
