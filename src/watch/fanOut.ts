import { sharedAbortController } from '../base/abort.js';
import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';
import { ApiError, type ApiErrorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { Collection } from '../operations/collection.js';
import type { Lister } from './lister.js';

/**
 * So many listings may be begun and unanswered. The client sends far fewer at once, and needs a choice to be fair to hosts
 * and places; more would only be held in memory.
 */
const MOST_OPEN = 512;
/** So many are begun in one turn: a few milliseconds. */
const MOST_A_TURN = 64;
/** As often so many more are begun where nothing is answered: what hangs in one region shall not keep the others out. */
const PATIENCE_MS = 1000;

/** Collections that were asked for together. */
interface Group {
  readonly collections: readonly Collection[];
  /** Index of the next one to begin. */
  next: number;
  unanswered: number;
  readonly errors: ApiErrorFacts[];
  resolve(errors: readonly ApiErrorFacts[]): void;
  reject(error: ApiError): void;
}

/** Begins the listings of a refresh, however many there are, without holding the thread for them or keeping all in memory. */
export class FanOut extends Owner {
  readonly #lister: Pick<Lister, 'list'>;
  readonly #abort = sharedAbortController();
  /** Those with collections whose listings have not begun; first come, first served. */
  readonly #waiting = new Set<Group>();
  #open = 0;
  /** With it the thread has done enough in this turn, or enough are open. */
  readonly #timer: Timer;

  constructor(lister: Pick<Lister, 'list'>, clock: Clock) {
    super();
    this.#lister = lister;
    this.#timer = this.own(new Timer(clock));
    this.own({ dispose: () => this.#stop() });
  }

  /** Aborts when this ends. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Lists `collections`; after the end of this only those that had begun.
   * @returns what went wrong with some of them.
   * @throws ApiError where no other collection can be read either.
   */
  list(collections: readonly Collection[]): Promise<readonly ApiErrorFacts[]> {
    if (collections.length === 0 || this.disposed) {
      return Promise.resolve([]);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.add({ collections, next: 0, unanswered: collections.length, errors: [], resolve, reject });
      if (!this.#timer.isSet) {
        this.#fill();
      }
    });
  }

  #fill(most = MOST_OPEN): void {
    let left = MOST_A_TURN;
    for (const group of this.#waiting) {
      const room = Math.max(0, Math.min(left, most - this.#open));
      for (const collection of group.collections.slice(group.next, group.next + room)) {
        left--;
        group.next++;
        void this.#begin(group, collection);
      }
      if (group.next < group.collections.length) {
        break;
      }
      this.#waiting.delete(group);
    }
    if (this.#waiting.size === 0) {
      this.#timer.stop();
    } else if (this.#open < MOST_OPEN) {
      this.#timer.set(0, () => this.#fill());
    } else {
      this.#timer.set(PATIENCE_MS, () => this.#fill(this.#open + MOST_A_TURN));
    }
  }

  async #begin(group: Group, collection: Collection): Promise<void> {
    this.#open++;
    const { error } = await this.#lister.list(collection, this.signal);
    this.#open--;
    if (error) {
      group.errors.push(error);
    }
    if (error && errorThat('stopsEverything', error.kind) && collection.project !== undefined) {
      group.reject(new ApiError(error));
    }
    answered(group, 1);
    if (this.#waiting.size > 0) {
      this.#fill();
    }
  }

  #stop(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach((group) => answered(group, group.collections.length - group.next));
    this.#abort.abort();
  }
}

function answered(group: Group, count: number): void {
  group.unanswered -= count;
  if (group.unanswered === 0) {
    group.resolve(group.errors);
  }
}
