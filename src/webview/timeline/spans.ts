import type { Bar } from '../../ui/timeline/messages.js';
import { floor, max, min } from './numbers.js';

type OperationState = Bar['state'];

/** Whether an operation in each state goes on. */
const isOpen = {
  running: true,
  cancelling: true,
  cancelled: false,
  succeeded: false,
  failed: false,
  expired: false,
} satisfies Record<OperationState, boolean>;

export function goesOn({ state }: Bar): boolean {
  return isOpen[state];
}

/** How long it took, or has taken until now, in milliseconds; undefined where nobody knows. */
export function lengthOf(bar: Bar, now: number): number | undefined {
  const last = bar.end ?? (goesOn(bar) ? now : undefined);
  return bar.start === undefined || last === undefined ? undefined : last - bar.start;
}

/** Where a bar begins and ends in time; what goes on ends at infinity. */
export interface Span {
  readonly bar: Bar;
  readonly start: number;
  readonly end: number;
}

/**
 * The stretch that a bar takes, undefined where nothing of it is known.
 * @param nominal how long one is drawn whose start or end nobody knows, in milliseconds.
 */
export function spanOf(bar: Bar, nominal: number, now: number): Span | undefined {
  const { start, end, cancelAskedAt } = bar;
  if (goesOn(bar)) {
    return { bar, start: start ?? min(now, cancelAskedAt ?? now) - nominal, end: Infinity };
  }
  if (start !== undefined) {
    // A server whose clock is behind another's may end an operation before it began.
    return { bar, start, end: end === undefined ? start + nominal : max(start, end) };
  }
  return end === undefined ? undefined : { bar, start: end - nominal, end };
}

/** No more bars are looked at for a median: it is near enough. */
const sampleSize = 1_000;

/** The length in the middle of those that are known, in milliseconds; a minute where none is. */
export function medianLength(bars: Iterable<Bar>, count: number, now: number): number {
  const step = max(1, floor(count / sampleSize));
  const lengths: number[] = [];
  let index = 0;
  for (const bar of bars) {
    const length = index++ % step === 0 ? lengthOf(bar, now) : undefined;
    if (length !== undefined) {
      lengths.push(length);
    }
  }
  lengths.sort((one, other) => one - other);
  return max(1, lengths[lengths.length >>> 1] ?? 60_000);
}

/** A bar so many times as long as the one in the middle does not stretch what is seen at first; nor do a few old ones. */
const outlier = 10;
/** How many of all may be left out for being old. */
const oldShare = 0.3;

/** From when to when the usual operations were under way; undefined where there is nothing to see. */
export function usualStretch(
  bars: readonly Bar[],
  now: number,
): { readonly start: number; readonly end: number } | undefined {
  const nominal = medianLength(bars, bars.length, now);
  const spans = bars
    .flatMap((bar) => spanOf(bar, nominal, now) ?? [])
    .map(({ start, end }) => ({ start, end: min(end, max(now, start)) }))
    .sort((one, other) => one.start - other.start);
  const usual = spans.filter(({ start, end }) => end - start <= outlier * nominal);
  const counted = usual.length > 0 ? usual : spans;
  const late = counted.slice(floor(oldShare * counted.length));
  const [whole, recent] = [hullOf(counted), hullOf(late)];
  const isStretched = whole && recent && whole.end - whole.start > outlier * (recent.end - recent.start);
  return isStretched ? recent : whole;
}

/** From the first start to the last end; undefined for none, and for what takes no time. */
function hullOf(spans: readonly { readonly start: number; readonly end: number }[]) {
  const start = spans[0]?.start;
  const end = spans.reduce((last, span) => max(last, span.end), -Infinity);
  return start !== undefined && start < end ? { start, end } : undefined;
}
