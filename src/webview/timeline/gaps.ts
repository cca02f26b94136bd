import { max } from './numbers.js';
import { firstIndex } from './search.js';

/** A stretch of time, in milliseconds since the epoch. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** A stretch in which nothing was under way; its start names it as long as what ended there is known. */
export interface Gap extends Interval {
  readonly folded: boolean;
}

/** No shorter stretch is folded, in milliseconds. */
const shortestGap = 30 * 60_000;
/** How much of all that is active a folded gap is as wide as. */
const foldShare = 0.02;
/** A gap that is hardly longer than its fold is left as it is. */
const worthFolding = 4;

/** Intervals in order of their starts become fewer, in order and apart by more than any gap that is not folded. */
export function united(intervals: readonly Interval[]): Interval[] {
  const result: { start: number; end: number }[] = [];
  let last: { start: number; end: number } | undefined;
  for (const { start, end } of intervals) {
    if (last && start - last.end < shortestGap) {
      last.end = max(last.end, end);
    } else {
      last = { start, end };
      result.push(last);
    }
  }
  return result;
}

/**
 * Where time is on the axis. An axis is as long as the time it shows, in milliseconds, but each folded gap is as wide as
 * all the others, however long it was.
 */
export interface Axis {
  readonly gaps: readonly Gap[];
  /** Axes with the same key have each moment in the same place. */
  readonly key: string;
  toUnits(time: number): number;
  toTime(units: number): number;
}

/** @param gaps in order. @param foldWidth of each folded one, in milliseconds. */
export function createAxis(gaps: readonly Gap[], foldWidth: number): Axis {
  let removed = 0;
  const folds = gaps
    .filter(({ folded }) => folded)
    .map(({ start, end }) => {
      const at = start - removed;
      removed += end - start - foldWidth;
      return { start, end, at };
    });
  return {
    gaps,
    key: folds.length === 0 ? '' : JSON.stringify([foldWidth, folds]),
    toUnits(time) {
      const fold = folds[firstIndex(folds.length, (index) => (folds[index]?.start ?? 0) > time) - 1];
      if (!fold) {
        return time;
      }
      const { start, end, at } = fold;
      return at + (time >= end ? foldWidth + (time - end) : ((time - start) / (end - start)) * foldWidth);
    },
    toTime(units) {
      const fold = folds[firstIndex(folds.length, (index) => (folds[index]?.at ?? 0) > units) - 1];
      if (!fold) {
        return units;
      }
      const { start, end, at } = fold;
      const within = units - at;
      return within >= foldWidth ? end + (within - foldWidth) : start + (within / foldWidth) * (end - start);
    },
  };
}

/**
 * The axis for when something was under way.
 * @param active united intervals, in order.
 * @param opened the starts of the gaps that a person wants to see.
 */
export function axisOf(active: readonly Interval[], opened: ReadonlySet<number>): Axis {
  const foldWidth = foldShare * active.reduce((sum, { start, end }) => sum + end - start, 0);
  const gaps = active.flatMap(({ start: end }, index): Gap[] => {
    const start = active[index - 1]?.end;
    return start !== undefined && end - start > worthFolding * foldWidth
      ? [{ start, end, folded: !opened.has(start) }]
      : [];
  });
  return createAxis(gaps, foldWidth);
}
