import { startOfDay } from '../../base/day.js';
import { isEnded, operationKey } from '../../operations/operation.js';
import type { HistoryEntry } from '../../watch/history.js';
import { endedAt } from '../../watch/pastOperation.js';

/** What ended on one day, newest first. */
export interface HistoryDay {
  /** When the day began here, in milliseconds since the epoch. */
  readonly start: number;
  readonly mine: readonly HistoryEntry[];
  readonly others: readonly HistoryEntry[];
}

/**
 * Ends and answers to cancel requests by day, newest first. Of one operation the newest stands for all: that a cancel was
 * refused is no news once it ended.
 * @param entries newest first.
 */
export function historyDays(
  entries: readonly HistoryEntry[],
  isMine: (entry: HistoryEntry) => boolean,
): readonly HistoryDay[] {
  const days = new Map<number, { start: number; mine: HistoryEntry[]; others: HistoryEntry[] }>();
  for (const entry of [...latestEnds(entries)].sort((a, b) => endedAt(b) - endedAt(a))) {
    const start = startOfDay(endedAt(entry));
    const day = days.get(start) ?? { start, mine: [], others: [] };
    days.set(start, day);
    (isMine(entry) ? day.mine : day.others).push(entry);
  }
  return [...days.values()];
}

/** Each operation once, as it came out. @param entries newest first, as what comes back. */
export function* latestEnds(entries: readonly HistoryEntry[]): Iterable<HistoryEntry> {
  const known = new Set<string>();
  for (const entry of entries) {
    const key = operationKey({ collection: entry.collection, name: entry.reading.name });
    if (isEnd(entry) && !known.has(key)) {
      known.add(key);
      yield entry;
    }
  }
}

/** It ended, or the server has answered a cancel request. What only began, or is being cancelled, the other view shows. */
function isEnd({ outcome, to }: HistoryEntry): boolean {
  return outcome !== undefined || (to !== undefined && isEnded(to));
}
