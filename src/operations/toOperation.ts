import type { Collection } from './collection.js';
import type { Operation, OperationReading, OperationState } from './operation.js';

/** As the store keeps it: field by field, so that all share one hidden class and no stray field of a reading is kept. */
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
