import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner, type Disposable } from '../base/lifecycle.js';
import { errorFactsOrFault, type ApiErrorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { Collection } from '../operations/collection.js';
import { isDecided } from '../operations/cancellation.js';
import { operationKey, type Operation, type OperationReading } from '../operations/operation.js';
import type { OperationStore } from '../operations/store.js';
import type { Agenda } from './agenda.js';
import type { Allowance, BackgroundPurpose } from './budget.js';
import { serverWords } from './cancelAnswer.js';
import type { Cancellations } from './cancellations.js';
import type { Follow, Follows } from './follows.js';
import type { Lister } from './lister.js';
import { elapsedMs, followIntervalMs, jitter, longestWatchWaitMs, watchIntervalMs } from './schedule.js';

/** One thing to look at, and when. */
export interface Look {
  readonly id: string;
  /** By the monotonic clock, as every time here. */
  readonly dueAt: number;
  /** Never throws. */
  take(signal: AbortSignal): Promise<void>;
}

/** A look that nobody waits for. */
export interface BackgroundLook extends Pick<Look, 'dueAt'> {
  readonly project: string | undefined;
  /** Begins it, so that it is no longer due. Never throws. */
  take(signal: AbortSignal, allowance: Allowance): Promise<void>;
}

interface LookPlanParts {
  readonly api: OperationsApi;
  readonly store: OperationStore;
  readonly agenda: Agenda;
  readonly lister: Lister;
  readonly cancellations: Cancellations;
  readonly follows: Follows;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** An operation that somebody waits for. */
interface Watched {
  readonly collection: Collection;
  readonly name: string;
  /** Since when somebody waits; the first look comes one interval later. */
  readonly since: number;
  readonly intervalMs: (failures: number) => number;
}

interface Memory {
  lastAt: number;
  failures: number;
  /** The server asked not to be asked before this time. */
  notBefore: number;
  jitter: number;
}

/** From this many watched operations in one collection on, one list is cheaper than that many gets. */
const listInstead = 4;
/** A look that hangs is given up and taken anew: an end is to be known within 20 s of being there to be read. */
const watchedWithinMs = 10_000;
/** A collection that needs more than two pages of a hundred is not listed instead of being read singly. */
const listInsteadUpTo = 200;

/** What there is to look at and when each is due. It knows no timer: the poller asks it and takes the looks. */
export class LookPlan extends Owner {
  readonly #parts: LookPlanParts;
  readonly #memories = new Map<string, Memory>();
  readonly #changed = this.own(new Emitter<void>());
  readonly #wildcardRefused = this.own(new Emitter<Collection>());
  #trouble: { until: number; error: ApiErrorFacts } | undefined;

  /** Fires when there may be something new to look at. */
  readonly onDidChange: Event<void> = this.#changed.event;
  /** Fires with a collection of all locations that its service refuses to list. */
  readonly onDidRefuseWildcard: Event<Collection> = this.#wildcardRefused.event;

  constructor(parts: LookPlanParts) {
    super();
    this.#parts = parts;
    this.own(parts.agenda.onDidChange(() => this.#changed.fire()));
    const forget = ({ collection, reading }: Pick<Follow, 'collection' | 'reading'>): void => {
      this.#memories.delete(getId({ collection, name: reading.name }));
    };
    this.own(parts.cancellations.onDidChange(({ cancellation }) => isDecided(cancellation) && forget(cancellation)));
    this.own(parts.follows.onDidChange(forget));
  }

  /** The last trouble that makes looks wait, if it still does. */
  trouble(): { readonly until: number; readonly error: ApiErrorFacts } | undefined {
    return this.#trouble;
  }

  /** Looks at operations whose fate somebody waits for. */
  watched(): readonly Look[] {
    const byCollection = new Map<string, Watched[]>();
    for (const watched of this.#watchedOperations()) {
      const group = byCollection.get(watched.collection.id) ?? [];
      byCollection.set(watched.collection.id, group);
      group.push(watched);
    }
    return [...byCollection.values()].flatMap((group) => {
      const first = group[0];
      return first && group.length >= listInstead && this.#sizeOf(first.collection) <= listInsteadUpTo
        ? [this.#sharedLook(first.collection, group)]
        : group.map((watched) => this.#singleLook(watched));
    });
  }

  /** The look at a collection on screen that is due first for this purpose; what it costs is on the allowance. */
  next(purpose: BackgroundPurpose): BackgroundLook | undefined {
    const first = this.#parts.agenda.first(purpose);
    return (
      first && {
        dueAt: first.dueAt,
        project: first.collection.project,
        take: (signal, allowance) => this.#look(first.collection, signal, allowance),
      }
    );
  }

  /** See `Agenda.due`. */
  due(collection: Collection): ReturnType<Agenda['due']> {
    return this.#parts.agenda.due(collection);
  }

  *#watchedOperations(): Iterable<Watched> {
    const { cancellations, follows, clock } = this.#parts;
    const [now, monotonic] = [clock.now(), clock.monotonic()];
    const seen = new Set<string>();
    for (const { collection, reading, requestedAt } of cancellations.active()) {
      seen.add(operationKey({ collection, name: reading.name }));
      const waitedMs = elapsedMs(requestedAt, now);
      const intervalMs = (failures: number): number => watchIntervalMs(waitedMs, failures);
      yield { collection, name: reading.name, since: monotonic - waitedMs, intervalMs };
    }
    for (const { collection, reading, since } of follows.active()) {
      if (!seen.has(operationKey({ collection, name: reading.name }))) {
        yield {
          collection,
          name: reading.name,
          since: monotonic - elapsedMs(since, now),
          intervalMs: followIntervalMs,
        };
      }
    }
  }

  #singleLook(watched: Watched): Look {
    const id = getId(watched);
    return { id, dueAt: this.#dueAt(id, watched), take: (signal) => this.#get(id, watched, signal) };
  }

  #sharedLook(collection: Collection, group: readonly Watched[]): Look {
    const id = `watch ${collection.id}`;
    const dueAt = group.reduce((first, watched) => Math.min(first, this.#dueAt(id, watched)), Infinity);
    return { id, dueAt, take: (signal) => this.#list(id, collection, group, signal) };
  }

  #dueAt(id: string, watched: Watched): number {
    const memory = this.#memory(id);
    const lastAt = Math.max(memory.lastAt, watched.since);
    return Math.max(lastAt + jitter(watched.intervalMs(memory.failures), memory.jitter), memory.notBefore);
  }

  async #get(id: string, { collection, name }: Watched, signal: AbortSignal): Promise<void> {
    const { api, store, cancellations } = this.#parts;
    let reading: OperationReading;
    try {
      reading = await api.get(collection, name, { signal, withinMs: watchedWithinMs });
    } catch (error) {
      const facts = errorFactsOrFault(error);
      if (facts?.kind === 'notFound') {
        cancellations.observe(collection, name, { type: 'gone', words: serverWords(facts) });
        store.gone(collection, name);
      } else if (facts?.kind !== 'aborted') {
        this.#remember(id, facts);
        if (facts) {
          cancellations.observe(collection, name, { type: 'unreadable', words: serverWords(facts) });
        }
      }
      return;
    }
    this.#remember(id, undefined);
    store.read(collection, reading);
    cancellations.observe(collection, name, { type: 'read', reading });
  }

  async #look(collection: Collection, signal: AbortSignal, allowance: Allowance): Promise<void> {
    const { error } = await this.#parts.lister.list(collection, signal, allowance.onSent);
    allowance.end();
    if (error?.kind !== 'aborted') {
      this.#noteTrouble(error);
    }
    this.#noteRefusal(collection, error);
  }

  async #list(id: string, collection: Collection, group: readonly Watched[], signal: AbortSignal): Promise<void> {
    const { lister, store, cancellations } = this.#parts;
    // It may be a listing that others began, and want to its end.
    const listed = await this.#withinTime(lister.list(collection, signal));
    if (!listed) {
      this.#remember(id, undefined);
      await Promise.all(group.map((watched) => this.#get(id, watched, signal)));
      return;
    }
    const { names, error } = listed;
    if (error?.kind === 'aborted') {
      return;
    }
    this.#remember(id, error);
    this.#noteRefusal(collection, error);
    await Promise.all(
      group.map(async (watched) => {
        const { name } = watched;
        const known = names.has(name) ? store.find(collection, name) : undefined;
        if (known) {
          cancellations.observe(collection, name, { type: 'read', reading: known });
        } else if (error) {
          cancellations.observe(collection, name, { type: 'unreadable', words: serverWords(error) });
        } else {
          // A listing may lag behind: only `get` may say that it is gone.
          await this.#get(id, watched, signal);
        }
      }),
    );
  }

  /** Undefined when it takes too long. */
  async #withinTime<T>(promise: Promise<T>): Promise<T | undefined> {
    let limit: Disposable | undefined;
    const late = new Promise<undefined>((resolve) => {
      limit = this.#parts.clock.schedule(watchedWithinMs, () => resolve(undefined));
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      limit?.dispose();
    }
  }

  #remember(id: string, error: ApiErrorFacts | undefined): void {
    const { clock, random } = this.#parts;
    const memory = this.#memory(id);
    const now = clock.monotonic();
    memory.lastAt = now;
    memory.failures = error ? memory.failures + 1 : 0;
    memory.notBefore =
      error?.retryAfterMs === undefined ? -Infinity : now + Math.min(error.retryAfterMs, longestWatchWaitMs);
    memory.jitter = random();
    this.#noteTrouble(error);
  }

  #noteTrouble(error: ApiErrorFacts | undefined): void {
    const now = this.#parts.clock.monotonic();
    if (error && errorThat('slowsDown', error.kind)) {
      this.#trouble = { until: now + Math.max(error.retryAfterMs ?? 0, 1_000), error };
    } else if (!error && this.#trouble && this.#trouble.until <= now) {
      this.#trouble = undefined;
    }
  }

  #noteRefusal(collection: Collection, error: ApiErrorFacts | undefined): void {
    if (collection.location === '-' && error && errorThat('refusesWildcard', error.kind)) {
      this.#wildcardRefused.fire(collection);
    }
  }

  #memory(id: string): Memory {
    let memory = this.#memories.get(id);
    if (!memory) {
      memory = { lastAt: -Infinity, failures: 0, notBefore: -Infinity, jitter: this.#parts.random() };
      this.#memories.set(id, memory);
    }
    return memory;
  }

  #sizeOf(collection: Collection): number {
    let size = 0;
    for (const partition of this.#parts.store.partitionsOf(collection)) {
      size += partition.size;
    }
    return size;
  }
}

function getId(operation: Pick<Operation, 'collection' | 'name'>): string {
  return `get ${operationKey(operation)}`;
}
