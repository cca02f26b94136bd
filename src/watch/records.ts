import { createHash } from 'node:crypto';
import { watch as watchFolder } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { distanceMs, type Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { Timer } from '../base/timer.js';

/** File events come in bursts: one save is a create, a write and a rename. */
const settleMs = 100;
const keepClaimsForMs = 7 * 24 * 3_600_000;

/** Records by id that every window of an account shares. */
export interface Records {
  /** Fires once, when the records can be read. */
  readonly onDidOpen: Event<void>;
  /** Fires (coalesced) when a record changed, also by another window. */
  readonly onDidChange: Event<void>;
  /** Makes them readable, once. @throws when the disk refuses, as does every other method. */
  open(): Promise<void>;
  /** All records, in no order. */
  load(): Promise<readonly { readonly id: string; readonly value: unknown }[]>;
  /** Resolves when a crash can no longer lose the record; leaves the old one or the new one, never half of one. */
  save(id: string, value: unknown): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * True for exactly one caller among all windows: the one who may tell the person. Also true when the disk fails,
   * because telling twice is better than not at all.
   */
  claim(id: string): Promise<boolean>;
}

/**
 * Small JSON records on disk, one file each: what has to survive a crash and to be seen by every window of an account.
 * VS Code's own Memento is kept in memory per window and written some time later, which is too late for a request that
 * is about to leave, and loses one of two windows' updates.
 */
export class RecordFolder extends Owner implements Records {
  readonly #locate: () => Promise<string>;
  readonly #openedEvent = this.own(new Emitter<void>());
  #folder = '';
  #opened: Promise<void> | undefined;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = this.own(new Emitter<void>());
  #writes = 0;

  readonly onDidOpen: Event<void> = this.#openedEvent.event;
  readonly onDidChange: Event<void> = this.#changed.event;

  /** @param locate tells the folder; asked once, when the folder is opened. */
  constructor(locate: () => Promise<string>, clock: Clock, log: Log) {
    super();
    this.#locate = locate;
    this.#clock = clock;
    this.#log = log;
  }

  open(): Promise<void> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  /** Path of a file beside the records. */
  file(name: string): string {
    return path.join(this.#folder, name);
  }

  async #open(): Promise<void> {
    this.#folder = await this.#locate();
    await mkdir(this.#folder, { recursive: true });
    await this.#forgetOldClaims();
    const settling = this.own(new Timer(this.#clock));
    const watcher = watchFolder(this.#folder, { persistent: false }, (_event, file) => {
      if (file === null || file.endsWith('.json')) {
        settling.set(settleMs, () => this.#changed.fire());
      }
    });
    watcher.on('error', (error) => this.#log.warn(`watching the record folder: ${error.message}`));
    this.own({ dispose: () => watcher.close() });
    this.#openedEvent.fire();
  }

  /** A file that is not JSON is left alone and reported in the log. */
  async load(): Promise<{ readonly id: string; readonly value: unknown }[]> {
    await this.open();
    const files = (await readdir(this.#folder)).filter((file) => file.endsWith('.json'));
    const records = await Promise.all(
      files.map(async (file) => {
        try {
          const { id, value } = JSON.parse(await readFile(path.join(this.#folder, file), 'utf8')) as Record<
            string,
            unknown
          >;
          return typeof id === 'string' ? [{ id, value }] : [];
        } catch (error) {
          this.#log.warn(`record ${file} cannot be read: ${String(error)}`);
          return [];
        }
      }),
    );
    return records.flat();
  }

  async save(id: string, value: unknown): Promise<void> {
    await this.open();
    const file = this.#file(id, 'json');
    const temporary = `${file}.${process.pid}.${this.#writes++}.tmp`;
    await writeFile(temporary, JSON.stringify({ id, value }), { mode: 0o600 });
    await rename(temporary, file);
  }

  async remove(id: string): Promise<void> {
    await this.open();
    await rm(this.#file(id, 'json'), { force: true });
  }

  async claim(id: string): Promise<boolean> {
    try {
      await this.open();
      await (await open(this.#file(id, 'claim'), 'wx')).close();
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'EEXIST';
    }
  }

  async #forgetOldClaims(): Promise<void> {
    for (const file of await readdir(this.#folder)) {
      const full = path.join(this.#folder, file);
      if (/\.(claim|tmp)$/.test(file) && distanceMs(this.#clock, (await stat(full)).mtimeMs) > keepClaimsForMs) {
        await rm(full, { force: true });
      }
    }
  }

  /** Names hold slashes and colons, and may be longer than a file name can be. */
  #file(id: string, extension: string): string {
    return path.join(this.#folder, `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.${extension}`);
  }
}
