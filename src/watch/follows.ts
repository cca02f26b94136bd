import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import type { Collection } from '../operations/collection.js';
import { isEnded, operationKey, type Operation, type OperationReading } from '../operations/operation.js';
import { toReading } from '../operations/reading.js';
import type { OperationStore } from '../operations/store.js';
import type { Records } from './records.js';

/** An operation that the person asked to be told about. Plain JSON. */
export interface Follow {
  readonly collection: Collection;
  readonly reading: OperationReading;
  readonly since: number;
}

/** A followed operation has ended. */
export interface FollowEnd {
  readonly operation: Operation;
  /** This window, among all that are open, is the one to tell the person. */
  readonly tell: boolean;
}

/** The operations that are followed until they end, across reloads and windows. */
export class Follows extends Owner {
  readonly #store: OperationStore;
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #known = new Map<string, Follow>();
  readonly #changed = this.own(new Emitter<void>());
  readonly #ended = this.own(new Emitter<FollowEnd>());

  /** Fires when something is followed or no longer followed. */
  readonly onDidChange: Event<void> = this.#changed.event;
  readonly onDidEnd: Event<FollowEnd> = this.#ended.event;

  constructor(store: OperationStore, records: Records, clock: Clock, log: Log) {
    super();
    this.#store = store;
    this.#records = records;
    this.#clock = clock;
    this.#log = log;
    this.own(records.onDidOpen(() => void this.#adopt()));
    this.own(records.onDidChange(() => void this.#adopt()));
    this.own(
      store.onDidChange((changes) => {
        for (const { operation, to } of changes) {
          if (this.isFollowed(operation.collection, operation.name) && (to === undefined || isEnded(to))) {
            void this.#end(operation);
          }
        }
      }),
    );
  }

  active(): readonly Follow[] {
    return [...this.#known.values()];
  }

  isFollowed(collection: Collection, name: string): boolean {
    return this.#known.has(operationKey({ collection, name }));
  }

  /** Follows an operation that has not ended. */
  async follow(operation: Operation): Promise<void> {
    const follow: Follow = {
      collection: operation.collection,
      reading: toReading(operation),
      since: this.#clock.now(),
    };
    this.#keep(follow);
    await this.#attempt('save', () => this.#records.save(recordId(follow), follow));
  }

  async unfollow(operation: Operation): Promise<void> {
    const key = operationKey(operation);
    const follow = this.#known.get(key);
    if (follow) {
      this.#known.delete(key);
      this.#store.setKept(operation.collection, operation.name, false);
      this.#changed.fire();
      await this.#attempt('remove', () => this.#records.remove(recordId(follow)));
    }
  }

  /** Takes up what earlier sessions and other windows follow. */
  async #adopt(): Promise<void> {
    await this.#attempt('load', async () => {
      for (const { id, value } of await this.#records.load()) {
        if (id.startsWith('follow ') && isFollow(value) && !this.isFollowed(value.collection, value.reading.name)) {
          this.#keep(value);
        }
      }
    });
  }

  #keep(follow: Follow): void {
    const { collection, reading } = follow;
    this.#known.set(operationKey({ collection, name: reading.name }), follow);
    this.#store.setKept(collection, reading.name, true);
    if (!this.#store.find(collection, reading.name)) {
      this.#store.read(collection, reading);
    }
    this.#changed.fire();
  }

  async #end(operation: Operation): Promise<void> {
    const follow = this.#known.get(operationKey(operation));
    await this.unfollow(operation);
    let tell = true;
    await this.#attempt('claim', async () => {
      tell = await this.#records.claim(`ended ${operationKey(operation)} ${follow?.since ?? 0}`);
    });
    if (!this.disposed) {
      this.#ended.fire({ operation, tell });
    }
  }

  async #attempt(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#log.error(`cannot ${what} records of followed operations: ${String(error)}`);
    }
  }
}

function recordId({ collection, reading }: Follow): string {
  return `follow ${operationKey({ collection, name: reading.name })}`;
}

function isFollow(value: unknown): value is Follow {
  const follow = value as Partial<Follow> | null;
  return (
    typeof follow === 'object' &&
    typeof follow?.since === 'number' &&
    typeof follow.collection?.host === 'string' &&
    typeof follow.reading?.name === 'string'
  );
}
