import path from 'node:path';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { RecordFolder } from './recordFolder.js';
import type { Records, StoredRecord, Successor } from './records.js';

/** Records that were taken out of the way. */
export interface SetAside {
  readonly count: number;
  readonly folder: string;
}

/**
 * The records of the accounts that this session acts as, a folder each. Something new goes to the account that is signed
 * in at that moment, because that account's sessions will look for it; from then on it stays there, also after another
 * login.
 */
export class AccountRecords extends Owner implements Records {
  readonly #locate: () => Promise<string>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #folders = new Map<string, RecordFolder>();
  /** Where each record lies, by its id: two accounts may have asked for the same. */
  readonly #homes = new Map<string, Set<RecordFolder>>();
  readonly #origins = new WeakMap<StoredRecord, RecordFolder>();
  readonly #opened = this.own(new Emitter<void>());
  readonly #changed = this.own(new Emitter<void>());
  readonly #aside = this.own(new Emitter<SetAside>());
  readonly #claims: RecordFolder;
  #current: RecordFolder | undefined;

  readonly onDidOpen: Event<void> = this.#opened.event;
  readonly onDidChange: Event<void> = this.#changed.event;
  readonly onDidSetAside: Event<SetAside> = this.#aside.event;

  /**
   * @param folder of all accounts.
   * @param account tells the name of the folder of whoever is signed in, and throws an ApiError where nobody is.
   */
  constructor(folder: string, account: () => Promise<string>, clock: Clock, log: Log) {
    super();
    this.#claims = this.own(new RecordFolder(path.join(folder, 'claims'), clock, log));
    this.#locate = async () => path.join(folder, await account());
    this.#clock = clock;
    this.#log = log;
  }

  /** Path of a file beside the records of the account that was opened last. */
  file(name: string): string {
    return path.join(this.#current?.path ?? '', name);
  }

  async open(): Promise<void> {
    await this.#now();
  }

  async load(): Promise<StoredRecord[]> {
    const all: StoredRecord[] = [];
    for (const folder of this.#folders.values()) {
      for (const record of await folder.load()) {
        all.push(record);
        this.#origins.set(record, folder);
        this.#note(record.id, folder);
      }
    }
    return all;
  }

  async create(id: string, make: (there: unknown) => Successor | undefined): Promise<void> {
    const folder = await this.#now();
    await folder.create(id, make);
    this.#note(id, folder);
  }

  save(id: string, value: unknown): Promise<void> {
    return this.change(id, () => value);
  }

  async change(id: string, next: (there: unknown) => unknown): Promise<void> {
    const homes = this.#homes.get(id) ?? this.#note(id, await this.#folder());
    await Promise.all([...homes].map((folder) => folder.change(id, next)));
  }

  async remove(id: string): Promise<void> {
    const homes = this.#homes.get(id) ?? (this.#current && [this.#current]) ?? [];
    this.#homes.delete(id);
    await Promise.all([...homes].map((folder) => folder.remove(id)));
  }

  async discard(record: StoredRecord): Promise<void> {
    await this.#origins.get(record)?.discard(record);
  }

  async setAside(record: StoredRecord): Promise<void> {
    await this.#origins.get(record)?.setAside(record);
  }

  /** In one place for all accounts: two may have asked for the same, and windows know of them in different orders. */
  claim(id: string): Promise<boolean> {
    return this.#claims.claim(id);
  }

  isClaimed(id: string): Promise<boolean> {
    return this.#claims.isClaimed(id);
  }

  #note(id: string, folder: RecordFolder): Set<RecordFolder> {
    const homes = (this.#homes.get(id) ?? new Set()).add(folder);
    this.#homes.set(id, homes);
    return homes;
  }

  /** Of whoever is signed in now. */
  async #folder(): Promise<RecordFolder> {
    const where = await this.#locate();
    return this.#folders.get(where) ?? this.#add(where);
  }

  async #now(): Promise<RecordFolder> {
    const folder = await this.#folder();
    await folder.open();
    if (this.#current !== folder) {
      this.#current = folder;
      this.#opened.fire();
    }
    return folder;
  }

  #add(where: string): RecordFolder {
    const folder = this.own(new RecordFolder(where, this.#clock, this.#log));
    this.#folders.set(where, folder);
    this.own(folder.onDidChange(() => this.#changed.fire()));
    this.own(folder.onDidSetAside((count) => this.#aside.fire({ count, folder: where })));
    return folder;
  }
}
