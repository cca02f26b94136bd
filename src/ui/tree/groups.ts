import { DueQueue, type Due } from '../../base/dueQueue.js';
import { SortedList } from '../../base/sortedList.js';
import { isEnded, type Operation, type OperationChange } from '../../operations/operation.js';
import type { GroupBy } from './arrangement.js';
import type { Counts } from './counts.js';
import type { GroupName } from './element.js';
import { orders, pageOf, type Ordered, type RowLimit, type Sort } from './order.js';

/** By what operations are put together, wherever they run; `concern`: all that are taken in concern one person. */
export type Grouping = Exclude<GroupBy, 'place'> | 'concern';

/** The group of an operation; undefined where all are one list. */
export type GroupId = GroupName | undefined;

/** The one group of what concerns a person. */
export const concernGroup: GroupName = { by: 'concern', value: 'me' };

/** Where an operation was among the groups, and where it is now; absent where it was or is in none. */
export interface Move {
  readonly operation: Operation;
  readonly from?: Group;
  readonly to?: Group;
  /** It stays where it is among those of its group. */
  readonly inPlace: boolean;
}

/** The operations of one group in order, with what is counted of them. */
export class Group {
  readonly id: GroupId;
  readonly #sort: Sort;
  readonly #list: SortedList<Operation>;
  readonly #counts = { running: 0, cancelling: 0 };

  constructor(id: GroupId, sort: Sort) {
    this.id = id;
    this.#sort = sort;
    this.#list = new SortedList(orders[sort]);
  }

  get counts(): Counts {
    return { ...this.#counts, total: this.#list.size };
  }

  /** Any of them, e.g. for the title of their service. */
  get sample(): Operation | undefined {
    return this.#list.slice(0, 1)[0];
  }

  page(page: RowLimit): Ordered {
    return pageOf(this.#list, this.#active, page, this.#sort);
  }

  /** As many rows as it takes to show an operation of the group, in the place where it is. */
  pageUpTo(operation: Operation): RowLimit {
    const rank = this.#list.rank(operation) + 1;
    return { active: rank, ended: rank };
  }

  operations(): Iterable<Operation> {
    return this.#list;
  }

  add(operation: Operation): void {
    this.#list.add(operation);
    this.#count(operation, 1);
  }

  delete(operation: Operation): void {
    this.#list.delete(operation);
    this.#count(operation, -1);
  }

  get #active(): number {
    return this.#counts.running + this.#counts.cancelling;
  }

  #count({ state }: Operation, by: 1 | -1): void {
    if (!isEnded(state)) {
      this.#counts[state] += by;
    }
  }
}

/** Which operations are taken in at all. */
export interface Membership {
  matches(operation: Operation): boolean;
  /** When that may change although the operation stays as it is, in milliseconds since the epoch; undefined: never. */
  changesAt(operation: Operation): number | undefined;
}

interface Known extends Due {
  readonly operation: Operation;
  /** Undefined of one that only time may bring in. */
  readonly group: Group | undefined;
}

/**
 * Operations cut by what they have in common and kept in order as they and the time change: what a change costs does not
 * depend on how many there are.
 */
export class Groups {
  readonly #grouping: Grouping;
  readonly #sort: Sort;
  readonly #membership: Membership | undefined;
  readonly #groups = new Map<string, Group>();
  /** By host and name: operations come anew with each change, and where the last one stood has to be known. */
  readonly #known = new Map<string, Map<string, Known>>();
  readonly #due = new DueQueue<Known>();
  #size = 0;

  /** @param membership absent: all are taken in. */
  constructor(grouping: Grouping, sort: Sort, membership?: Membership) {
    this.#grouping = grouping;
    this.#sort = sort;
    this.#membership = membership;
  }

  /** How many operations there are in all of them. */
  get size(): number {
    return this.#size;
  }

  /** Those that hold something. */
  all(): Iterable<Group> {
    return this.#groups.values();
  }

  get(id: GroupId): Group | undefined {
    return this.#groups.get(keyOf(id));
  }

  groupOf({ collection, name }: Operation): Group | undefined {
    return this.#known.get(collection.host)?.get(name)?.group;
  }

  /** What a change of the store moved; undefined where it moved and altered nothing here. */
  take({ operation, to }: OperationChange): Move | undefined {
    return this.#replace(operation, to !== undefined);
  }

  /** Takes in an operation that may be there already, and whether it still belongs; see `take`. */
  put(operation: Operation): Move | undefined {
    return this.#replace(operation, true);
  }

  /** When time may bring in or take out an operation; see `turn`. */
  get nextTurn(): number {
    return this.#due.first?.dueAt ?? Infinity;
  }

  /** What has come in or gone because it is `now`. */
  turn(now: number): readonly Move[] {
    const moves: Move[] = [];
    for (let { first } = this.#due; first && first.dueAt <= now; { first } = this.#due) {
      this.#due.remove(first);
      const move = this.#replace(first.operation, true);
      if (move) {
        moves.push(move);
      }
    }
    return moves;
  }

  #replace(operation: Operation, isThere: boolean): Move | undefined {
    const { collection, name } = operation;
    const known = this.#known.get(collection.host)?.get(name);
    const belongs = isThere && (this.#membership?.matches(operation) ?? true);
    const group = belongs ? this.#groupFor(operation) : undefined;
    const dueAt = isThere ? this.#membership?.changesAt(operation) : undefined;
    const isSame = known?.operation === operation && known.group === group;
    if (isSame && known.dueAt === (dueAt ?? Infinity)) {
      return undefined;
    }
    if (known) {
      this.#remove(known);
    }
    if (group || dueAt !== undefined) {
      this.#add({ operation, group, dueAt: dueAt ?? Infinity, place: -1 });
    }
    if (isSame || (!known?.group && !group)) {
      return undefined;
    }
    return {
      operation,
      ...(known?.group && { from: known.group }),
      ...(group && { to: group }),
      inPlace: known !== undefined && known.group === group && this.#standsStill(known.operation, operation),
    };
  }

  /** Nothing may come between the two, which is cheaper told than where each stands. */
  #standsStill(before: Operation, after: Operation): boolean {
    return orders[this.#sort](before, after) === 0;
  }

  #add(known: Known): void {
    const { operation, group, dueAt } = known;
    const { host } = operation.collection;
    const ofHost = this.#known.get(host) ?? new Map<string, Known>();
    this.#known.set(host, ofHost);
    ofHost.set(operation.name, known);
    if (dueAt !== Infinity) {
      this.#due.put(known, dueAt);
    }
    if (group) {
      group.add(operation);
      this.#groups.set(keyOf(group.id), group);
      this.#size++;
    }
  }

  #remove(known: Known): void {
    const { operation, group, place } = known;
    this.#known.get(operation.collection.host)?.delete(operation.name);
    if (place >= 0) {
      this.#due.remove(known);
    }
    if (group) {
      group.delete(operation);
      if (group.counts.total === 0) {
        this.#groups.delete(keyOf(group.id));
      }
      this.#size--;
    }
  }

  #groupFor(operation: Operation): Group {
    const id = groupIdOf(this.#grouping, operation);
    return this.get(id) ?? new Group(id, this.#sort);
  }
}

function groupIdOf(grouping: Grouping, { collection, state }: Operation): GroupId {
  switch (grouping) {
    case 'service':
      return { by: 'service', value: collection.service };
    case 'state':
      return { by: 'state', value: state };
    case 'concern':
      return concernGroup;
    case 'none':
      return undefined;
  }
}

function keyOf(id: GroupId): string {
  return id === undefined ? '' : `${id.by} ${id.value}`;
}
