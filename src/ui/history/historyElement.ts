import type { Collection } from '../../operations/collection.js';
import type { HistoryEntry } from '../../watch/history.js';
import type { HistoryDay } from './historyDays.js';

/** A row of the history. */
export type HistoryElement = DayElement | OthersElement | EndElement | ReadingElement;

export interface DayElement {
  readonly type: 'day';
  readonly id: string;
  readonly parent: undefined;
  readonly day: HistoryDay;
}

/** Holds what other people's operations came to on a day. */
export interface OthersElement {
  readonly type: 'others';
  readonly id: string;
  readonly parent: DayElement;
}

/** It names its operation as rows of the other view do, so that their commands work on it. */
export interface EndElement {
  readonly type: 'end';
  readonly id: string;
  readonly parent: DayElement | OthersElement;
  readonly entry: HistoryEntry;
  readonly collection: Collection;
  readonly name: string;
}

/** Stands where the history is while it is read. */
export interface ReadingElement {
  readonly type: 'reading';
  readonly id: string;
  readonly parent: undefined;
}
