import { Emitter } from '../../../src/base/event.js';
import type { Records, StoredRecord, Successor } from '../../../src/watch/records.js';

/** What lies on the disk that several windows share. Values are kept as text, as a file would keep them. */
export class SharedDisk {
  readonly files = new Map<string, string>();
  readonly claims = new Set<string>();
  readonly changed = new Emitter<void>();
  /** It can neither be read nor written. */
  refuses = false;

  /** What each call takes, at least: the disk is looked at afterwards. */
  async turn(): Promise<void> {
    await Promise.resolve();
    if (this.refuses) {
      throw new Error('the disk refuses');
    }
  }
}

/** One window's view of a shared disk; a window that has crashed writes nothing any more. */
export class MemoryRecords implements Records {
  readonly #disk: SharedDisk;
  readonly #opened = new Emitter<void>();
  readonly onDidOpen = this.#opened.event;
  readonly onDidChange;
  #isOpen = false;
  crashed = false;

  constructor(disk: SharedDisk) {
    this.#disk = disk;
    this.onDidChange = disk.changed.event;
  }

  async open(): Promise<void> {
    await Promise.resolve();
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#opened.fire();
    }
  }

  async load(): Promise<{ id: string; value: unknown }[]> {
    await this.#disk.turn();
    return [...this.#disk.files].map(([id, text]) => ({ id, value: JSON.parse(text) as unknown }));
  }

  async create(id: string, make: (there: unknown) => Successor | undefined): Promise<void> {
    await this.#disk.turn();
    const next = make(this.#there(id));
    if (next) {
      await this.save(id, next.value);
    }
  }

  async setAside({ id }: StoredRecord): Promise<void> {
    await this.remove(id);
  }

  async discard({ id, value }: StoredRecord): Promise<void> {
    if (this.#disk.files.get(id) === JSON.stringify(value)) {
      await this.remove(id);
    }
  }

  save(id: string, value: unknown): Promise<void> {
    return this.change(id, () => value);
  }

  async change(id: string, next: (there: unknown) => unknown): Promise<void> {
    await this.#disk.turn();
    const there = this.#there(id);
    const value = next(there);
    if (!this.crashed && (value !== there || there === undefined)) {
      this.#disk.files.set(id, JSON.stringify(value));
      this.#disk.changed.fire();
    }
  }

  async remove(id: string): Promise<void> {
    await this.#disk.turn();
    if (!this.crashed) {
      this.#disk.files.delete(id);
      this.#disk.changed.fire();
    }
  }

  #there(id: string): unknown {
    const text = this.#disk.files.get(id);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async claim(id: string): Promise<boolean> {
    await Promise.resolve();
    if (this.#disk.refuses) {
      return true;
    }
    if (this.crashed || this.#disk.claims.has(id)) {
      return false;
    }
    this.#disk.claims.add(id);
    return true;
  }

  async isClaimed(id: string): Promise<boolean> {
    await this.#disk.turn();
    return this.#disk.claims.has(id);
  }
}
