import { readFile, rename } from 'node:fs/promises';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { Coalescer } from '../base/timer.js';
import type { AccountRecords } from './accountRecords.js';
import { writeWhole, writeWholeSync } from './privateFiles.js';

interface AccountFileParts<T> {
  readonly folder: Pick<AccountRecords, 'onDidOpen' | 'file'>;
  /** Without `.json`: those are records, which windows tell each other of. */
  readonly name: string;
  /** Raised when what an earlier version wrote can no longer be read. */
  readonly version: number;
  /** Undefined for what is not of that shape. */
  readonly parse: (content: unknown) => T | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Changes come in bursts, and what is lost in a crash is learned anew. */
const settleMs = 5_000;

/**
 * What is remembered for an account and may be lost: one file, read when the account's folder is opened and written whole.
 * One that cannot be understood is set aside, and a disk that fails costs the memory, not the session.
 */
export class AccountFile<T> extends Owner {
  readonly #parts: AccountFileParts<T>;
  readonly #readEvent = this.own(new Emitter<T>());
  #file: string | undefined;
  /** What the file held is known, so that it may be written over. */
  #ready = false;
  /** Another account has signed in meanwhile. */
  #mixed = false;
  #content: (() => T) | undefined;
  readonly #soon: Coalescer;
  #writing: Promise<void> = Promise.resolve();

  /** Fires with what the file held, if it held anything. */
  readonly onDidRead: Event<T> = this.#readEvent.event;

  constructor(parts: AccountFileParts<T>) {
    super();
    this.#parts = parts;
    this.#soon = this.own(
      new Coalescer(parts.clock, settleMs, () => {
        this.#writing = this.#writing.then(() => this.#write());
      }),
    );
    this.own(parts.folder.onDidOpen(() => void this.#open(parts.folder.file(parts.name))));
    this.own({ dispose: () => this.#writeAtOnce() });
  }

  /** Writes what `content` gives when it comes to that, soon. */
  write(content: () => T): void {
    if (this.#mixed) {
      return;
    }
    this.#content = content;
    if (this.#ready) {
      this.#soon.call();
    }
  }

  async #open(file: string): Promise<void> {
    if (this.#mixed || (this.#file !== undefined && this.#file !== file)) {
      // What this session knows is of two accounts from now on: neither shall find the other's.
      this.#mixed = true;
      this.#file = undefined;
      this.#content = undefined;
      return;
    }
    this.#file = file;
    const content = await this.#read(file);
    if (this.disposed || this.#file !== file) {
      return;
    }
    this.#ready = true;
    if (content !== undefined) {
      this.#readEvent.fire(content);
    }
    if (this.#content) {
      this.write(this.#content);
    }
  }

  async #read(file: string): Promise<T | undefined> {
    const { version, parse, log } = this.#parts;
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        log.warn(`${file} cannot be read: ${String(error)}`);
      }
      return undefined;
    }
    try {
      const written = JSON.parse(text) as { readonly version?: unknown; readonly content?: unknown } | null;
      if (typeof written?.version === 'number' && written.version !== version) {
        return undefined;
      }
      const content = parse(written?.content);
      if (content !== undefined) {
        return content;
      }
    } catch {
      // Set aside, as is what is JSON of another shape.
    }
    await rename(file, `${file}.damaged`).then(
      () => log.warn(`${file} is damaged and was set aside`),
      (error: unknown) => log.warn(`${file} is damaged and cannot be set aside: ${String(error)}`),
    );
    return undefined;
  }

  async #write(): Promise<void> {
    const written = this.#take();
    if (!written) {
      return;
    }
    try {
      await writeWhole(written.file, written.text);
    } catch (error) {
      this.#parts.log.warn(`${written.file} cannot be written: ${String(error)}`);
    }
  }

  /** The extension host does not wait for what is still to be written when it ends. */
  #writeAtOnce(): void {
    const written = this.#take();
    try {
      if (written) {
        writeWholeSync(written.file, written.text);
      }
    } catch (error) {
      this.#parts.log.warn(`${this.#parts.name} cannot be written: ${String(error)}`);
    }
  }

  #take(): { readonly file: string; readonly text: string } | undefined {
    const [file, content] = [this.#file, this.#content];
    if (file === undefined || !this.#ready || !content) {
      return undefined;
    }
    this.#content = undefined;
    const text = JSON.stringify({ version: this.#parts.version, content: content() });
    return { file, text };
  }
}
