import { floor, max, min, round } from './numbers.js';

/** A line of the axis. */
export interface Tick {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** It begins a day (or a month) and is written so, the others say the time of day. */
  readonly isDay: boolean;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances of ticks that a person counts in, in milliseconds; from a day on they are counted in days. */
const ladder = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28, 91, 364].map((count) => count * day),
];

/** The least distance that leaves a label its room. */
export function stepFor(milliseconds: number): number {
  return ladder.find((step) => step >= milliseconds) ?? 364 * day;
}

/**
 * Ticks from `start` to `end`, at round times of the day here: counted from each midnight, so that a day that is an hour
 * longer or shorter than others has its noon at noon.
 */
export function ticksIn(start: number, end: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  const days = max(1, round(step / day));
  for (let midnight = firstMidnight(start, days); midnight <= end; midnight = laterDay(midnight, days)) {
    if (midnight >= start) {
      ticks.push({ time: midnight, isDay: true });
    }
    if (step < day) {
      const date = new Date(midnight);
      const last = min(end, laterDay(midnight, 1) - 1);
      // The clock may be put forward or back within a day: hours are set, shorter steps are added.
      const at =
        step >= hour
          ? (count: number) => new Date(date).setHours((count * step) / hour)
          : (count: number) => midnight + count * step;
      const first = max(1, floor((start - midnight - hour) / step));
      for (let count = first; at(count) <= last; count++) {
        if (at(count) >= start && at(count) > (ticks.at(-1)?.time ?? -Infinity)) {
          ticks.push({ time: at(count), isDay: false });
        }
      }
    }
  }
  return ticks;
}

/** The last midnight before `time` that is a multiple of so many days away from a Monday. */
function firstMidnight(time: number, days: number): number {
  const date = new Date(time);
  date.setHours(0, 0, 0, 0);
  // 1970-01-05 was a Monday. By noon in UTC of the same date, daylight saving does not count.
  const number = floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / day) - 4;
  return laterDay(date.getTime(), -(((number % days) + days) % days));
}

function laterDay(midnight: number, days: number): number {
  const date = new Date(midnight);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
