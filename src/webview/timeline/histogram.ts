import type { Bar } from '../../ui/timeline/messages.js';
import type { PlacedLane } from './hit.js';
import { ceil, floor, max, min, within } from './numbers.js';
import { goesOn } from './spans.js';
import { pixelOf, type Range } from './viewport.js';

/** How many operations were under way in each pixel: those that failed, those that still are, the others. */
export interface Histogram {
  readonly failed: Float64Array;
  readonly open: Float64Array;
  readonly other: Float64Array;
  /** The most at once. */
  readonly most: number;
}

/** @param now on the axis: where what goes on ends. */
export function histogramOf(lanes: readonly PlacedLane[], range: Range, width: number, now: number): Histogram {
  const columns = max(1, ceil(width));
  const empty = (): Float64Array => new Float64Array(columns + 1);
  const [failed, open, other] = [empty(), empty(), empty()];
  const countsOf = (bar: Bar): Float64Array => (bar.state === 'failed' ? failed : goesOn(bar) ? open : other);
  const columnOf = (at: number): number => within(floor(pixelOf(range, width, min(at, now))), 0, columns - 1);
  for (const { rows } of lanes) {
    for (const { bars, from, to } of rows) {
      bars.forEach((bar, index) => {
        const counts = countsOf(bar);
        const [first, last] = [columnOf(from[index] ?? 0), columnOf(to[index] ?? 0)];
        // What begins is added, what ended is taken away in the next column.
        counts[first] = (counts[first] ?? 0) + 1;
        counts[last + 1] = (counts[last + 1] ?? 0) - 1;
      });
    }
  }
  let most = 1;
  for (let column = 0; column <= columns; column++) {
    let sum = 0;
    for (const counts of [failed, open, other]) {
      const count = (counts[column] ?? 0) + (counts[column - 1] ?? 0);
      counts[column] = count;
      sum += count;
    }
    most = max(most, sum);
  }
  return { failed, open, other, most };
}
