import { isEnded, type Operation, type OperationChange } from '../../operations/operation.js';
import type { Partition } from '../../operations/partition.js';
import type { OperationStore } from '../../operations/store.js';
import { usualArrangement, type Arrangement } from './arrangement.js';
import type { Counts } from './counts.js';
import type { Concerns } from './concerns.js';
import type { ParentElement } from './element.js';
import type { OperationFilter } from './filter.js';
import { Groups, type Group, type GroupId, type Move } from './groups.js';
import { inSlices, stepsOver } from './inSlices.js';

const NOTHING: Counts = { running: 0, cancelling: 0, total: 0 };

interface Matching {
  readonly revision: number;
  readonly counts: Counts;
  /** When the passing of time may make them others, in milliseconds since the epoch. */
  readonly until: number;
}

/** What the tree shows of the store, and how it is cut. */
export interface Shown {
  /** What does not match is not there. */
  readonly filter?: OperationFilter | undefined;
  readonly arrangement?: Arrangement;
  /** What stands above all, however the rest is cut; nothing by default. */
  readonly concerns?: Pick<Concerns, 'group'> | undefined;
}

/**
 * The store as the tree cuts it: by project, then by location, whatever service the operations belong to; or by what they
 * have in common. With a filter, what does not match is not there.
 */
export class Outline {
  readonly filter: OperationFilter | undefined;
  readonly arrangement: Arrangement;
  readonly #store: OperationStore;
  readonly #concerns: Shown['concerns'];
  readonly #groups: Groups | undefined;
  #filled = false;
  readonly #matching = new WeakMap<Partition, Matching>();
  /** Of a filter that this one narrows: where it found nothing there is nothing. */
  readonly #wider: WeakMap<Partition, Matching> | undefined;

  /** @param before the outline that this one follows. */
  constructor(store: OperationStore, shown: Shown = {}, before?: Outline) {
    const { filter, arrangement = usualArrangement, concerns } = shown;
    this.#store = store;
    this.#concerns = concerns;
    this.filter = filter;
    this.arrangement = arrangement;
    const { groupBy, sort } = arrangement;
    this.#groups = groupBy === 'place' ? undefined : new Groups(groupBy, sort, filter);
    this.#wider = before?.filter && filter?.narrows(before.filter) ? before.#matching : undefined;
  }

  /** Whether this is what would be made anew of the same. */
  isOf(store: OperationStore, { filter, arrangement = usualArrangement }: Shown): boolean {
    const { groupBy, sort } = this.arrangement;
    return (
      store === this.#store && filter === this.filter && groupBy === arrangement.groupBy && sort === arrangement.sort
    );
  }

  /** By what operations are put together; undefined where the tree is cut by project and location. */
  get groups(): Groups | undefined {
    if (!this.#filled && this.#groups) {
      // Nobody has prepared it, as where a new session begins with an empty store.
      this.#filled = true;
      for (const operation of this.#store.all()) {
        this.#groups.put(operation);
      }
    }
    return this.#groups;
  }

  /** What concerns the person; undefined where there is nothing, and where a filter says what is looked for. */
  get concern(): Group | undefined {
    return this.filter ? undefined : this.#concerns?.group;
  }

  /** A group that holds something. */
  group(id: GroupId): Group | undefined {
    return id?.by === 'concern' ? this.concern : this.groups?.get(id);
  }

  /** Takes in that time has passed: what began or ceased to match by it. */
  takeTurn(): readonly Move[] {
    return this.filter ? (this.#groups?.turn(this.filter.now) ?? []) : [];
  }

  /** Takes in what the store has changed: where each operation was among the groups, and is now. */
  take(changes: readonly OperationChange[]): readonly Move[] {
    return changes.flatMap((change) => this.#groups?.take(change) ?? []);
  }

  /**
   * Looks for what matches, and puts it into its groups, a few milliseconds at a time, so that the counts are at hand when
   * rows are asked for.
   * @param isWanted asked in between; nothing more is looked for once it says no.
   */
  async prepare(isWanted: () => boolean): Promise<void> {
    const groups = this.#groups;
    const steps = groups ? stepsOver(this.#store.all(), (operation) => groups.put(operation)) : this.#count();
    this.#filled = (await inSlices(steps, isWanted)) || this.#filled;
  }

  *#count(): Iterable<() => void> {
    for (const partition of this.#store.partitions()) {
      yield () => this.#countsOf(partition);
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
      return NOTHING;
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

  /** What is counted of a row's operations. */
  countsBelow(row: ParentElement): Counts {
    switch (row.type) {
      case 'project':
        return this.counts(row.project);
      case 'location':
        return this.counts(row.parent.project, row.location);
      case 'group':
        return this.group(row.group)?.counts ?? NOTHING;
    }
  }

  /** Every operation below a row, shown or not yet; the whole of what the tree shows without a row. */
  below(row?: ParentElement): Iterable<Operation> {
    switch (row?.type) {
      case 'project':
        return this.#inProject(row.project);
      case 'location':
        return this.operations(row.parent.project, row.location);
      case 'group':
        return this.group(row.group)?.operations() ?? [];
      case undefined:
        return this.#all();
    }
  }

  /** How many operations there are in all, and how many of them match. */
  matches(): { readonly matching: number; readonly total: number } {
    const sum = { matching: this.groups?.size ?? 0, total: 0 };
    for (const partition of this.#store.partitions()) {
      sum.matching += this.#groups ? 0 : this.#countsOf(partition).total;
      sum.total += partition.size;
    }
    return sum;
  }

  /**
   * When the passing of time may bring or take away a match, in milliseconds since the epoch; `Infinity` for never. Looks at
   * each partition, and at its operations only where they changed.
   */
  nextTurn(): number {
    if (!this.filter?.ages) {
      return Infinity;
    }
    let next = this.groups?.nextTurn ?? Infinity;
    for (const partition of this.#groups ? [] : this.#store.partitions()) {
      next = Math.min(next, this.#matchingOf(partition, this.filter).until);
    }
    return next;
  }

  *#all(): Iterable<Operation> {
    for (const partition of this.#store.partitions()) {
      yield* this.#shown(partition);
    }
  }

  *#inProject(project: string | undefined): Iterable<Operation> {
    for (const partition of this.#store.inProject(project)?.all ?? []) {
      yield* this.#shown(partition);
    }
  }

  #countsOf(partition: Partition): Counts {
    return this.filter ? this.#matchingOf(partition, this.filter).counts : countsOfAll(partition);
  }

  #matchingOf(partition: Partition, filter: OperationFilter): Matching {
    const { revision } = partition;
    const isFresh = (known: Matching | undefined): known is Matching =>
      known?.revision === revision && (known.until === Infinity || known.until > filter.now);
    let known = this.#matching.get(partition);
    if (!isFresh(known)) {
      const wider = this.#wider?.get(partition);
      known = isFresh(wider) && wider.counts.total === 0 ? wider : countMatching(partition, filter);
      this.#matching.set(partition, known);
    }
    return known;
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

function countMatching(partition: Partition, filter: OperationFilter): Matching {
  const counts = { running: 0, cancelling: 0, total: 0 };
  let until = Infinity;
  for (const operation of partition.operations()) {
    if (filter.ages) {
      until = Math.min(until, filter.changesAt(operation) ?? Infinity);
    }
    if (filter.matches(operation)) {
      counts.total++;
      if (!isEnded(operation.state)) {
        counts[operation.state]++;
      }
    }
  }
  return { revision: partition.revision, counts, until };
}
