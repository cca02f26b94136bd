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
      last.end = Math.max(last.end, end);
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
export class Axis {
  private readonly folds: readonly { start: number; end: number; at: number }[];
  private readonly foldWidth: number;

  /** @param gaps in order. @param foldWidth of each folded one, in milliseconds. */
  constructor(
    readonly gaps: readonly Gap[],
    foldWidth: number,
  ) {
    let removed = 0;
    this.foldWidth = foldWidth;
    this.folds = gaps.flatMap(({ start, end, folded }) => {
      if (!folded) {
        return [];
      }
      const at = start - removed;
      removed += end - start - foldWidth;
      return [{ start, end, at }];
    });
  }

  /** Whether each moment is where it is on the other axis. */
  isLike({ folds, foldWidth }: Axis): boolean {
    return (
      folds.length === this.folds.length &&
      (folds.length === 0 || foldWidth === this.foldWidth) &&
      folds.every(({ start, end }, index) => {
        const own = this.folds[index];
        return own?.start === start && own.end === end;
      })
    );
  }

  toUnits(time: number): number {
    const fold = this.folds[firstIndex(this.folds.length, (index) => (this.folds[index]?.start ?? 0) > time) - 1];
    if (!fold) {
      return time;
    }
    return time >= fold.end
      ? fold.at + this.foldWidth + (time - fold.end)
      : fold.at + ((time - fold.start) / (fold.end - fold.start)) * this.foldWidth;
  }

  toTime(units: number): number {
    const fold = this.folds[firstIndex(this.folds.length, (index) => (this.folds[index]?.at ?? 0) > units) - 1];
    if (!fold) {
      return units;
    }
    const within = units - fold.at;
    return within >= this.foldWidth
      ? fold.end + (within - this.foldWidth)
      : fold.start + (within / this.foldWidth) * (fold.end - fold.start);
  }
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
  return new Axis(gaps, foldWidth);
}
