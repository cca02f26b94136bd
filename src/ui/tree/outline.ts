import type { Operation } from '../../operations/operation.js';
import type { Partition } from '../../operations/partition.js';
import type { OperationStore } from '../../operations/store.js';

/** How many operations a project or location holds. */
export interface Counts {
  readonly running: number;
  readonly cancelling: number;
  readonly total: number;
}

/** The store as the tree cuts it: by project, then by location, whatever service the operations belong to. */
export class Outline {
  readonly #store: OperationStore;

  constructor(store: OperationStore) {
    this.#store = store;
  }

  /** Locations of a project that hold operations, sorted. */
  locations(project: string | undefined): readonly string[] {
    const found = new Set<string>();
    for (const { place, size } of this.#store.partitions()) {
      if (size > 0 && place.project === project && place.location !== undefined) {
        found.add(place.location);
      }
    }
    return [...found].sort();
  }

  /** Operations directly in a location; those without any location where `location` is undefined. */
  *operations(project: string | undefined, location: string | undefined): Iterable<Operation> {
    for (const partition of this.#partitions(project)) {
      if (partition.place.location === location) {
        yield* partition.operations();
      }
    }
  }

  /** Over a whole project, or over one location of it. */
  counts(project: string | undefined, location?: string): Counts {
    const counts = { running: 0, cancelling: 0, total: 0 };
    for (const partition of this.#partitions(project)) {
      if (location === undefined || partition.place.location === location) {
        counts.running += partition.count('running');
        counts.cancelling += partition.count('cancelling');
        counts.total += partition.size;
      }
    }
    return counts;
  }

  *#partitions(project: string | undefined): Iterable<Partition> {
    for (const partition of this.#store.partitions()) {
      if (partition.place.project === project) {
        yield partition;
      }
    }
  }
}
