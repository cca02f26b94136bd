import { rpcCodes } from '../../operations/code.js';
import type { OperationShape } from '../../operations/collection.js';
import type { OperationError, OperationReading } from '../../operations/operation.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { readComputeOperation } from './compute.js';
import { readContainerOperation } from './container.js';
import { dataprocReaders } from './dataproc.js';
import type { MetadataReader } from './metadataReading.js';
import { readSqlOperation } from './sql.js';
import { standardReader } from './standard.js';
import { cleanText } from './text.js';
import { lastSegment } from './typeName.js';
import { vaultReaders } from './vault.js';

/** Puts operations, as a server sent them, in the product's own terms. */
export type OperationReader = (json: unknown) => OperationReading;

/**
 * The reader for operations of one shape. It never throws, whatever it is given: what cannot be read is undefined, and
 * the name of something that is no operation, or has a name nobody could ask for, is empty. It remembers the metadata
 * types it has met, which saves a listing a third of its work.
 */
export function operationReader(shape: OperationShape): OperationReader {
  switch (shape) {
    case 'longrunning': {
      const metadataReaders = new Map<unknown, MetadataReader>();
      return (json) => readLongrunning(objectOf(json), metadataReaders);
    }
    case 'container':
      return (json) => withUsableName(readContainerOperation(objectOf(json)));
    case 'sql':
      return (json) => withUsableName(readSqlOperation(objectOf(json)));
    case 'compute':
      return (json) => withUsableName(readComputeOperation(objectOf(json)));
  }
}

/** Reads a single operation. */
export function readOperation(json: unknown, shape: OperationShape): OperationReading {
  return operationReader(shape)(json);
}

function withUsableName(reading: OperationReading): OperationReading {
  const name = readName(reading.name);
  return name === reading.name ? reading : { ...reading, name };
}

/** google.longrunning.Operation; a key with its default value, `done` for one, is left out on the wire. */
function readLongrunning(operation: JsonObject, readers: Map<unknown, MetadataReader>): OperationReading {
  const done = operation['done'] === true;
  const metadata = objectOf(operation['metadata']);
  const reader = readers.get(metadata['@type']) ?? remember(readers, metadata['@type']);
  const { verb, target, targetKind, startTime, endTime, statusText, cancelRequested } = reader(metadata);
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
  if (typeof name !== 'string' || name.length > 1024) {
    return '';
  }
  return /^[\x21-\x7e]*$/.test(name) || /^[^\p{Cc}\p{Cs}\s]*$/u.test(name) ? name : '';
}

/** A service has a handful of types; a server that makes up one per operation is not remembered. */
const MAX_REMEMBERED = 50;

function remember(readers: Map<unknown, MetadataReader>, type: unknown): MetadataReader {
  const reader = readerOf(type);
  if (readers.size < MAX_REMEMBERED) {
    readers.set(type, reader);
  }
  return reader;
}

function readerOf(type: unknown): MetadataReader {
  if (typeof type !== 'string') {
    return standardReader(undefined);
  }
  const segment = lastSegment(type);
  const readers = type.includes('.dataproc.') ? dataprocReaders : vaultReaders;
  return (Object.hasOwn(readers, segment) ? readers[segment] : undefined) ?? standardReader(type);
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
