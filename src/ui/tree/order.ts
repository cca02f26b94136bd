import { isEnded, type Operation } from '../../operations/operation.js';

/** How many rows of a parent are shown; see `firstPage`. */
export interface Page {
  readonly active: number;
  readonly ended: number;
}

export interface OrderedPage {
  /** What can still change, newest first; then what has ended, newest first. */
  readonly shown: readonly Operation[];
  readonly remaining: number;
}

/** Enough to see what went on lately; old rows are asked for. */
export const firstPage: Page = { active: 200, ended: 50 };

/** VS Code draws a few hundred rows of a parent without delay. */
const step = 200;

export function nextPage({ active, ended }: Page): Page {
  return { active: active + step, ended: ended + step };
}

/** The first rows of a project or location, in the order in which people look for them. */
export function orderOperations(operations: Iterable<Operation>, page: Page): OrderedPage {
  const active: Operation[] = [];
  const ended: Operation[] = [];
  for (const operation of operations) {
    (isEnded(operation.state) ? ended : active).push(operation);
  }
  active.sort(newestFirst);
  ended.sort(newestFirst);
  const shown = [...active.slice(0, page.active), ...ended.slice(0, page.ended)];
  return { shown, remaining: active.length + ended.length - shown.length };
}

/** By end, else by start; those of which neither is known last. Names decide ties, so that rows do not jump. */
function newestFirst(a: Operation, b: Operation): number {
  const later = (b.endTime ?? b.startTime ?? 0) - (a.endTime ?? a.startTime ?? 0);
  return later !== 0 ? later : a.name < b.name ? -1 : 1;
}
