import type { Clock } from '../base/clock.js';
import { DueQueue, type Due } from '../base/dueQueue.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { errorThat } from '../google/errorTraits.js';
import type { ApiErrorKind } from '../google/apiError.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { BackgroundPurpose } from './budget.js';
import { isActive, sinceLatest } from './collectionNews.js';
import type { CollectionStatus } from './collectionStatus.js';
import type { HeldPlaces } from './heldPlaces.js';
import { LostLooks } from './lostLooks.js';
import { jitter, listIntervalMs, noFailedLooks, type CollectionActivity, type FailedLooks } from './schedule.js';
import type { Survey } from './survey.js';

interface AgendaParts {
  readonly store: OperationStore;
  readonly survey: Survey;
  readonly held: Pick<HeldPlaces, 'has'>;
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/**
 * `lively`: something runs there, or something happened within the hour. `held`: it held an operation at some time.
 * `empty`: it never did, as far as anybody remembers. `second`: a list that adds nothing to another one of the place, and
 * is hardly ever asked.
 */
type Lane = 'lively' | 'held' | 'empty' | 'second';

interface Entry extends Due {
  readonly collection: Collection;
  lane: Lane;
  /** When the last look began, whatever came of it: one that ends without a word is not taken again at once. */
  lookedAt: number;
  failed: FailedLooks;
  /** See `CollectionActivity.vainLooks`. */
  vainLooks: number;
  jitter: number;
}

/**
 * Before anything that was looked at already, and in any order: no project waits for all of another. Second lists come
 * after all others.
 */
const firstLookAt = (random: number, second: boolean): number => (second ? -1e14 : -1e15) * (1 + random);
const awaitsFirstLook = ({ dueAt }: Due): boolean => dueAt <= -1e14;

/** When each collection on screen is due to be listed again. What one answer changes costs the same however many there are. */
export class Agenda extends Owner {
  readonly #parts: AgendaParts;
  readonly #entries = new Map<string, Entry>();
  readonly #waiting = new Set<string>();
  readonly #seconds = new Set<string>();
  readonly #activeAt = new Map<string, number>();
  /** What is to be looked at before anything else, until that begins. */
  readonly #hastened = new Set<string>();
  readonly #queues: Readonly<Record<Lane, DueQueue<Entry>>> = {
    lively: new DueQueue(),
    held: new DueQueue(),
    empty: new DueQueue(),
    second: new DueQueue(),
  };
  readonly #lost: LostLooks<Entry>;
  readonly #changed = this.own(new Emitter<void>());
  #sweeping = false;

  /** How many collections there are, and how many of them wait for their first look, second lists apart. */
  get counts(): { readonly all: number; readonly waiting: number } {
    return { all: this.#entries.size - this.#seconds.size, waiting: this.#waiting.size };
  }

  /** How many are to be looked at before all others. */
  get hastened(): number {
    return this.#hastened.size;
  }

  /** Fires when something is due at another time than before. */
  readonly onDidChange: Event<void> = this.#changed.event;
  /** Fires when there is an answer again, after an outage of the network. */
  get onDidResume(): Event<void> {
    return this.#lost.onDidResume;
  }

  constructor(parts: AgendaParts) {
    super();
    this.#parts = parts;
    this.#lost = this.own(new LostLooks<Entry>(parts.clock, (entry, at) => this.#makeDue(entry, at)));
    this.own(
      parts.store.onDidChange((changes) => {
        const { clock } = parts;
        const monotonic = clock.monotonic();
        sinceLatest(changes, clock.now()).forEach((agoMs, collection) => {
          const known = this.#activeAt.get(collection.id) ?? -Infinity;
          this.#activeAt.set(collection.id, Math.max(monotonic - agoMs, known));
          this.#plan(collection);
        });
        for (const { operation, to } of changes) {
          if (to === undefined && operation.collection.second) {
            // It alone had shown it until the end.
            this.#forgive(operation.collection);
          }
        }
      }),
    );
    this.own(parts.survey.onDidChangeStatus((collection) => this.#learn(collection)));
  }

  /** The collection that is due first for this purpose, and when, by the monotonic clock. */
  first(purpose: BackgroundPurpose): { readonly collection: Collection; readonly dueAt: number } | undefined {
    const { lively, held, empty, second } = this.#queues;
    if (purpose === 'lively') {
      return lively.first;
    }
    const now = this.#parts.clock.monotonic();
    // Where something was before, as soon as it is due: what never held anything has waited for longer, and can.
    if (held.first && held.first.dueAt <= now) {
      return held.first;
    }
    const rest = earliest(empty.first, second.first);
    return earliest(held.first, this.#sweeping && rest && !awaitsFirstLook(rest) ? undefined : rest);
  }

  /** While places are still to be found, those that were looked at in vain wait: else the others would, for days. */
  setSweeping(sweeping: boolean): void {
    if (sweeping !== this.#sweeping) {
      this.#sweeping = sweeping;
      this.#changed.fire();
    }
  }

  /** When a collection is due to be listed again, and why; undefined while it is being read, or is not asked. */
  due({ id }: Collection): { readonly at: number; readonly purpose: BackgroundPurpose } | undefined {
    const entry = this.#entries.get(id);
    return entry && entry.place >= 0
      ? { at: entry.dueAt, purpose: entry.lane === 'lively' ? 'lively' : 'quiet' }
      : undefined;
  }

  /**
   * Has a collection looked at before all others, unless one began since something happened there.
   * @param happenedAt by the monotonic clock.
   */
  hasten(collection: Collection, happenedAt: number): void {
    if (this.#entry(collection).lookedAt < happenedAt) {
      this.#hastened.add(collection.id);
      this.#plan(collection);
    }
  }

  #learn(collection: Collection): void {
    const status = this.#parts.survey.status(collection);
    const entry = this.#entries.get(collection.id);
    if (status?.state === 'waiting' && !collection.second) {
      this.#waiting.add(collection.id);
    } else if (status?.state !== 'reading') {
      this.#waiting.delete(collection.id);
    }
    if (status?.state === 'reading') {
      this.#entry(collection).lookedAt = this.#parts.clock.monotonic();
      this.#hastened.delete(collection.id);
    } else if (status?.state === 'failed') {
      const failed = this.#entry(collection);
      failed.vainLooks += this.#addsNothing(collection) ? 1 : 0;
      this.#noteFailed(failed, status.error.kind);
    } else if (status?.state === 'read') {
      const read = this.#entry(collection);
      read.failed = noFailedLooks;
      if (collection.second) {
        read.vainLooks += this.#addsNothing(collection) ? 1 : 0;
      } else {
        read.vainLooks = this.#parts.held.has(collection) ? 0 : read.vainLooks + 1;
      }
      this.#lost.answered(read, true);
    } else if (status === undefined && entry) {
      this.#park(entry);
      this.#entries.delete(collection.id);
      this.#seconds.delete(collection.id);
      this.#hastened.delete(collection.id);
      this.#lost.forget(entry);
    }
    this.#plan(collection);
  }

  #makeDue(entry: Entry, at: number): void {
    if (entry.place >= 0) {
      this.#queues[entry.lane].put(entry, Math.min(entry.dueAt, at));
      this.#changed.fire();
    }
  }

  #noteFailed(entry: Entry, kind: ApiErrorKind): void {
    entry.failed = { count: entry.failed.count + 1, passing: errorThat('passes', kind) };
    if (kind === 'network' || kind === 'deadline') {
      this.#lost.lost(entry);
    } else {
      this.#lost.answered(entry, false);
    }
  }

  #plan(collection: Collection): void {
    const status = this.#parts.survey.status(collection);
    if (status === undefined) {
      return;
    }
    const entry = this.#entry(collection);
    this.#park(entry);
    if (status.state !== 'reading' && status.state !== 'unread') {
      const second = this.#addsNothing(collection);
      const sinceActiveMs = second
        ? Infinity
        : this.#parts.clock.monotonic() - (this.#activeAt.get(collection.id) ?? -Infinity);
      const running = !second && isActive(collection, this.#parts.store.partitionsOf(collection));
      entry.lane = this.#laneOf(collection, { running, sinceActiveMs, second }, status.state === 'waiting');
      this.#queues[entry.lane].put(entry, this.#dueAt(entry, status, { running, sinceActiveMs, second }));
      this.#changed.fire();
    }
  }

  #laneOf(collection: Collection, { running, sinceActiveMs, second }: CollectionActivity, waiting: boolean): Lane {
    const held = this.#parts.held.has(collection);
    if (running || sinceActiveMs < 3_600_000 || (held && waiting) || this.#hastened.has(collection.id)) {
      return 'lively';
    }
    return second ? 'second' : held ? 'held' : 'empty';
  }

  /** A second list that shows nothing now which no other list shows. */
  #addsNothing(collection: Collection): boolean {
    return (
      collection.second === true &&
      this.#parts.store.partitionsOf(collection).every((each) => !each.ofSecond(collection)?.total)
    );
  }

  #dueAt(
    entry: Entry,
    status: Exclude<CollectionStatus, { state: 'reading' | 'unread' }>,
    activity: CollectionActivity,
  ): number {
    const hastened = this.#hastened.has(entry.collection.id) && status.state !== 'failed';
    if (hastened || (status.state === 'waiting' && entry.lookedAt === -Infinity)) {
      return firstLookAt(entry.jitter, entry.lane === 'second');
    }
    const { lively, held, empty } = this.#queues;
    const { perHour } = this.#parts.budgets.current.limits;
    const sweeping = this.#sweeping || this.#waiting.size > 0;
    const crowd = { lively: lively.size, quiet: held.size + empty.size, perHour, sweeping };
    const vainLooks = entry.lane === 'empty' || entry.lane === 'second' ? entry.vainLooks : 0;
    const wait = jitter(listIntervalMs({ ...activity, vainLooks }, entry.failed, crowd), entry.jitter);
    const retryAfterMs = status.state === 'failed' ? (status.error.retryAfterMs ?? 0) : 0;
    const answeredAt = status.state === 'waiting' ? -Infinity : status.at;
    return Math.max(answeredAt, entry.lookedAt) + Math.max(wait, retryAfterMs);
  }

  #forgive({ id }: Collection): void {
    const entry = this.#entries.get(id);
    if (entry) {
      entry.vainLooks = 0;
    }
  }

  #park(entry: Entry): void {
    if (entry.place >= 0) {
      this.#queues[entry.lane].remove(entry);
    }
    entry.jitter = this.#parts.random();
  }

  #entry(collection: Collection): Entry {
    let entry = this.#entries.get(collection.id);
    if (!entry) {
      const jitter = this.#parts.random();
      entry = {
        collection,
        lane: 'empty',
        dueAt: 0,
        place: -1,
        lookedAt: -Infinity,
        failed: noFailedLooks,
        vainLooks: 0,
        jitter,
      };
      this.#entries.set(collection.id, entry);
      if (collection.second) {
        this.#seconds.add(collection.id);
      }
    }
    return entry;
  }
}

function earliest(a: Entry | undefined, b: Entry | undefined): Entry | undefined {
  return a && (!b || a.dueAt <= b.dueAt) ? a : b;
}
