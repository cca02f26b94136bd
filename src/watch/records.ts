import type { Event } from '../base/event.js';

/** A record as it lies on the disk. */
export interface StoredRecord {
  readonly id: string;
  readonly value: unknown;
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
   * Writes something new, for the account that is signed in now. Where there is a record of this id already and `replaces`
   * does not let it go, nothing is written.
   * @returns the value that stayed, undefined when the new one was written.
   */
  create(id: string, value: unknown, replaces: (there: unknown) => boolean): Promise<unknown>;
  /**
   * Resolves when a crash can no longer lose the record; leaves the old one or the new one, never half of one. It stays
   * with the account that it was created for, whoever is signed in now.
   */
  save(id: string, value: unknown): Promise<void>;
  remove(id: string): Promise<void>;
  /** Takes a record that makes no sense out of the way, for somebody to look at, or for a version that understands it. */
  setAside(id: string): Promise<void>;
  /**
   * True for exactly one caller among all windows: the one who may tell the person. Also true when the disk fails,
   * because telling twice is better than not at all.
   */
  claim(id: string): Promise<boolean>;
}
