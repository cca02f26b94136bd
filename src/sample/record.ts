import { createHash, randomUUID } from 'node:crypto';
import type { Json } from './json.js';
import type { ServiceDescription } from './services/description.js';
import type { Course, Scenario } from './scenario.js';

/** What is said to have an operation; everything but the service has a default. */
export interface OperationSpec {
  service: string;
  /** API version that started it; the service's first one by default. */
  version?: string;
  /** A project id. */
  project?: string;
  location?: string;
  /** The whole name, for collections whose names follow no rule. */
  name?: string;
  /** What stands before `/operations/` in the name, for collections that are not simply under a location. */
  parent?: string;
  /** Last segments of the name. */
  id?: string;
  /** Lower-case verb such as `create`. */
  verb?: string;
  /** What is acted on: a resource name, or its last segment. */
  target?: string;
  /** Short name of the metadata message, for instance `BatchOperationMetadata`. */
  type?: string;
  description?: string;
  statusText?: string;
  labels?: Readonly<Record<string, string>>;
  warnings?: readonly string[];
  /** How long ago it was created; negative for one that will start by itself. */
  createdAgoMs?: number;
  scenario?: Scenario;
  /** Mail address of whoever starts it. */
  startedBy?: string;
  /** A cancel that somebody else asked for, this long after the creation. */
  cancelledElsewhereAfterMs?: number;
  /** Replaces the metadata (`null`: none at all), for shapes that no writer here makes. */
  metadata?: Json;
  response?: Json;
}

/** One operation as it is kept. What a client sees of it is computed from this and the clock. */
export interface OperationRecord extends Course {
  readonly service: string;
  readonly version: string;
  readonly name: string;
  readonly verb: string;
  readonly target: string;
  readonly type: string;
  readonly description: string | undefined;
  readonly statusText: string | undefined;
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly warnings: readonly string[] | undefined;
  readonly metadata: Json | undefined;
  readonly response: Json | undefined;
  readonly startedBy: string;
  /** Who asked to cancel it, or would. */
  cancelledBy: string;
}

const usualStarter = 'ops@example.com';
const colleague = 'release-manager@example.com';

/** Runs for a minute and succeeds; a cancel takes three seconds. */
const usualScenario: Scenario = {
  ends: { kind: 'succeeds', afterMs: 60_000 },
  cancel: { kind: 'cancels', afterMs: 3_000 },
};

/** Names an operation and gives it its defaults. Throws an Error that says what is missing in the spec. */
export function createRecord(spec: OperationSpec, service: ServiceDescription, now: number): OperationRecord {
  const collection = service.collections.find(({ version }) => version === (spec.version ?? version));
  if (collection === undefined) throw new Error(`${service.id} has no version ${spec.version ?? ''}`);
  const createdAt = now - (spec.createdAgoMs ?? 0);
  const parent = spec.name === undefined ? (spec.parent ?? parentFrom(collection.pattern, spec)) : '';
  const id = spec.id ?? newId(service.operationIds, createdAt);
  return {
    service: service.id,
    version: collection.version,
    name: spec.name ?? [parent, collectionId(collection.pattern), id].filter((part) => part !== '').join('/'),
    verb: spec.verb ?? 'create',
    target: spec.target ?? `thing-${id.slice(-4)}`,
    type: spec.type ?? service.metadata.defaultType,
    description: spec.description,
    statusText: spec.statusText,
    labels: spec.labels,
    warnings: spec.warnings,
    metadata: spec.metadata,
    response: spec.response,
    startedBy: spec.startedBy ?? usualStarter,
    cancelledBy: colleague,
    scenario: spec.scenario ?? usualScenario,
    createdAt,
    cancelledAt: spec.cancelledElsewhereAfterMs === undefined ? undefined : createdAt + spec.cancelledElsewhereAfterMs,
  };
}

/** What stands before `operations` (or `transferOperations`) in a name: project and location, '' for Vault. */
export function parentOf(name: string): string {
  const segments = name.split('/');
  const index = segments.findIndex((segment, at) => at % 2 === 0 && /^(operations|[a-z]+Operations)$/.test(segment));
  return segments.slice(0, Math.max(index, 0)).join('/');
}

/** The value after a collection id in a resource name: `segmentAfter('projects/p/…', 'projects')` is `p`. */
export function segmentAfter(name: string, ...collections: readonly string[]): string | undefined {
  const segments = name.split('/');
  const index = segments.findIndex((segment, at) => at % 2 === 0 && collections.includes(segment));
  return index < 0 ? undefined : segments[index + 1];
}

function parentFrom(pattern: string, spec: OperationSpec): string {
  const values: Record<string, string | undefined> = {
    projects: spec.project,
    locations: spec.location,
    regions: spec.location,
    zones: spec.location,
  };
  const segments = pattern.split('/');
  const parent = segments.slice(0, -2).map((segment, index, all) => {
    if (segment !== '*') return segment;
    const collection = all[index - 1] ?? '';
    // Whatever else operations may lie under (organizations, instances, …) is made up.
    if (!Object.hasOwn(values, collection)) return `${collection}-1`;
    const value = values[collection];
    if (value === undefined) throw new Error(`an operation of ${spec.service} needs a value for ${collection}`);
    return value;
  });
  return parent.join('/');
}

/** The segment before the id: `operations` nearly everywhere. */
function collectionId(pattern: string): string {
  return pattern.split('/').at(-2) ?? 'operations';
}

/** Ids look like the service's own: Dataproc a UUID, most others `operation-<ms>-<hex>-<hex>-<hex>`. */
function newId(kind: ServiceDescription['operationIds'], createdAt: number): string {
  const uuid = randomUUID();
  switch (kind) {
    case 'uuid':
      return uuid;
    case 'counted':
      return `count-${uuid.replaceAll('-', '').slice(0, 20)}`;
    case 'stamped': {
      const hex = createHash('sha256').update(uuid).digest('hex');
      return `operation-${Math.trunc(createdAt)}-${hex.slice(0, 13)}-${hex.slice(13, 21)}-${hex.slice(21, 29)}`;
    }
  }
}
