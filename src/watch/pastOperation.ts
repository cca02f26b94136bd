import { explainsEnd } from '../operations/cancellation.js';
import { isEnded, operationKey, type Operation } from '../operations/operation.js';
import type { HistoryEntry } from './history.js';

/** By the server's clock where it said when it ended, else when that was seen; in milliseconds since the epoch. */
export function endedAt({ reading: { done, endTime }, at }: Pick<HistoryEntry, 'reading' | 'at'>): number {
  return done ? (endTime ?? at) : at;
}

/** The operation as it was then, for a filter. */
export function operationThen({ reading, collection, location, to }: HistoryEntry): Operation {
  return { ...reading, collection, location, state: to ?? 'expired' };
}

/** What the history says of one operation, by its newest entries. */
export interface Past {
  /** How it ended. */
  readonly end?: HistoryEntry;
  /** What became of the last cancel request for it. */
  readonly asked?: HistoryEntry;
}

/** What the history says of each operation, by `operationKey`. @param entries newest first. */
export function pastOf(entries: readonly HistoryEntry[]): Map<string, Past> {
  const past = new Map<string, Past>();
  for (const entry of [...entries].reverse()) {
    addPast(past, entry);
  }
  return past;
}

/** Takes in an entry that is newer than the others of its operation. Returns the operation's key. */
export function addPast(past: Map<string, Past>, entry: HistoryEntry): string {
  const { collection, reading, outcome, to } = entry;
  const key = operationKey({ collection, name: reading.name });
  const isEnd = to !== undefined && isEnded(to) && (outcome === undefined || explainsEnd({ outcome }));
  past.set(key, {
    ...past.get(key),
    ...(isEnd && { end: entry }),
    ...(outcome !== undefined && { asked: entry }),
  });
  return key;
}
