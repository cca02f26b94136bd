import { rpcCodeOf, rpcCodes } from '../../operations/code.js';
import type { OperationShape } from '../../operations/collection.js';
import type { OperationError, OperationReading } from '../../operations/operation.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { readComputeOperation } from './compute.js';
import { readContainerOperation } from './container.js';
import { dataprocReaders } from './dataproc.js';
import { readDnsOperation } from './dns.js';
import type { MetadataReader } from './metadataReading.js';
import { firstError, olderShape } from './olderOperation.js';
import { readSqlOperation } from './sql.js';
import { standardReader } from './standard.js';
import { cleanText } from './text.js';
import { lastSegment } from './typeName.js';
import { vaultReaders } from './vault.js';

/** Puts operations, as a server sent them, in the product's own terms. */
export type OperationReader = (json: unknown) => OperationReading;

/**
 * The reader for operations of one shape. It never throws, whatever it is given: what cannot be read is undefined, and
 * the name of something that is no operation, or has a name nobody could ask for, is empty.
 * @param memory what this reader and others have met.
 */
export function operationReader(shape: OperationShape, memory = new ReaderMemory()): OperationReader {
  switch (shape) {
    case 'longrunning':
      return (json) => {
        const operation = objectOf(json);
        const older = olderShape(operation);
        return older === undefined ? readLongrunning(operation, memory) : operationReader(older, memory)(operation);
      };
    case 'container':
      return (json) => withUsableName(readContainerOperation(objectOf(json)));
    case 'sql':
      return (json) => withUsableName(readSqlOperation(objectOf(json)));
    case 'compute':
      return (json) => withUsableName(readComputeOperation(objectOf(json)));
    case 'dns':
      return (json) => withUsableName(readDnsOperation(objectOf(json)));
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
function readLongrunning(operation: JsonObject, memory: ReaderMemory): OperationReading {
  const done = operation['done'] === true;
  const metadata = objectOf(operation['metadata']);
  const reader = memory.readerOf(metadata['@type']);
  const error = done ? readError(operation['error'], memory) : undefined;
  const read = reader(metadata, operation);
  return {
    name: readName(operation['name']),
    done,
    error,
    verb: memory.shared(read.verb),
    object: read.object,
    target: memory.shared(read.target),
    targetKind: read.targetKind,
    startTime: read.startTime,
    endTime: done ? read.endTime : undefined,
    statusText: memory.shared(read.statusText),
    cancelRequested: read.cancelRequested,
    uncancellable: !done && isUncancellable(metadata),
    statedEnd: done && !error ? read.statedEnd : undefined,
    phase: done ? undefined : read.phase,
    progress: read.progress,
    warnings: memory.shared(read.warnings),
    labels: memory.shared(read.labels),
    user: memory.shared(read.user),
  };
}

/** As the server gave it, whatever it holds: where it is asked for it is encoded, and where it is shown it is cleaned. */
function readName(name: unknown): string {
  return typeof name === 'string' ? name : '';
}

/** AlloyDB's upgrades say it one level down, in `upgradeClusterStatus`. */
function isUncancellable(metadata: JsonObject): boolean {
  return (
    metadata['cancellable'] === false ||
    Object.values(metadata).some((value) => isObject(value) && value['cancellable'] === false)
  );
}

/** Services have a handful of types; one that makes up more is not remembered. */
const MAX_TYPES = 200;
/** Of a few dozen bytes each. There is no end of them, so when there are too many all are met anew. */
const MAX_TEXTS = 10_000;

/**
 * What readers remember of the operations they have read: metadata types, which saves a third of the work, and texts,
 * because the operations of all regions are about the same few things and JSON.parse makes a new text each time.
 */
export class ReaderMemory {
  readonly #readers = new Map<unknown, MetadataReader>();
  readonly #texts = new Map<string, string>();

  /** How to read metadata of this `@type`. */
  readerOf(type: unknown): MetadataReader {
    const known = this.#readers.get(type);
    if (known) {
      return known;
    }
    const reader = findReader(type);
    if (this.#readers.size < MAX_TYPES) {
      this.#readers.set(type, reader);
    }
    return reader;
  }

  /** The same text as the last time it was met. */
  shared(text: string | undefined): string | undefined {
    if (text === undefined) {
      return undefined;
    }
    const known = this.#texts.get(text);
    if (known !== undefined) {
      return known;
    }
    if (this.#texts.size >= MAX_TEXTS) {
      this.#texts.clear();
    }
    this.#texts.set(text, text);
    return text;
  }
}

function findReader(type: unknown): MetadataReader {
  if (typeof type !== 'string') {
    return standardReader(undefined);
  }
  const segment = lastSegment(type);
  const readers = type.includes('.dataproc.') ? dataprocReaders : vaultReaders;
  return (Object.hasOwn(readers, segment) ? readers[segment] : undefined) ?? standardReader(type);
}

/**
 * google.rpc.Status, with its LocalizedMessage where it has one (AIP-193). An empty one is no error at all; one with a code
 * that is none, or 0 with a message, is an error of a kind that nobody can tell.
 */
function readError(error: unknown, memory: ReaderMemory): OperationError | undefined {
  if (!isObject(error)) {
    const text = cleanText(error, 1000);
    return text === undefined ? undefined : { code: rpcCodes.UNKNOWN, message: text };
  }
  const listed = firstError(error);
  const details = arrayOf(error['details']);
  const localized = details
    .map(objectOf)
    .find((detail) => detail['@type'] === 'type.googleapis.com/google.rpc.LocalizedMessage');
  const message = cleanText(localized?.['message'], 1000) ?? cleanText(error['message'], 1000) ?? listed?.message;
  const said = error['code'] ?? error['status'];
  const code = rpcCodeOf(said) ?? listed?.code;
  if (
    message === undefined &&
    code === undefined &&
    details.length === 0 &&
    (said === undefined || said === 0 || said === '0' || said === 'OK')
  ) {
    return undefined;
  }
  return { code: code ?? rpcCodes.UNKNOWN, message: memory.shared(message) ?? cleanText(said, 100) ?? '' };
}
