import { within } from './numbers.js';

/** A stretch of the axis, in its units (gaps.ts): milliseconds, less what is folded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Limits extends Range {
  /** The least that may be seen at once. */
  readonly shortest: number;
}

export function pixelOf(range: Range, width: number, at: number): number {
  return ((at - range.from) / (range.to - range.from)) * width;
}

export function unitOf(range: Range, width: number, pixel: number): number {
  return range.from + (pixel / width) * (range.to - range.from);
}

/** Makes the range `factor` times as long; `at` stays where it is on the screen. */
export function zoomAt(range: Range, factor: number, at: number): Range {
  return { from: at - (at - range.from) * factor, to: at + (range.to - at) * factor };
}

export function pan(range: Range, by: number): Range {
  return { from: range.from + by, to: range.to + by };
}

/** The range with a margin at both ends, so that nothing touches the edge. */
export function padded({ from, to }: Range, share: number): Range {
  const margin = (to - from) * share;
  return { from: from - margin, to: to + margin };
}

/** The range as long as it was, where the limits have room for it, and within them. */
export function clamp(range: Range, { from, to, shortest }: Limits): Range {
  const length = within(range.to - range.from, shortest, to - from);
  // What is too short grows from its middle.
  const wanted = (range.from + range.to - length) / 2;
  const start = within(wanted, from, to - length);
  return { from: start, to: start + length };
}

/** What lies `share` (0 to 1) of the way from one range to the other. */
export function between(one: Range, other: Range, share: number): Range {
  return { from: one.from + (other.from - one.from) * share, to: one.to + (other.to - one.to) * share };
}

export function isSame(one: Range, other: Range): boolean {
  return one.from === other.from && one.to === other.to;
}
