import type { Bar } from '../../ui/timeline/messages.js';
import { floor } from './numbers.js';

/** Which sides of a frame are drawn: what goes on has no end, what began nobody knows when has no beginning. */
export interface Sides {
  readonly left: boolean;
  readonly right: boolean;
}

/** What the timeline is drawn on: the screen, or an SVG document. Lengths in CSS pixels, colours as the theme has them. */
export interface Surface {
  fill(x: number, y: number, width: number, height: number, color: string): void;
  frame(x: number, y: number, width: number, height: number, color: string, sides: Sides, isDashed: boolean): void;
  hatch(x: number, y: number, width: number, height: number, color: string): void;
  /** A triangle that points down, its upper side's middle at the point. */
  notch(x: number, y: number, color: string): void;
  glyph(x: number, y: number, state: Bar['state'], color: string): void;
  /** @param y the middle of the line. */
  text(x: number, y: number, text: string, color: string): void;
  /** Pixels that a text takes. */
  readonly widthOf: (text: string) => number;
}

/** Pixels from one line of a hatching to the next. */
const hatchStep = 5;

/**
 * Where the lines of a hatching begin, each at the lower edge, to rise by as much as they go to the right. They have their
 * places on the surface, so that hatchings side by side fit together.
 */
export function hatchLines(x: number, width: number, height: number): number[] {
  const lines: number[] = [];
  for (let at = floor((x - height) / hatchStep) * hatchStep; at < x + width; at += hatchStep) {
    lines.push(at);
  }
  return lines;
}

/** Half the upper side of a notch, and its height. */
export const notchSize = 4;

/** Pixels that are drawn and left out, where the start is not known. */
export const dash = [3, 2];
