import type { OperationReading } from '../../operations/operation.js';
import { objectOf, type JsonObject } from '../json.js';
import { cleanText, parseTime } from './text.js';

/** What the metadata of an operation tells, whatever its type. */
export type MetadataReading = Omit<OperationReading, 'name' | 'done' | 'error' | 'uncancellable'>;

export const nothingRead: MetadataReading = {
  verb: undefined,
  object: undefined,
  target: undefined,
  targetKind: undefined,
  startTime: undefined,
  endTime: undefined,
  statusText: undefined,
  cancelRequested: false,
  statedEnd: undefined,
  phase: undefined,
  progress: undefined,
  warnings: undefined,
  labels: undefined,
  user: undefined,
};

/** Reads the metadata of one message type, with the operation it is in. Never throws. */
export type MetadataReader = (metadata: JsonObject, operation: JsonObject) => MetadataReading;

/** The first of `fields` that holds a verb. */
export function verbOf(metadata: JsonObject, ...fields: readonly string[]): string | undefined {
  return firstText(metadata, fields, 64);
}

/** The first of `fields` that names a target. */
export function targetOf(metadata: JsonObject, ...fields: readonly string[]): string | undefined {
  return firstText(metadata, fields, 512);
}

/** The first of `fields` that says how things are. */
export function statusTextOf(metadata: JsonObject, ...fields: readonly string[]): string | undefined {
  return firstText(metadata, fields, 1000);
}

/** The first of `fields` that holds a time. */
export function timeOf(metadata: JsonObject, ...fields: readonly string[]): number | undefined {
  for (const field of fields) {
    const time = parseTime(metadata[field]);
    if (time !== undefined) {
      return time;
    }
  }
  return undefined;
}

/** The field as an object; an empty one for anything else. */
export function child(metadata: JsonObject, field: string): JsonObject {
  return objectOf(metadata[field]);
}

function firstText(metadata: JsonObject, fields: readonly string[], maxLength: number): string | undefined {
  for (const field of fields) {
    const text = cleanText(metadata[field], maxLength);
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}
