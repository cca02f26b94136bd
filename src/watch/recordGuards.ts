import { isOperationOf } from '../google/operationNames.js';
import { mayReceiveTokens, type AllowedOrigins } from '../google/origins.js';
import type { Collection } from '../operations/collection.js';
import type { OperationReading } from '../operations/operation.js';

/** A moment that a Date can hold, in milliseconds since the epoch. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

/** Whether what was read from the disk is an operation of a collection, as much of both as requests and rows are made of. */
export function isRecordedOperation(record: { collection?: unknown; reading?: unknown; location?: unknown }): boolean {
  const { collection, reading, location } = record;
  const whole = isCollection(collection) && isReading(reading) && isTextOrAbsent(location);
  return whole && isOperationOf(collection, reading.name);
}

/** Whether it may be asked for: a record may name any host, and may have been written before the person took a leave back. */
export function mayBeAsked({ host }: Collection, allowed: AllowedOrigins): boolean {
  const address = `https://${host}`;
  return URL.canParse(address) && new URL(address).host === host && mayReceiveTokens(new URL(address), allowed);
}

function isCollection(value: unknown): value is Collection {
  const { id, service, host, version, path, project, location, title, abilities } = (value ??
    {}) as Partial<Collection>;
  return (
    [id, service, host, version, path].every(isText) &&
    [project, location, title].every(isTextOrAbsent) &&
    typeof abilities?.cancel === 'boolean' &&
    typeof abilities.delete === 'boolean'
  );
}

function isReading(value: unknown): value is OperationReading {
  const reading = (value ?? {}) as Partial<OperationReading>;
  const error = reading.error as Partial<OperationReading['error']> | null;
  return (
    isText(reading.name) &&
    typeof reading.done === 'boolean' &&
    [reading.verb, reading.target, reading.targetKind, reading.statusText].every(isTextOrAbsent) &&
    [reading.startTime, reading.endTime].every((time) => time === undefined || isTime(time)) &&
    (error === undefined || (typeof error?.code === 'number' && isTextOrAbsent(error.message)))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** What a server said, as it is kept with an outcome. */
export function areWordsOrAbsent(value: unknown): boolean {
  const words = value as { readonly code?: unknown; readonly message?: unknown } | null | undefined;
  return words === undefined || (typeof words?.code === 'string' && typeof words.message === 'string');
}

export function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
