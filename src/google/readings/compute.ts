import { rpcCodes } from '../../operations/code.js';
import type { OperationError, OperationReading } from '../../operations/operation.js';
import { arrayOf, objectOf, type JsonObject } from '../json.js';
import { statusTextOf, timeOf, verbOf } from './metadataReading.js';
import { firstError, isDone, methodOf, olderFacts, operationNameOf, resourceNameOf } from './olderOperation.js';
import { cleanText } from './text.js';

/** An operation of Compute Engine (compute v1), zonal, regional or global. There is no cancel. */
export function readComputeOperation(operation: JsonObject): OperationReading {
  const done = isDone(operation);
  return {
    name: operationNameOf(operation['selfLink']) ?? '',
    done,
    error: done ? errorOf(operation) : undefined,
    verb: methodOf(verbOf(operation, 'operationType', 'type')),
    target: cleanText(resourceNameOf(operation['targetLink']), 512),
    targetKind: undefined,
    startTime: timeOf(operation, 'startTime', 'insertTime', 'creationTimestamp'),
    endTime: done ? timeOf(operation, 'endTime') : undefined,
    statusText:
      statusTextOf(operation, 'statusMessage') ??
      statusTextOf(objectOf(arrayOf(operation['warnings'])[0]), 'message') ??
      statusTextOf(operation, 'description'),
    cancelRequested: false,
    uncancellable: false,
    ...olderFacts(operation, done),
  };
}

/** The codes are Compute Engine's own (`RESOURCE_NOT_FOUND`); the HTTP status tells which of Google's they amount to. */
function errorOf(operation: JsonObject): OperationError | undefined {
  const error = firstError(operation['error']);
  const status = operation['httpErrorStatusCode'];
  if (error?.code !== rpcCodes.UNKNOWN && error) {
    return error;
  }
  if (!error && typeof status !== 'number') {
    return undefined;
  }
  const message = error?.message ?? cleanText(operation['httpErrorMessage'], 1000) ?? '';
  return { code: (typeof status === 'number' ? codes.get(status) : undefined) ?? rpcCodes.UNKNOWN, message };
}

/** As googleapis/google/rpc/code.proto maps them; where several codes share a status, the more general one. */
const codes: ReadonlyMap<number, number> = new Map([
  [400, rpcCodes.INVALID_ARGUMENT],
  [401, rpcCodes.UNAUTHENTICATED],
  [403, rpcCodes.PERMISSION_DENIED],
  [404, rpcCodes.NOT_FOUND],
  [409, rpcCodes.ABORTED],
  [412, rpcCodes.FAILED_PRECONDITION],
  [429, rpcCodes.RESOURCE_EXHAUSTED],
  [500, rpcCodes.INTERNAL],
  [501, rpcCodes.UNIMPLEMENTED],
  [503, rpcCodes.UNAVAILABLE],
  [504, rpcCodes.DEADLINE_EXCEEDED],
]);
