import type { Collection } from '../operations/collection.js';
import type { OperationChange, OperationState } from '../operations/operation.js';
import type { Partition } from '../operations/partition.js';
import { elapsedMs } from './schedule.js';

/** How long ago the latest happened in each collection that changed, in ms; what is seen happening happens now. */
export function sinceLatest(changes: readonly OperationChange[], now: number): ReadonlyMap<Collection, number> {
  const since = new Map<Collection, number>();
  for (const { operation, from, to } of changes) {
    if (from !== to && to !== undefined) {
      const { collection, startTime, endTime = startTime } = operation;
      const agoMs = from !== undefined ? 0 : endTime === undefined ? Infinity : elapsedMs(endTime, now);
      since.set(collection, Math.min(agoMs, since.get(collection) ?? Infinity));
    }
  }
  return since;
}

/** Whether anything runs where the collection is; for a second list, what it alone shows. */
export function isActive(collection: Collection, partitions: readonly Partition[]): boolean {
  return partitions.some((partition) => {
    const count = (state: OperationState): number =>
      collection.second ? (partition.ofSecond(collection)?.of(state) ?? 0) : partition.count(state);
    return count('running') + count('cancelling') > 0;
  });
}
