import type { Log } from '../base/log.js';
import { isApiError } from '../google/apiError.js';
import type { Records, StoredRecord, Successor } from './records.js';

/** Every kind of record there is, by the first word of its ids; what each holds stands in docs/architecture.md. */
export type RecordKind = 'bulk' | 'cancel' | 'follow' | 'unsupported';

/** A record that makes sense, by the rest of its id. */
export interface RecordOf<T> {
  readonly key: string;
  readonly value: T;
}

/**
 * The records of one kind. Every method but `create` copes with a disk that fails: the log says so and the session goes on.
 */
export class RecordsOf<T> {
  readonly #records: Records;
  readonly #kind: RecordKind;
  readonly #isOne: (value: unknown) => value is T;
  readonly #log: Log;
  readonly #loaded = new WeakMap<RecordOf<T>, StoredRecord>();

  /** @param isOne whether what was read makes sense; what does not is set aside. */
  constructor(records: Records, kind: RecordKind, isOne: (value: unknown) => value is T, log: Log) {
    this.#records = records;
    this.#kind = kind;
    this.#isOne = isOne;
    this.#log = log;
  }

  /** Undefined when the disk cannot be read. */
  async load(): Promise<readonly RecordOf<T>[] | undefined> {
    const stored = await orElse(this.#log, `load ${this.#kind} records`, undefined, () => this.#records.load());
    if (!stored) {
      return undefined;
    }
    const found: RecordOf<T>[] = [];
    const prefix = this.#idOf('');
    for (const record of stored.filter(({ id }) => id.startsWith(prefix))) {
      const { id, value } = record;
      if (this.#isOne(value)) {
        const one = { key: id.slice(prefix.length), value };
        this.#loaded.set(one, record);
        found.push(one);
      } else {
        await this.#try('set aside', () => this.#records.setAside(record));
      }
    }
    return found;
  }

  /** See `Records.create`. @throws what it throws. */
  create(key: string, make: (there: T | undefined) => (Successor & { readonly value: T }) | undefined): Promise<void> {
    return this.#records.create(this.#idOf(key), (there) => make(this.#isOne(there) ? there : undefined));
  }

  save(key: string, value: T): Promise<void> {
    return this.#try('save', () => this.#records.save(this.#idOf(key), value));
  }

  /** See `Records.change`. */
  change(key: string, next: (there: T | undefined) => T): Promise<void> {
    return this.#try('save', () =>
      this.#records.change(this.#idOf(key), (there) => next(this.#isOne(there) ? there : undefined)),
    );
  }

  remove(key: string): Promise<void> {
    return this.#try('remove', () => this.#records.remove(this.#idOf(key)));
  }

  /** Removes one that was loaded, unless it has changed since. */
  async discard(one: RecordOf<T>): Promise<void> {
    const record = this.#loaded.get(one);
    await (record && this.#try('remove', () => this.#records.discard(record)));
  }

  #idOf(key: string): string {
    return `${this.#kind} ${key}`;
  }

  #try(what: string, act: () => Promise<void>): Promise<void> {
    return orElse(this.#log, `${what} ${this.#kind} records`, undefined, act);
  }
}

/** What `act` gives; `otherwise` when the disk refuses, which the log says. */
export async function orElse<T>(log: Log, what: string, otherwise: T, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    // That nobody is signed in is said by whatever else asks Google.
    if (!isApiError(error)) {
      log.error(`cannot ${what}: ${String(error)}`);
    }
    return otherwise;
  }
}
