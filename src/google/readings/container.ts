import { rpcCodes } from '../../operations/code.js';
import type { OperationError, OperationReading } from '../../operations/operation.js';
import { objectOf, type JsonObject } from '../json.js';
import { statusTextOf, timeOf, verbOf } from './metadataReading.js';
import { isDone, olderFacts, operationNameOf, resourceNameOf } from './olderOperation.js';
import { cleanText } from './text.js';

/**
 * An operation of Kubernetes Engine (container v1 `projects.locations.operations`). ABORTING is its word for an operation
 * that was asked to cancel.
 */
export function readContainerOperation(operation: JsonObject): OperationReading {
  const done = isDone(operation);
  return {
    // Zonal operations are linked by zone; the methods without deprecated parameters want them as locations.
    name: operationNameOf(operation['selfLink'])?.replace('/zones/', '/locations/') ?? '',
    done,
    error: done ? errorOf(operation) : undefined,
    verb: verb(verbOf(operation, 'operationType')),
    target: cleanText(resourceNameOf(operation['targetLink']), 512),
    targetKind: undefined,
    startTime: timeOf(operation, 'startTime'),
    endTime: done ? timeOf(operation, 'endTime') : undefined,
    statusText: statusTextOf(operation, 'detail'),
    cancelRequested: operation['status'] === 'ABORTING',
    uncancellable: false,
    ...olderFacts(operation, done),
  };
}

/** `error` is a google.rpc.Status; servers that are older have only the text. */
function errorOf(operation: JsonObject): OperationError | undefined {
  const status = objectOf(operation['error']);
  const code = Number.isInteger(status['code']) ? Number(status['code']) : undefined;
  const message = cleanText(status['message'], 1000) ?? cleanText(operation['statusMessage'], 1000);
  if (message === undefined && (code ?? rpcCodes.OK) === rpcCodes.OK) {
    return undefined;
  }
  return { code: code ?? rpcCodes.UNKNOWN, message: message ?? '' };
}

/** `CREATE` of `CREATE_CLUSTER`: the target says what is created. Other types need their second word (`UPGRADE_MASTER`). */
function verb(type: string | undefined): string | undefined {
  return type?.replace(/^(CREATE|DELETE|REPAIR|RESIZE|UPDATE|UPGRADE)_(?:CLUSTER|NODE_POOL|NODES)$/, '$1');
}
