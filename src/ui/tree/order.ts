import type { SortedList } from '../../base/sortedList.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { shortName } from '../../operations/resourceName.js';
import type { Survey } from '../../watch/survey.js';

/** `state`: what can still change first, then by time. */
export type Sort = 'state' | 'newest' | 'name';

/** How many rows of a parent are shown; see `firstLimit`. Where active and ended ones are mixed the sum counts. */
export interface RowLimit {
  readonly active: number;
  readonly ended: number;
}

export interface Ordered {
  readonly shown: readonly Operation[];
  readonly remaining: number;
}

/** Enough to see what went on lately; old rows are asked for. */
export const firstLimit: RowLimit = { active: 200, ended: 50 };

/** VS Code draws a few hundred rows of a parent without delay. */
const step = 200;

export function nextLimit({ active, ended }: RowLimit): RowLimit {
  return { active: active + step, ended: ended + step };
}

/** Enough rows for both. */
export function larger(a: RowLimit, b: RowLimit): RowLimit {
  return { active: Math.max(a.active, b.active), ended: Math.max(a.ended, b.ended) };
}

/** The roots: projects in the order of the pins, then the others as they come. */
export function pinnedFirst({
  watch: { survey },
  settings: { pinnedProjects: pinned },
}: {
  readonly watch: { readonly survey: Pick<Survey, 'roots'> };
  readonly settings: { readonly pinnedProjects: readonly string[] };
}): readonly (string | undefined)[] {
  const rank = (id: string | undefined): number => {
    const index = id === undefined ? -1 : pinned.indexOf(id);
    return index < 0 ? pinned.length : index;
  };
  return [...survey.roots].sort((a, b) => rank(a) - rank(b));
}

type Compare = (a: Operation, b: Operation) => number;

/** How two operations stand to each other: 0 only for one and the same. Names decide ties, so that rows do not jump. */
export const orders: Readonly<Record<Sort, Compare>> = {
  state: (a, b) => Number(isEnded(a.state)) - Number(isEnded(b.state)) || newestFirst(a, b),
  newest: newestFirst,
  name: (a, b) => byText(sortName(a), sortName(b)) || newestFirst(a, b),
};

/** The first rows of a project or location, in the order in which people look for them. */
export function orderOperations(operations: Iterable<Operation>, page: RowLimit, sort: Sort = 'state'): Ordered {
  const compare = orders[sort];
  const active = new Foremost(sort === 'state' ? page.active : page.active + page.ended, compare);
  const ended = sort === 'state' ? new Foremost(page.ended, compare) : active;
  let all = 0;
  for (const operation of operations) {
    (isEnded(operation.state) ? ended : active).add(operation);
    all++;
  }
  const shown = ended === active ? active.items : [...active.items, ...ended.items];
  return { shown, remaining: all - shown.length };
}

/** The same of a list that is in this order already. @param active how many of it have not ended. */
export function pageOf(list: SortedList<Operation>, active: number, page: RowLimit, sort: Sort): Ordered {
  const shown =
    sort === 'state'
      ? [...list.slice(0, Math.min(active, page.active)), ...list.slice(active, active + page.ended)]
      : list.slice(0, page.active + page.ended);
  return { shown, remaining: list.size - shown.length };
}

/** The first few of many, without putting the others in order. */
class Foremost {
  readonly items: Operation[] = [];
  readonly #most: number;
  readonly #compare: Compare;

  constructor(most: number, compare: Compare) {
    this.#most = most;
    this.#compare = compare;
  }

  add(operation: Operation): void {
    const { items } = this;
    const last = items.at(-1);
    if (items.length >= this.#most && (!last || this.#compare(last, operation) <= 0)) {
      return;
    }
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = items[middle];
      if (other && this.#compare(other, operation) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    items.splice(low, 0, operation);
    if (items.length > this.#most) {
      items.pop();
    }
  }
}

/** By end, else by start; those of which neither is known last. */
function newestFirst(a: Operation, b: Operation): number {
  const later = (b.endTime ?? b.startTime ?? 0) - (a.endTime ?? a.startTime ?? 0);
  return later || byText(a.name, b.name) || byText(a.collection.host, b.collection.host);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const sortNames = new WeakMap<Operation, string>();

/** What a row is called, as far as it decides where it stands: case does not, and `etl-9` comes before `etl-10`. */
function sortName(operation: Operation): string {
  let name = sortNames.get(operation);
  if (name === undefined) {
    const { target, verb, name: own } = operation;
    const called = target === undefined ? (verb ?? own) : shortName(target);
    name = called.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
    sortNames.set(operation, name);
  }
  return name;
}
