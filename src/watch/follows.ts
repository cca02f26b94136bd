import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { Timer } from '../base/timer.js';
import { noOtherOrigins } from '../google/origins.js';
import type { Collection } from '../operations/collection.js';
import { isEnded, operationKey, type Operation, type OperationReading } from '../operations/operation.js';
import { toReading } from '../operations/reading.js';
import type { OperationStore } from '../operations/store.js';
import { isRecordedOperation, isTime, mayBeAsked } from './recordGuards.js';
import type { Records } from './records.js';
import { RecordsOf } from './recordsOf.js';

/** An operation that the person asked to be told about. Plain JSON. */
export interface Follow {
  readonly collection: Collection;
  readonly reading: OperationReading;
  readonly since: number;
}

/** How long a record outlives the end: a window that closes before it has told leaves the telling to the next one. */
const keepEndedMs = 15_000;

/** The operations that are followed until they end, across reloads and windows. */
export class Follows extends Owner {
  readonly #store: OperationStore;
  readonly #records: RecordsOf<Follow>;
  readonly #clock: Clock;
  readonly #known = new Map<string, Follow>();
  /** Keys of those that are on disk as far as is known here: one that goes from there was ended by another window. */
  readonly #stored = new Set<string>();
  /** Ids of those that ended here, so that a reading of the disk begun before does not bring them back. */
  readonly #over = new Set<string>();
  /** Ended, and still on disk. */
  readonly #leaving: Follow[] = [];
  readonly #timer: Timer;
  readonly #changed = this.own(new Emitter<Follow>());
  readonly #ended = this.own(new Emitter<Operation>());

  /** Fires with what is followed now, or no longer. */
  readonly onDidChange: Event<Follow> = this.#changed.event;
  /** Fires in each window; the one that tells the person is the one where `claimEnd` then says so. */
  readonly onDidEnd: Event<Operation> = this.#ended.event;

  constructor(store: OperationStore, records: Records, clock: Clock, log: Log, allowed = noOtherOrigins) {
    super();
    this.#store = store;
    const isAskable = (value: unknown): value is Follow => isFollow(value) && mayBeAsked(value.collection, allowed);
    this.#records = new RecordsOf(records, 'follow', isAskable, log);
    this.#clock = clock;
    this.#timer = this.own(new Timer(clock));
    this.own(records.onDidOpen(() => void this.#adopt()));
    this.own(records.onDidChange(() => void this.#adopt()));
    this.own(
      store.onDidChange((changes) => {
        for (const { operation, to } of changes) {
          if (this.isFollowed(operation.collection, operation.name) && (to === undefined || isEnded(to))) {
            this.#end(operation);
          }
        }
      }),
    );
  }

  active(): readonly Follow[] {
    return [...this.#known.values()];
  }

  isFollowed(collection: Collection, name: string): boolean {
    return this.#known.size > 0 && this.#known.has(operationKey({ collection, name }));
  }

  /** Follows an operation that has not ended. */
  async follow(operation: Operation): Promise<void> {
    const follow: Follow = {
      collection: operation.collection,
      reading: toReading(operation),
      since: this.#clock.now(),
    };
    this.#keep(follow);
    await this.#records.save(keyOf(follow), follow);
    this.#stored.add(keyOf(follow));
  }

  async unfollow(operation: Pick<Operation, 'collection' | 'name'>): Promise<void> {
    const follow = this.#known.get(operationKey(operation));
    if (follow) {
      this.#forget(follow);
      await this.#records.remove(keyOf(follow));
    }
  }

  /** Takes up what earlier sessions and other windows follow, and lets go what they follow no longer. */
  async #adopt(): Promise<void> {
    const stored = [...this.#stored];
    const records = await this.#records.load();
    if (!records) {
      return;
    }
    const onDisk = new Set<string>();
    for (const { value } of records) {
      const key = keyOf(value);
      onDisk.add(key);
      if (!this.#known.has(key) && !this.#over.has(clickId(value))) {
        this.#stored.add(key);
        this.#keep(value);
      }
    }
    for (const key of stored) {
      const follow = this.#known.get(key);
      if (follow && !onDisk.has(key)) {
        this.#forget(follow);
      }
    }
  }

  #forget(follow: Follow): void {
    const { collection, reading } = follow;
    this.#known.delete(keyOf(follow));
    this.#stored.delete(keyOf(follow));
    this.#over.add(clickId(follow));
    this.#store.setKept(collection, reading.name, 'follow', false);
    this.#changed.fire(follow);
  }

  #keep(follow: Follow): void {
    const { collection, reading } = follow;
    this.#known.set(keyOf(follow), follow);
    this.#store.setKept(collection, reading.name, 'follow', true);
    if (!this.#store.find(collection, reading.name)) {
      this.#store.read(collection, reading);
    }
    this.#changed.fire(follow);
  }

  #end(operation: Operation): void {
    const follow = this.#known.get(operationKey(operation));
    if (follow) {
      this.#forget(follow);
      this.#leaving.push(follow);
      if (!this.#timer.isSet) {
        this.#timer.set(keepEndedMs, () => void this.#removeEnded());
      }
    }
    this.#ended.fire(operation);
  }

  async #removeEnded(): Promise<void> {
    for (const follow of this.#leaving.splice(0)) {
      // Somebody may have begun to follow it anew.
      if (!this.#known.has(keyOf(follow))) {
        await this.#records.remove(keyOf(follow));
      }
    }
  }
}

/** True in one window only: that one tells the person that the operation ended, which it does once in its life. */
export function claimEnd(records: Pick<Records, 'claim'>, operation: Operation): Promise<boolean> {
  return records.claim(`ended ${operationKey(operation)}`);
}

function keyOf({ collection, reading }: Follow): string {
  return operationKey({ collection, name: reading.name });
}

/** The same for the same click on Watch. */
function clickId(follow: Follow): string {
  return `${keyOf(follow)} ${follow.since}`;
}

function isFollow(value: unknown): value is Follow {
  const follow = (value ?? {}) as Partial<Follow>;
  return isTime(follow.since) && isRecordedOperation(follow);
}
