import { timestamp } from '../timestamp.js';
import type { Json, JsonObject } from '../json.js';
import type { Dialect, ServiceDescription } from '../services/description.js';
import { segmentAfter } from '../record.js';
import type { OperationRecord } from '../record.js';
import type { PresentLife, Result } from '../scenario.js';
import { writeOperation } from './writeOperation.js';

/** An operation as `get` and `list` of its API write it. */
export function writeInDialect(
  dialect: Dialect,
  record: OperationRecord,
  life: PresentLife,
  service: ServiceDescription,
  projectNumber: string | undefined,
): JsonObject {
  switch (dialect) {
    case 'longrunning':
      return writeOperation(record, life, service);
    case 'container':
      return containerOperation(record, life, projectNumber);
    case 'sql':
      return sqlOperation(record, life);
    case 'compute':
      return computeOperation(record, life);
    case 'dns':
      return dnsOperation(record, life);
  }
}

/** Links of Kubernetes Engine name the project by its number, and zonal clusters by zone. */
function containerOperation(record: OperationRecord, life: PresentLife, projectNumber: string | undefined): JsonObject {
  const location = segmentAfter(record.name, 'locations') ?? '';
  const where = /-[a-z]$/.test(location) ? 'zones' : 'locations';
  const self = `https://container.googleapis.com/v1/projects/${projectNumber ?? '0'}/${where}/${location}`;
  return {
    name: shortName(record.name),
    operationType: record.verb.includes('_') ? record.verb.toUpperCase() : `${record.verb.toUpperCase()}_CLUSTER`,
    status: life.phase === 'running' && life.cancelRequested ? 'ABORTING' : life.phase.toUpperCase(),
    zone: location,
    selfLink: `${self}/operations/${shortName(record.name)}`,
    targetLink: `${self}/${record.target.includes('/') ? record.target : `clusters/${record.target}`}`,
    startTime: timestamp(record.createdAt, 9),
    ...(life.phase === 'running' && { progress: nodeProgress }),
    ...(life.phase === 'done' && { endTime: timestamp(life.endedAt, 9), error: errorStatus(life.result) }),
  };
}

/** How far an upgrade of nodes is. */
const nodeProgress: JsonObject = {
  name: 'nodes',
  status: 'RUNNING',
  metrics: [
    { name: 'NODES_TOTAL', intValue: '12' },
    { name: 'NODES_DONE', intValue: '5' },
  ],
};

function sqlOperation(record: OperationRecord, life: PresentLife): JsonObject {
  const project = segmentAfter(record.name, 'projects') ?? '';
  const self = `https://sqladmin.googleapis.com/v1/projects/${encodeURIComponent(project)}`;
  return {
    kind: 'sql#operation',
    name: shortName(record.name),
    status: life.phase.toUpperCase(),
    user: record.startedBy,
    insertTime: timestamp(record.createdAt, 3),
    startTime: life.phase === 'pending' ? undefined : timestamp(life.runningSince, 3),
    operationType: record.verb.toUpperCase(),
    targetId: shortName(record.target),
    targetProject: project,
    targetLink: `${self}/instances/${shortName(record.target)}`,
    selfLink: `${self}/operations/${shortName(record.name)}`,
    ...(life.phase === 'done' && {
      endTime: timestamp(life.endedAt, 3),
      error: errorList(life.result, 'sql#operationErrors', 'sql#operationError'),
    }),
  };
}

function computeOperation(record: OperationRecord, life: PresentLife): JsonObject {
  const root = 'https://www.googleapis.com/compute/v1';
  const parent = record.name.replace(/\/operations\/[^/]+$/, '');
  const [, scope = 'zone'] = /\/(zone|region)s\/[^/]+$/.exec(parent) ?? [];
  return {
    kind: 'compute#operation',
    id: String(record.createdAt),
    name: shortName(record.name),
    operationType: record.verb,
    [scope]: `${root}/${parent}`,
    targetId: String(record.createdAt * 7),
    targetLink: `${root}/${parent}/${record.target.includes('/') ? record.target : `instances/${record.target}`}`,
    status: life.phase.toUpperCase(),
    user: record.startedBy,
    progress: life.phase === 'done' ? 100 : 0,
    insertTime: pacificTime(record.createdAt),
    startTime: life.phase === 'pending' ? undefined : pacificTime(life.runningSince),
    selfLink: `${root}/${record.name}`,
    ...(life.phase === 'done' && {
      endTime: pacificTime(life.endedAt),
      error: errorList(life.result, undefined, undefined),
      httpErrorStatusCode: life.result.kind === 'error' ? 400 : undefined,
      httpErrorMessage: life.result.kind === 'error' ? 'BAD REQUEST' : undefined,
    }),
  };
}

/** Compute Engine writes the time of its home, e.g. `2026-11-22T01:30:00.000-07:00`. */
function pacificTime(milliseconds: number): string {
  return `${timestamp(milliseconds - 7 * 3_600_000, 3).slice(0, -1)}-07:00`;
}

/** A change of a managed zone: what the zone was and is, and no name beside the id. */
function dnsOperation(record: OperationRecord, life: PresentLife): JsonObject {
  return {
    kind: 'dns#operation',
    id: shortName(record.name),
    type: record.verb,
    status: life.phase === 'done' ? 'done' : 'pending',
    startTime: timestamp(record.createdAt, 3),
    user: record.startedBy,
    zoneContext: { newValue: { kind: 'dns#managedZone', name: shortName(record.target) } },
  };
}

function errorStatus(result: Result): Json | undefined {
  return result.kind === 'error' ? { code: result.code, message: result.message } : undefined;
}

function errorList(result: Result, kind: string | undefined, itemKind: string | undefined): Json | undefined {
  if (result.kind !== 'error') return undefined;
  const code = result.code === 1 ? 'CANCELLED' : 'INTERNAL_ERROR';
  return { kind, errors: [{ kind: itemKind, code, message: result.message }] };
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
