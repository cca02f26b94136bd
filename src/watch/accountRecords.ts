import path from 'node:path';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { RecordFolder } from './recordFolder.js';
import type { Records, StoredRecord } from './records.js';

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
  /** Where each record lies, by its id. */
  readonly #homes = new Map<string, RecordFolder>();
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
        if (!this.#homes.has(record.id)) {
          this.#homes.set(record.id, folder);
        }
      }
    }
    return all;
  }

  async create(id: string, value: unknown, replaces: (there: unknown) => boolean): Promise<unknown> {
    const folder = await this.#now();
    const there = await folder.create(id, value, replaces);
    this.#homes.set(id, folder);
    return there;
  }

  async save(id: string, value: unknown): Promise<void> {
    await (this.#homes.get(id) ?? (await this.#now())).save(id, value);
  }

  async remove(id: string): Promise<void> {
    await this.#home(id)?.remove(id);
    this.#homes.delete(id);
  }

  async setAside(id: string): Promise<void> {
    await this.#home(id)?.setAside(id);
    this.#homes.delete(id);
  }

  /** In one place for all accounts: two may have asked for the same, and windows know of them in different orders. */
  claim(id: string): Promise<boolean> {
    return this.#claims.claim(id);
  }

  #home(id: string): RecordFolder | undefined {
    return this.#homes.get(id) ?? this.#current;
  }

  /** The folder of whoever is signed in now. */
  async #now(): Promise<RecordFolder> {
    const where = await this.#locate();
    const folder = this.#folders.get(where) ?? this.#add(where);
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
