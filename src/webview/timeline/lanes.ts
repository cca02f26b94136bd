import type { Interval } from './gaps.js';
import { united } from './gaps.js';
import { max } from './numbers.js';
import { firstIndex } from './search.js';
import type { Span } from './spans.js';

/** Bars that do not overlap, in order of time. */
export type Row = readonly Span[];

/** Puts spans, in order of their starts, into as few rows as there are at most at once; the topmost free row is taken. */
export function rowsOf(spans: readonly Span[]): Row[] {
  const rows: Span[][] = [];
  const busy = createHeap<{ readonly end: number; readonly row: number }>((one, other) => one.end - other.end);
  const free = createHeap<number>((one, other) => one - other);
  for (const span of spans) {
    for (let first = busy.first(); first && first.end <= span.start; first = busy.first()) {
      free.push(first.row);
      busy.pop();
    }
    const index = free.pop() ?? rows.length;
    (rows[index] ??= []).push(span);
    // What takes no time at all still takes its place.
    busy.push({ end: max(span.end, span.start + 1), row: index });
  }
  return rows;
}

/** Rows of one lane. */
export interface LaneLayout {
  readonly rows: readonly Row[];
  /** When something was under way in it, as `united` has it; what goes on ends at infinity. */
  readonly active: readonly Interval[];
  /** The latest start in it. */
  readonly newest: number;
}

export function layoutOf(spans: readonly Span[]): LaneLayout {
  const sorted = [...spans].sort((one, other) => one.start - other.start);
  return {
    rows: rowsOf(sorted),
    active: united(sorted),
    newest: sorted.at(-1)?.start ?? -Infinity,
  };
}

/** Pixels of a row, of the bar in it, and of what a lane has above and below its rows. */
export const rowHeight = 18;
export const barHeight = 12;
export const lanePadding = 3;

/** Where each lane begins, and behind them where the last one ends, in pixels. */
export function topsOf(rowCounts: readonly number[]): number[] {
  const tops = [0];
  let top = 0;
  for (const count of rowCounts) {
    top += count * rowHeight + 2 * lanePadding;
    tops.push(top);
  }
  return tops;
}

/** The index of the lane at a height, -1 above all, and the number of lanes below all. */
export function laneAt(tops: readonly number[], y: number): number {
  return y < 0 ? -1 : firstIndex(tops.length, (index) => (tops[index] ?? 0) > y) - 1;
}

/** A binary heap: the least of its items is always at hand. */
interface Heap<Item> {
  first(): Item | undefined;
  push(item: Item): void;
  pop(): Item | undefined;
}

function createHeap<Item>(compare: (one: Item, other: Item) => number): Heap<Item> {
  const items: Item[] = [];

  function isBefore(index: number, other: number): boolean {
    const [one, two] = [items[index], items[other]];
    return one !== undefined && two !== undefined && compare(one, two) < 0;
  }
  /** @returns where the first of both is now. */
  function swap(index: number, other: number): number {
    const [one, two] = [items[index], items[other]];
    if (one !== undefined && two !== undefined) {
      items[index] = two;
      items[other] = one;
    }
    return other;
  }
  function sink(): void {
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      const child = isBefore(left + 1, left) ? left + 1 : left;
      if (!isBefore(child, index)) {
        return;
      }
      index = swap(index, child);
    }
  }

  return {
    first: () => items[0],
    push(item) {
      let index = items.push(item) - 1;
      while (index > 0 && isBefore(index, (index - 1) >>> 1)) {
        index = swap(index, (index - 1) >>> 1);
      }
    },
    pop() {
      const [first] = items;
      const last = items.pop();
      if (last !== undefined && items.length > 0) {
        items[0] = last;
        sink();
      }
      return first;
    },
  };
}
