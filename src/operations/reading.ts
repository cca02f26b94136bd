import type { Collection } from './collection.js';
import type { Operation, OperationReading, OperationState } from './operation.js';

/**
 * When two values of a field say the same. Every field of a reading has to be here, and in the literals below, or they do
 * not compile: one that is forgotten would never be drawn again.
 */
const same: { readonly [Field in keyof OperationReading]-?: Same<OperationReading[Field]> } = {
  name: Object.is,
  done: Object.is,
  error: sameValues,
  verb: Object.is,
  object: Object.is,
  target: Object.is,
  targetKind: Object.is,
  startTime: Object.is,
  endTime: Object.is,
  statusText: Object.is,
  cancelRequested: Object.is,
  uncancellable: Object.is,
  statedEnd: sameValues,
  phase: Object.is,
  progress: sameValues,
  warnings: Object.is,
  labels: Object.is,
  user: Object.is,
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
    object: undefined,
    target: undefined,
    targetKind: undefined,
    startTime: undefined,
    endTime: undefined,
    statusText: undefined,
    cancelRequested: false,
    uncancellable: false,
    statedEnd: undefined,
    phase: undefined,
    progress: undefined,
    warnings: undefined,
    labels: undefined,
    user: undefined,
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
    object: operation.object,
    target: operation.target,
    targetKind: operation.targetKind,
    startTime: operation.startTime,
    endTime: operation.endTime,
    statusText: operation.statusText,
    cancelRequested: operation.cancelRequested,
    uncancellable: operation.uncancellable,
    statedEnd: operation.statedEnd,
    phase: operation.phase,
    progress: operation.progress,
    warnings: operation.warnings,
    labels: operation.labels,
    user: operation.user,
  };
}

/** What few operations say anything of. */
type Rare = 'object' | 'statedEnd' | 'phase' | 'progress' | 'warnings' | 'labels' | 'user';

/**
 * A reading as the store keeps it; no stray field of it is kept. There are two hidden classes: most operations say nothing
 * rare, and 100,000 of them would take 6 MB for saying that.
 */
export function toOperation(
  collection: Collection,
  reading: OperationReading,
  location: string | undefined,
  state: OperationState,
): Operation {
  const usual: Omit<Operation, Rare> = {
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
    uncancellable: reading.uncancellable,
  };
  const { object, statedEnd, phase, progress, warnings, labels, user } = reading;
  return (object ?? statedEnd ?? phase ?? progress ?? warnings ?? labels ?? user) === undefined
    ? (usual as Operation)
    : { ...usual, object, statedEnd, phase, progress, warnings, labels, user };
}

/** Of flat objects of one type. */
function sameValues<T extends object>(a: T | undefined, b: T | undefined): boolean {
  return (
    a === b ||
    (a !== undefined && b !== undefined && (Object.keys(a) as (keyof T)[]).every((key) => Object.is(a[key], b[key])))
  );
}
