import type { Bar, TimelineWords } from '../../ui/timeline/messages.js';
import { filled, type Format } from './format.js';
import { goesOn } from './spans.js';

/** A bar for who hears it: what, to what, in which state, since when, how long, and whether a cancel was asked for. */
export function describe(bar: Bar, words: TimelineWords, format: Format, now: number): string {
  const last = bar.end ?? (goesOn(bar) ? now : undefined);
  const length = bar.start === undefined || last === undefined ? undefined : format.duration(last - bar.start);
  return [
    bar.label,
    bar.what,
    words.states[bar.state],
    bar.start === undefined ? undefined : format.dateTime(bar.start),
    length,
    bar.cancelAskedAt === undefined ? undefined : filled(words.cancelAsked, format.dateTime(bar.cancelAskedAt)),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
