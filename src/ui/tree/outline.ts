import { isEnded, type Operation } from '../../operations/operation.js';
import type { Partition } from '../../operations/partition.js';
import type { OperationStore } from '../../operations/store.js';
import type { OperationFilter } from './filter.js';

/** How many operations a project or location holds. */
export interface Counts {
  readonly running: number;
  readonly cancelling: number;
  readonly total: number;
}

interface Matching {
  readonly revision: number;
  readonly counts: Counts;
}

/**
 * The store as the tree cuts it: by project, then by location, whatever service the operations belong to. With a filter,
 * what does not match is not there.
 */
export class Outline {
  readonly filter: OperationFilter | undefined;
  readonly #store: OperationStore;
  readonly #matching = new WeakMap<Partition, Matching>();

  constructor(store: OperationStore, filter?: OperationFilter) {
    this.#store = store;
    this.filter = filter;
  }

  /** Locations of a project that hold operations, sorted. */
  locations(project: string | undefined): readonly string[] {
    const found = new Set<string>();
    for (const partition of this.#store.inProject(project)?.all ?? []) {
      const { location } = partition.place;
      if (location !== undefined && this.#countsOf(partition).total > 0) {
        found.add(location);
      }
    }
    return [...found].sort();
  }

  /** Operations directly in a location; those without any location where `location` is undefined. */
  *operations(project: string | undefined, location: string | undefined): Iterable<Operation> {
    for (const partition of this.#store.inProject(project)?.at(location) ?? []) {
      yield* this.#shown(partition);
    }
  }

  /** Over a whole project, or over one location of it. */
  counts(project: string | undefined, location?: string): Counts {
    const inProject = this.#store.inProject(project);
    if (!inProject) {
      return { running: 0, cancelling: 0, total: 0 };
    }
    if (location === undefined && !this.filter) {
      return countsOfAll(inProject);
    }
    const counts = { running: 0, cancelling: 0, total: 0 };
    for (const partition of location === undefined ? inProject.all : inProject.at(location)) {
      const { running, cancelling, total } = this.#countsOf(partition);
      counts.running += running;
      counts.cancelling += cancelling;
      counts.total += total;
    }
    return counts;
  }

  /** How many operations there are in all, and how many of them match. */
  matches(): { readonly matching: number; readonly total: number } {
    const sum = { matching: 0, total: 0 };
    for (const partition of this.#store.partitions()) {
      sum.matching += this.#countsOf(partition).total;
      sum.total += partition.size;
    }
    return sum;
  }

  #countsOf(partition: Partition): Counts {
    if (!this.filter) {
      return countsOfAll(partition);
    }
    let known = this.#matching.get(partition);
    if (known?.revision !== partition.revision) {
      known = { revision: partition.revision, counts: countMatching(partition, this.filter) };
      this.#matching.set(partition, known);
    }
    return known.counts;
  }

  *#shown(partition: Partition): Iterable<Operation> {
    const { filter } = this;
    if (!filter) {
      yield* partition.operations();
      return;
    }
    for (const operation of partition.operations()) {
      if (filter.matches(operation)) {
        yield operation;
      }
    }
  }
}

function countsOfAll(counted: Pick<Partition, 'count' | 'size'>): Counts {
  return { running: counted.count('running'), cancelling: counted.count('cancelling'), total: counted.size };
}

function countMatching(partition: Partition, filter: OperationFilter): Counts {
  const counts = { running: 0, cancelling: 0, total: 0 };
  for (const operation of partition.operations()) {
    if (filter.matches(operation)) {
      counts.total++;
      if (!isEnded(operation.state)) {
        counts[operation.state]++;
      }
    }
  }
  return counts;
}
