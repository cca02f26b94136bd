import { unread } from '../../../src/operations/reading.js';
import type { Log } from '../../../src/base/log.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';

/** A Dataproc collection, or what `fields` makes of it. */
export function aCollection(fields: Partial<Collection> = {}): Collection {
  const project = 'project' in fields ? fields.project : 'acme';
  const location = 'location' in fields ? fields.location : 'us-central1';
  const path = fields.path ?? `projects/${project ?? ''}/regions/${location ?? ''}/operations`;
  return {
    id: `dataproc.googleapis.com/v1/${path}`,
    service: 'dataproc',
    host: 'dataproc.googleapis.com',
    version: 'v1',
    path,
    project,
    location,
    abilities: { cancel: true, delete: true },
    ...fields,
  };
}

/** A running operation, or what `fields` makes of it. */
export function aReading(fields: Partial<OperationReading> = {}): OperationReading {
  return {
    ...unread('projects/acme/regions/us-central1/operations/one'),
    verb: 'CREATE',
    target: 'etl-7',
    targetKind: 'cluster',
    startTime: Date.UTC(2026, 0, 1),
    endTime: undefined,
    statusText: undefined,
    cancelRequested: false,
    uncancellable: false,
    ...fields,
  };
}

export const cancelledError = { code: 1, message: 'Operation was cancelled.' };

/** Keeps what was logged. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  debug = (message: string): void => void this.lines.push(`debug ${message}`);
  info = (message: string): void => void this.lines.push(`info ${message}`);
  warn = (message: string): void => void this.lines.push(`warn ${message}`);
  error = (message: string): void => void this.lines.push(`error ${message}`);
}
