import type { OperationReading } from '../../operations/operation.js';
import type { JsonObject } from '../json.js';
import { statusTextOf, targetOf, timeOf, verbOf } from './metadataReading.js';
import { firstError, isDone, olderFacts, operationNameOf, resourceNameOf } from './olderOperation.js';
import { cleanText } from './text.js';

/** An operation of Cloud SQL (sqladmin v1 `operations`). It does not say whether it was asked to cancel. */
export function readSqlOperation(operation: JsonObject): OperationReading {
  const done = isDone(operation);
  return {
    name: operationNameOf(operation['selfLink']) ?? nameOf(operation),
    done,
    error: done ? firstError(operation['error']) : undefined,
    verb: verbOf(operation, 'operationType'),
    target: cleanText(resourceNameOf(operation['targetLink']), 512) ?? targetOf(operation, 'targetId'),
    targetKind: operation['targetLink'] === undefined ? 'instance' : undefined,
    startTime: timeOf(operation, 'startTime', 'insertTime'),
    endTime: done ? timeOf(operation, 'endTime') : undefined,
    statusText: statusTextOf(warningOf(operation), 'message'),
    cancelRequested: false,
    uncancellable: false,
    ...olderFacts(operation, done),
  };
}

function nameOf({ targetProject, name }: JsonObject): string {
  return isSegment(targetProject) && isSegment(name) ? `projects/${targetProject}/operations/${name}` : '';
}

/** Safe as one segment of a name: a project may hold a colon and dots. */
function isSegment(value: unknown): value is string {
  return typeof value === 'string' && /^[\w:.-]{1,256}$/.test(value);
}

function warningOf(operation: JsonObject): JsonObject {
  const warning = operation['apiWarning'];
  return typeof warning === 'object' && warning !== null ? (warning as JsonObject) : {};
}
