import { createHash } from 'node:crypto';
import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { distanceMs, sleep, type Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { Coalescer } from '../base/timer.js';
import { changedAt, createOnce, hasCode, isThere, makePrivateFolder, writeWhole, writtenAt } from './privateFiles.js';
import { RecordFiles, recordText } from './recordFiles.js';
import type { StoredRecord, Successor } from './records.js';
import { RefusedWrites } from './refusedWrites.js';

/** File events come in bursts: one save is a create, a write and a rename. */
const settleMs = 100;
const keepClaimsForMs = 7 * 24 * 3_600_000;
/** How many records are kept aside. */
const mostAside = 50;
const asideEnding = '.aside';
/** Files that are read at once. */
const batch = 32;
/** How long the one window that may replace a record takes at most, unless it has crashed. */
const replacingMs = 2_000;

/**
 * Small JSON records on disk, one file each: what has to survive a crash and to be seen by every window of an account.
 * VS Code's own Memento is kept in memory per window and written some time later, which is too late for a request that
 * is about to leave, and loses one of two windows' updates.
 */
export class RecordFolder extends Owner {
  readonly path: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = this.own(new Emitter<void>());
  readonly #asideChanged = this.own(new Emitter<number>());
  readonly #news: Coalescer;
  readonly #refused: RefusedWrites;
  readonly #ended = new AbortController();
  readonly #files: RecordFiles;
  #watcher: FSWatcher | undefined;
  #opened: Promise<void> | undefined;

  /** Fires (coalesced) when a record changed, also by another window. */
  readonly onDidChange: Event<void> = this.#changed.event;
  /** How many records were taken out of the way just now. */
  readonly onDidSetAside: Event<number> = this.#asideChanged.event;

  constructor(folder: string, clock: Clock, log: Log) {
    super();
    this.path = folder;
    this.#clock = clock;
    this.#log = log;
    this.#files = new RecordFiles(log);
    this.#news = this.own(new Coalescer(clock, settleMs, () => this.#changed.fire()));
    this.#refused = this.own(new RefusedWrites(clock));
    this.own({ dispose: () => this.#watcher?.close() });
    this.own({ dispose: () => this.#ended.abort() });
  }

  /** Makes the folder ready. What failed is tried anew by the next call. */
  open(): Promise<void> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /**
   * Files that hold no record of this version are set aside. Each change of a record has all of them loaded, in each window:
   * what has not changed since the last time is not read, and is the same object.
   */
  async load(): Promise<StoredRecord[]> {
    const names = await this.#inFolder(async () => (await readdir(this.path)).filter((file) => file.endsWith('.json')));
    const files = names.map((name) => path.join(this.path, name));
    this.#files.keepOnly(new Set(files));
    const records: StoredRecord[] = [];
    const broken: string[] = [];
    for (let start = 0; start < files.length; start += batch) {
      const some = files.slice(start, start + batch);
      const read = await Promise.all(some.map((file) => this.#files.readAgain(file)));
      read.forEach((record, index) => {
        if (record === 'broken') {
          broken.push(some[index] ?? '');
        } else if (record !== 'none') {
          records.push(record);
        }
      });
    }
    await this.#setAside(broken);
    return records;
  }

  /** See `Records.create`. */
  async create(id: string, make: (there: unknown) => Successor | undefined): Promise<void> {
    const file = this.#file(id, 'json');
    const fresh = make(undefined);
    if (!fresh || (await this.#inFolder(() => writeWhole(file, recordText({ id, value: fresh.value }), true)))) {
      return;
    }
    const patience = this.#clock.monotonic() + replacingMs;
    for (;;) {
      const there = await this.#files.read(file);
      const next = make(typeof there === 'object' ? there.value : undefined);
      const mine =
        next === undefined ||
        next.after === undefined ||
        (await this.#writeClaim(`${id} after ${next.after}`)) ||
        this.#clock.monotonic() > patience;
      if (mine) {
        await (next && writeWhole(file, recordText({ id, value: next.value })));
        return;
      }
      await sleep(this.#clock, settleMs, this.#ended.signal);
    }
  }

  save(id: string, value: unknown): Promise<void> {
    return this.change(id, () => value);
  }

  /** See `Records.change`. */
  change(id: string, next: (there: unknown) => unknown): Promise<void> {
    const file = this.#file(id, 'json');
    return this.#refused.attempt(file, () =>
      this.#inFolder(async () => {
        const read = await this.#files.read(file);
        const there = typeof read === 'object' ? read.value : undefined;
        const value = next(there);
        if (value !== there || there === undefined) {
          await writeWhole(file, recordText({ id, value }));
        }
      }),
    );
  }

  remove(id: string): Promise<void> {
    const file = this.#file(id, 'json');
    return this.#refused.attempt(file, () => rm(file, { force: true }));
  }

  async discard({ id, value }: StoredRecord): Promise<void> {
    const file = this.#file(id, 'json');
    const there = await this.#files.read(file);
    if (typeof there === 'object' && JSON.stringify(there.value) === JSON.stringify(value)) {
      await rm(file, { force: true });
    }
  }

  setAside({ id }: StoredRecord): Promise<void> {
    return this.#setAside([this.#file(id, 'json')]);
  }

  /** See `Records.claim`. */
  async claim(id: string): Promise<boolean> {
    const file = this.#file(id, 'claim');
    if (this.#refused.has(file)) {
      // This window has it, and only the disk does not know yet.
      return false;
    }
    try {
      return await this.#refused.attempt(file, () => this.#writeClaim(id));
    } catch (error) {
      this.#log.warn(`a claim cannot be written: ${String(error)}`);
      return true;
    }
  }

  /** See `Records.isClaimed`. */
  async isClaimed(id: string): Promise<boolean> {
    const file = this.#file(id, 'claim');
    return this.#refused.has(file) || this.#inFolder(() => isThere(file));
  }

  #writeClaim(id: string): Promise<boolean> {
    return this.#inFolder(() => createOnce(this.#file(id, 'claim'), String(this.#clock.now())));
  }

  async #open(): Promise<void> {
    await makePrivateFolder(this.path);
    await this.#tidy();
    this.#watch();
  }

  /** Runs `act` with the folder in place, also where somebody deleted it since it was opened. */
  async #inFolder<T>(act: () => Promise<T>): Promise<T> {
    await this.open();
    try {
      return await act();
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) {
        throw error;
      }
      this.#opened = undefined;
      await this.open();
      return act();
    }
  }

  /** Without it other windows are heard of at each refresh only. */
  #watch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    if (this.disposed) {
      return;
    }
    try {
      this.#watcher = watchFolder(this.path, { persistent: false }, (_event, file) => {
        if (file === null || file.endsWith('.json')) {
          this.#news.call();
        }
      });
      this.#watcher.on('error', (error) => this.#log.warn(`watching the record folder: ${error.message}`));
    } catch (error) {
      this.#log.warn(`watching the record folder: ${String(error)}`);
    }
  }

  async #setAside(files: readonly string[]): Promise<void> {
    let count = 0;
    for (const file of files) {
      try {
        await rename(file, file + asideEnding);
        count++;
        this.#log.warn(`record ${file} makes no sense to this version and was set aside`);
      } catch (error) {
        // Another window was faster.
        if (!hasCode(error, 'ENOENT')) {
          this.#log.warn(`record ${file} cannot be set aside: ${String(error)}`);
        }
      }
    }
    if (count > 0) {
      await this.#forgetOldest();
      this.#asideChanged.fire(count);
    }
  }

  /** Old claims and what a crash left half written go; what an earlier version set aside may be readable now. */
  async #tidy(): Promise<void> {
    for (const file of await readdir(this.path)) {
      const full = path.join(this.path, file);
      if (/\.(claim|tmp)$/.test(file) && distanceMs(this.#clock, await writtenAt(full)) > keepClaimsForMs) {
        await rm(full, { force: true });
      } else if (file.endsWith(asideEnding) && typeof (await this.#files.read(full)) === 'object') {
        await this.#takeBack(full);
      }
    }
  }

  async #takeBack(aside: string): Promise<void> {
    const file = aside.slice(0, -asideEnding.length);
    if ((await this.#files.read(file)) === 'none') {
      await rename(aside, file);
    }
  }

  async #forgetOldest(): Promise<void> {
    const aside = (await readdir(this.path)).filter((file) => file.endsWith(asideEnding));
    const dated = await Promise.all(
      aside.map(async (file) => ({
        full: path.join(this.path, file),
        at: await changedAt(path.join(this.path, file)),
      })),
    );
    for (const { full } of dated.sort((a, b) => b.at - a.at).slice(mostAside)) {
      await rm(full, { force: true });
    }
  }

  /** Names hold slashes and colons, and may be longer than a file name can be. */
  #file(id: string, extension: string): string {
    return path.join(this.path, `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.${extension}`);
  }
}
