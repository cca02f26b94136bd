import { rpcCodes } from '../../operations/code.js';
import type { OperationShape } from '../../operations/collection.js';
import type { OperationError, OperationReading } from '../../operations/operation.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { readComputeOperation } from './compute.js';
import { readContainerOperation } from './container.js';
import { dataprocReaders } from './dataproc.js';
import type { MetadataReader } from './metadataReading.js';
import { readSqlOperation } from './sql.js';
import { readStandardMetadata } from './standard.js';
import { cleanText } from './text.js';
import { lastSegment } from './typeName.js';
import { vaultReaders } from './vault.js';

/**
 * An operation as a server sent it, in the product's own terms. Never throws, whatever `json` is: what cannot be read is
 * undefined, and the name of something that is no operation, or has a name nobody could ask for, is empty.
 */
export function readOperation(json: unknown, shape: OperationShape): OperationReading {
  switch (shape) {
    case 'longrunning':
      return readLongrunning(objectOf(json));
    case 'container':
      return withUsableName(readContainerOperation(objectOf(json)));
    case 'sql':
      return withUsableName(readSqlOperation(objectOf(json)));
    case 'compute':
      return withUsableName(readComputeOperation(objectOf(json)));
  }
}

function withUsableName(reading: OperationReading): OperationReading {
  const name = readName(reading.name);
  return name === reading.name ? reading : { ...reading, name };
}

/** google.longrunning.Operation; a key with its default value, `done` for one, is left out on the wire. */
function readLongrunning(operation: JsonObject): OperationReading {
  const done = operation['done'] === true;
  const metadata = objectOf(operation['metadata']);
  const { verb, target, targetKind, startTime, endTime, statusText, cancelRequested } = readerOf(metadata)(metadata);
  return {
    name: readName(operation['name']),
    done,
    error: done ? readError(operation['error']) : undefined,
    verb,
    target,
    targetKind,
    startTime,
    endTime: done ? endTime : undefined,
    statusText,
    cancelRequested,
  };
}

/** Names go into URLs and keys as they are, so one that would have to be changed to be shown is none. */
function readName(name: unknown): string {
  return typeof name === 'string' && name.length <= 1024 && /^[^\p{Cc}\p{Cs}\s]*$/u.test(name) ? name : '';
}

function readerOf(metadata: JsonObject): MetadataReader {
  const type = metadata['@type'];
  if (typeof type !== 'string') {
    return readStandardMetadata;
  }
  const segment = lastSegment(type);
  const readers = type.includes('.dataproc.') ? dataprocReaders : vaultReaders;
  return (Object.hasOwn(readers, segment) ? readers[segment] : undefined) ?? readStandardMetadata;
}

/** google.rpc.Status, with its LocalizedMessage where it has one (AIP-193). Code 0 is OK: no error at all. */
function readError(error: unknown): OperationError | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  const localized = arrayOf(error['details'])
    .map(objectOf)
    .find((detail) => detail['@type'] === 'type.googleapis.com/google.rpc.LocalizedMessage');
  const message = cleanText(localized?.['message'], 1000) ?? cleanText(error['message'], 1000);
  const code = Number.isInteger(error['code']) ? Number(error['code']) : undefined;
  if (message === undefined && (code ?? rpcCodes.OK) === rpcCodes.OK) {
    return undefined;
  }
  return { code: code ?? rpcCodes.UNKNOWN, message: message ?? '' };
}
