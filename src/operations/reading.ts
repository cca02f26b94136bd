import type { Collection } from './collection.js';
import type { Operation, OperationError, OperationReading, OperationState } from './operation.js';

/**
 * When two values of a field say the same. Every field of a reading has to be here, and in the literals below, or they do
 * not compile: one that is forgotten would never be drawn again.
 */
const same: { readonly [Field in keyof OperationReading]-?: Same<OperationReading[Field]> } = {
  name: Object.is,
  done: Object.is,
  error: sameError,
  verb: Object.is,
  target: Object.is,
  targetKind: Object.is,
  startTime: Object.is,
  endTime: Object.is,
  statusText: Object.is,
  cancelRequested: Object.is,
};

type Same<T> = (a: T, b: T) => boolean;

const compared = Object.entries(same) as readonly (readonly [keyof OperationReading, Same<unknown>])[];

/** Whether two readings say the same, so that an unchanged row is not drawn again. */
export function sameReading(a: OperationReading, b: OperationReading): boolean {
  return compared.every(([field, isSame]) => isSame(a[field], b[field]));
}

/** A reading of which nothing but the name is known. */
export function unread(name: string): OperationReading {
  return {
    name,
    done: false,
    error: undefined,
    verb: undefined,
    target: undefined,
    targetKind: undefined,
    startTime: undefined,
    endTime: undefined,
    statusText: undefined,
    cancelRequested: false,
  };
}

// Field by field, not in a loop: all objects then share one hidden class with room for every field, whatever they were
// made from. The compiler sees to it that none is left out.

/** The server's part of an operation alone. */
export function toReading(operation: OperationReading): OperationReading {
  return {
    name: operation.name,
    done: operation.done,
    error: operation.error,
    verb: operation.verb,
    target: operation.target,
    targetKind: operation.targetKind,
    startTime: operation.startTime,
    endTime: operation.endTime,
    statusText: operation.statusText,
    cancelRequested: operation.cancelRequested,
  };
}

/** A reading as the store keeps it; no stray field of it is kept. */
export function toOperation(
  collection: Collection,
  reading: OperationReading,
  location: string | undefined,
  state: OperationState,
): Operation {
  return {
    collection,
    name: reading.name,
    location,
    state,
    done: reading.done,
    error: reading.error,
    verb: reading.verb,
    target: reading.target,
    targetKind: reading.targetKind,
    startTime: reading.startTime,
    endTime: reading.endTime,
    statusText: reading.statusText,
    cancelRequested: reading.cancelRequested,
  };
}

function sameError(a: OperationError | undefined, b: OperationError | undefined): boolean {
  return a?.code === b?.code && a?.message === b?.message;
}
