import type { Event } from '../base/event.js';

/** A record as it lies on the disk. */
export interface StoredRecord {
  readonly id: string;
  readonly value: unknown;
}

/** What takes the place of a record, and the mark of the one that goes: it goes once among all windows. */
export interface Successor {
  readonly value: unknown;
  /** Absent: for a record that makes no sense, or for none. */
  readonly after?: string;
}

/** Records by id that every window of an account shares. */
export interface Records {
  /** Fires when the records of an account can be read: first those of the one signed in, then of each that follows. */
  readonly onDidOpen: Event<void>;
  /** Fires (coalesced) when a record changed, also by another window. */
  readonly onDidChange: Event<void>;
  /**
   * Makes the records of whoever is signed in now readable; what failed is tried anew by the next call.
   * @throws when the disk refuses, as does every other method but `claim`; ApiError when nobody is signed in.
   */
  open(): Promise<void>;
  /** All records of the accounts that were opened, in no order. */
  load(): Promise<readonly StoredRecord[]>;
  /**
   * Writes something new, for the account that is signed in now.
   * @param make what to write in the place of what is there, if anything; undefined to write nothing. The last call counts.
   */
  create(id: string, make: (there: unknown) => Successor | undefined): Promise<void>;
  /**
   * Resolves when a crash can no longer lose the record; leaves the old one or the new one, never half of one. It stays
   * with the accounts that it was created for, whoever is signed in now. What the disk refuses is tried again later, as
   * with `remove` and `claim`.
   */
  save(id: string, value: unknown): Promise<void>;
  /** Like `save`, from what is there; nothing is written where that is what comes back. */
  change(id: string, next: (there: unknown) => unknown): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes a record that was loaded, unless it has changed since. */
  discard(record: StoredRecord): Promise<void>;
  /** Takes a record that makes no sense out of the way, for somebody to look at, or for a version that understands it. */
  setAside(record: StoredRecord): Promise<void>;
  /**
   * True for exactly one caller among all windows: the one who may tell the person. Also true, once, when the disk fails,
   * because telling twice is better than not at all.
   */
  claim(id: string): Promise<boolean>;
  /** Whether some window has claimed it. @throws when the disk refuses */
  isClaimed(id: string): Promise<boolean>;
}
