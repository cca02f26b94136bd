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
 * types it has met, which saves a listing a third of its work, and texts, so that a hundred operations share one.
 * @param readers what it and other readers have met; a page of operations knows nearly always one type.
 */
export function operationReader(shape: OperationShape, readers: MetadataTypes = new Map()): OperationReader {
  switch (shape) {
    case 'longrunning': {
      const memory: Memory = { readers, texts: new Map() };
      return (json) => readLongrunning(objectOf(json), memory);
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
function readLongrunning(operation: JsonObject, memory: Memory): OperationReading {
  const done = operation['done'] === true;
  const metadata = objectOf(operation['metadata']);
  const reader = readerOf(metadata['@type'], memory);
  const { verb, target, targetKind, startTime, endTime, statusText, cancelRequested } = reader(metadata);
  return {
    name: readName(operation['name']),
    done,
    error: done ? readError(operation['error'], memory) : undefined,
    verb: shared(verb, memory),
    target: shared(target, memory),
    targetKind,
    startTime,
    endTime: done ? endTime : undefined,
    statusText: shared(statusText, memory),
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

/** How to read the metadata of a type, by its `@type`. */
export type MetadataTypes = Map<unknown, MetadataReader>;

/** What a reader remembers of the operations it has read. */
interface Memory {
  readonly readers: MetadataTypes;
  readonly texts: Map<string, string>;
}

/** Services have a handful of types, and say a handful of things; one that makes up more is not remembered. */
const MAX_REMEMBERED = 200;

/** The same text as before where it has been met before: JSON.parse makes a new one each time. */
function shared(text: string | undefined, { texts }: Memory): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const known = texts.get(text);
  if (known === undefined && texts.size < MAX_REMEMBERED) {
    texts.set(text, text);
  }
  return known ?? text;
}

function readerOf(type: unknown, { readers }: Memory): MetadataReader {
  const known = readers.get(type);
  if (known) {
    return known;
  }
  const reader = findReader(type);
  if (readers.size < MAX_REMEMBERED) {
    readers.set(type, reader);
  }
  return reader;
}

function findReader(type: unknown): MetadataReader {
  if (typeof type !== 'string') {
    return standardReader(undefined);
  }
  const segment = lastSegment(type);
  const readers = type.includes('.dataproc.') ? dataprocReaders : vaultReaders;
  return (Object.hasOwn(readers, segment) ? readers[segment] : undefined) ?? standardReader(type);
}

/** google.rpc.Status, with its LocalizedMessage where it has one (AIP-193). Code 0 is OK: no error at all. */
function readError(error: unknown, memory: Memory): OperationError | undefined {
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
  return { code: code ?? rpcCodes.UNKNOWN, message: shared(message, memory) ?? '' };
}
