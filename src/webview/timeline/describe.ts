import type { Bar, TimelineWords } from '../../ui/timeline/messages.js';
import { filled, type Format } from './format.js';
import { lengthOf } from './spans.js';

/** A bar for who hears it: what, to what, in which state, since when, how long, and whether a cancel was asked for. */
export function describe(bar: Bar, words: TimelineWords, { dateTime, duration }: Format, now: number): string {
  const { start, cancelAskedAt } = bar;
  const length = lengthOf(bar, now);
  return [
    bar.label,
    bar.what,
    words.states[bar.state],
    start === undefined ? undefined : dateTime(start),
    length === undefined ? undefined : duration(length),
    cancelAskedAt === undefined ? undefined : filled(words.cancelAsked, dateTime(cancelAskedAt)),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
