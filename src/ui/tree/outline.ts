import { Slices } from '../../base/slices.js';
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

export function hasActive({ running, cancelling }: Counts): boolean {
  return running + cancelling > 0;
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
  /** Of a filter that this one narrows: where it found nothing there is nothing. */
  readonly #wider: WeakMap<Partition, Matching> | undefined;

  /** @param before the outline that this one follows. */
  constructor(store: OperationStore, filter?: OperationFilter, before?: Outline) {
    this.#store = store;
    this.filter = filter;
    this.#wider = before?.filter && filter?.narrows(before.filter) ? before.#matching : undefined;
  }

  /**
   * Looks for what matches a few milliseconds at a time, so that the counts are at hand when rows are asked for.
   * @param isWanted asked in between; nothing more is looked for once it says no.
   */
  async prepare(isWanted: () => boolean): Promise<void> {
    const slices = new Slices();
    for (const partition of this.#store.partitions()) {
      if (!isWanted()) {
        return;
      }
      const begun = performance.now();
      this.#countsOf(partition);
      slices.note(performance.now() - begun);
      await slices.next();
    }
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
      const { revision } = partition;
      const wider = this.#wider?.get(partition);
      const nothing = wider?.revision === revision && wider.counts.total === 0;
      known = { revision, counts: nothing ? wider.counts : countMatching(partition, this.filter) };
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
