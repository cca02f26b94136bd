import type { Bar } from '../../ui/timeline/messages.js';
import { barHeight, laneAt, lanePadding, rowHeight } from './lanes.js';
import { abs, floor, max } from './numbers.js';
import { firstIndex } from './search.js';

/** A row with where its bars are on the axis: sorted, apart from each other; what goes on ends at infinity. */
export interface PlacedRow {
  readonly bars: readonly Bar[];
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export interface PlacedLane {
  /** Tells it from others, which may have the same name. */
  readonly key: string;
  readonly name: string;
  readonly rows: readonly PlacedRow[];
}

/** The first bar of a row that does not end before `at`. */
export function firstFrom({ to, bars }: PlacedRow, at: number): number {
  return firstIndex(bars.length, (index) => (to[index] ?? 0) >= at);
}

/**
 * The bar at a place, or the nearest in its row within `slack`.
 * @param y pixels below the first lane's top. @param at on the axis, as `slack` is.
 */
export function barAt(
  lanes: readonly PlacedLane[],
  tops: readonly number[],
  y: number,
  at: number,
  slack: number,
): Bar | undefined {
  const index = laneAt(tops, y);
  const within = y - (tops[index] ?? 0) - lanePadding;
  const row = lanes[index]?.rows[floor(within / rowHeight)];
  const aside = abs((within % rowHeight) - rowHeight / 2);
  return row && aside <= barHeight / 2 + 1 ? nearest(row, at, slack) : undefined;
}

/** The bar of a row that is nearest to a place on the axis, no farther than `slack`. */
export function nearest(row: PlacedRow, at: number, slack: number): Bar | undefined {
  const after = firstFrom(row, at);
  const distances = [after - 1, after].map((index) => {
    const [from, to] = [row.from[index] ?? Infinity, row.to[index] ?? -Infinity];
    return { index, distance: max(from - at, at - to, 0) };
  });
  const [before, behind] = distances;
  const best = before && behind && before.distance < behind.distance ? before : behind;
  return best && best.distance <= slack ? row.bars[best.index] : undefined;
}
