import type { Bar } from '../../ui/timeline/messages.js';
import { firstFrom, type PlacedLane } from './hit.js';
import { max } from './numbers.js';
import { firstIndex } from './search.js';

/** A bar, in which lane it is, and where on the axis. */
export interface Place {
  readonly bar: Bar;
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** Where a bar is. Lanes are looked through by key, for that of an operation's own is known. */
export function placeOf(lanes: readonly PlacedLane[], laneKey: string, id: string): Place | undefined {
  const lane = lanes.findIndex(({ key }) => key === laneKey);
  for (const [row, { bars, from, to }] of (lanes[lane]?.rows ?? []).entries()) {
    const index = bars.findIndex((bar) => bar.id === id);
    const bar = bars[index];
    if (bar) {
      return { bar, lane, row, from: from[index] ?? 0, to: to[index] ?? 0 };
    }
  }
  return undefined;
}

/** The bar of the same lane that begins next, or began last before it. Those that begin at once are in order of rows. */
export function beside({ rows }: PlacedLane, place: Place, direction: 1 | -1): Bar | undefined {
  let best: { readonly bar: Bar; readonly from: number } | undefined;
  rows.forEach(({ bars, from }, row) => {
    // In its own row the neighbour, in others whoever begins at the same time comes before or after by its row.
    const isAfter = (at: number): boolean => at > place.from || (at === place.from && row > place.row);
    const first = firstIndex(bars.length, (index) => isAfter(from[index] ?? 0));
    const own = row === place.row ? 1 : 0;
    const index = direction === 1 ? first : first - 1 - own;
    const [bar, at] = [bars[index], from[index] ?? 0];
    // Of equals the first row is the next one, and the last row the one before.
    const isBetter = !best || (direction === 1 ? at < best.from : at >= best.from);
    if (bar && isBetter) {
      best = { bar, from: at };
    }
  });
  return best?.bar;
}

/** The bar of the lane above or below that is nearest in time. */
export function across(lanes: readonly PlacedLane[], place: Place, direction: 1 | -1): Bar | undefined {
  const lane = lanes[place.lane + direction];
  let best: { readonly bar: Bar; readonly distance: number } | undefined;
  for (const { bars, from, to } of lane?.rows ?? []) {
    const after = firstFrom({ bars, from, to }, place.from);
    for (const index of [after - 1, after]) {
      const bar = bars[index];
      const distance = max((from[index] ?? 0) - place.from, place.from - (to[index] ?? 0), 0);
      if (bar && (!best || distance < best.distance)) {
        best = { bar, distance };
      }
    }
  }
  return best?.bar;
}
