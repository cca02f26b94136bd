import { Emitter, type Event } from '../base/event.js';
import type { Disposable } from '../base/lifecycle.js';
import type { Collection } from './collection.js';
import { isEnded, operationKey, type Operation, type OperationChange, type OperationReading } from './operation.js';
import type { Partition } from './partition.js';
import { Partitions, type ProjectPartitions } from './partitions.js';
import { placeFinder, placeOf, type Place } from './place.js';
import { sameReading, toOperation } from './reading.js';
import { deriveState } from './state.js';

/** Who waits for an operation's fate: a cancel request, or somebody who watches it. */
export type Keeper = 'cancellation' | 'follow';

/** One reading of a collection from its first page to its last. */
export interface ListingPass {
  /** Names that the listing has shown so far. */
  readonly names: ReadonlySet<string>;
  /**
   * Takes in a page of operations as it arrives. The names of what it showed; undefined when the store did not take over
   * all of it, because it knows better.
   */
  page(readings: readonly OperationReading[]): readonly string[] | undefined;
  /** Takes in a page that shows what it showed before, all of which is in the store unchanged. */
  pageAgain(names: readonly string[]): void;
  /** The last page has been read: what was not in any page is gone. A pass that is never completed removes nothing. */
  complete(): void;
}

/**
 * Every operation the product knows, and the only place that keeps them. Tree, badge, status bar and notifier subscribe;
 * refresh and poller write. Operations keep their identity (`===`) as long as nothing about them changes.
 *
 * An operation is here as long as any collection lists it; one that stops listing it takes back its own claim, no more.
 * Who reads it last decides what it is like.
 */
export class OperationStore implements Disposable {
  readonly #partitions = new Partitions();
  readonly #cancelRequested = new Set<string>();
  readonly #kept = new Map<string, ReadonlySet<Keeper>>();
  /** When the server said NOT_FOUND, as a sequence number: a listing begun before that may still show the operation. */
  readonly #goneAt = new Map<string, number>();
  #sequence = 0;
  readonly #revisions = new Map<string, number>();
  readonly #changed = new Emitter<readonly OperationChange[]>();

  /** Fires once per page, read or removal that changed something, with everything it changed. */
  readonly onDidChange: Event<readonly OperationChange[]> = this.#changed.event;

  /** Starts taking in a full listing of `collection`. */
  beginListing(collection: Collection): ListingPass {
    const seen = new Set<string>();
    const begun = this.#sequence;
    const place = placeFinder(collection);
    return {
      names: seen,
      page: (readings) => {
        const changes: OperationChange[] = [];
        // Of the operations that are kept: a reading that brings nothing new shall leave nothing behind.
        const names: string[] = [];
        for (const reading of readings) {
          const { name } = reading;
          if (!this.#wentAfter(begun, collection, name)) {
            seen.add(name);
            const operation = this.#putListed(collection, place(name), reading, changes, seen);
            if (operation) {
              names.push(operation.name);
            }
          }
        }
        this.#fire(changes);
        return names.length === readings.length ? names : undefined;
      },
      pageAgain: (names) => names.forEach((name) => seen.add(name)),
      complete: () => this.#fire(this.#removeUnseen(collection, seen)),
    };
  }

  /**
   * Takes in the answer of one `get`. One that shows an expired operation running was asked before NOT_FOUND was learned,
   * perhaps by another window: only a new listing brings such an operation back.
   */
  read(collection: Collection, reading: OperationReading): void {
    if (!reading.done && this.find(collection, reading.name)?.state === 'expired') {
      return;
    }
    this.#putOne(collection, reading);
  }

  /**
   * The server no longer knows the operation (NOT_FOUND). It stays as `expired` when somebody waits for its fate and it
   * had not ended; else it goes.
   */
  gone(collection: Collection, name: string): void {
    this.#goneAt.set(operationKey({ collection, name }), ++this.#sequence);
    const partition = this.#partitions.find(collection, name);
    const known = partition?.get(name);
    if (!partition || !known || known.state === 'expired') {
      return;
    }
    partition.claims.of(known).forEach((each) => this.#revise(each));
    if (this.#kept.has(operationKey(known)) && !isEnded(known.state)) {
      const operation: Operation = { ...known, state: 'expired' };
      partition.set(operation);
      partition.claims.setUnlisted(known.name);
      this.#fire([{ operation, from: known.state, to: 'expired' }]);
    } else {
      partition.delete(known.name);
      this.#fire([{ operation: known, from: known.state, to: undefined }]);
    }
  }

  /** Takes a collection out, and the operations that no other one lists, e.g. because its project was hidden. */
  drop(collection: Collection): void {
    this.#fire(this.#removeUnseen(collection, new Set(), true));
  }

  /**
   * Lets others answer for what `collection` listed, each for its location: what they have not been asked for yet stays.
   */
  handOver(collection: Collection, heirs: readonly Collection[]): void {
    const changes: OperationChange[] = [];
    for (const partition of this.#partitions.of(collection)) {
      const here = heirs.filter(({ location }) => location === partition.place.location);
      for (const operation of here.length > 0 ? [...partition.operations()] : []) {
        if (partition.claims.holds(operation, collection)) {
          const inherited = here.reduce((each, heir) => partition.claim(each, heir, changes), operation);
          partition.release(inherited, collection, false, changes);
        }
      }
    }
    this.#fire(changes);
  }

  /** Says whether a cancel request of ours is under way, which makes a running operation `cancelling`. */
  setCancelRequested(collection: Collection, name: string, requested: boolean): void {
    const key = operationKey({ collection, name });
    if (this.#cancelRequested.has(key) === requested) {
      return;
    }
    if (requested) {
      this.#cancelRequested.add(key);
    } else {
      this.#cancelRequested.delete(key);
    }
    const known = this.find(collection, name);
    if (known && !isEnded(known.state)) {
      this.#putOne(known.collection, known);
    }
  }

  /** Keeps an operation although a listing does not show it, because somebody waits for its fate. */
  setKept(collection: Collection, name: string, keeper: Keeper, kept: boolean): void {
    const key = operationKey({ collection, name });
    const others = [...(this.#kept.get(key) ?? [])].filter((other) => other !== keeper);
    const keepers = kept ? [...others, keeper] : others;
    if (keepers.length > 0) {
      this.#kept.set(key, new Set(keepers));
    } else {
      this.#kept.delete(key);
      // The next listing takes it out if it does not show it.
      this.#revise(this.find(collection, name)?.collection ?? collection);
    }
  }

  /** Another number whenever a listing that shows what it showed before may nevertheless change something. */
  revision(collection: Collection): number {
    return this.#revisions.get(collection.id) ?? 0;
  }

  find(collection: Collection, name: string): Operation | undefined {
    return this.#partitions.find(collection, name)?.get(name);
  }

  /** Where operations of the collection may be. */
  partitionsOf(collection: Collection): readonly Partition[] {
    return this.#partitions.of(collection);
  }

  /** What a project holds, or what lies outside projects. */
  inProject(project: string | undefined): ProjectPartitions | undefined {
    return this.#partitions.inProject(project);
  }

  /** All partitions that hold operations; see `Partition`. */
  partitions(): Iterable<Partition> {
    return this.#partitions.all();
  }

  /** Every operation, in no order. */
  *all(): Iterable<Operation> {
    for (const partition of this.#partitions.all()) {
      yield* partition.operations();
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #putOne(collection: Collection, reading: OperationReading): void {
    const changes: OperationChange[] = [];
    const partition = this.#partitions.at(collection, placeOf(collection, reading.name));
    const known = partition.get(reading.name);
    this.#put(collection, partition, known, reading, changes);
    if (!known) {
      partition.claims.setUnlisted(reading.name);
    }
    this.#fire(changes);
  }

  /** The operation as it is known by this reading of a list; undefined when the store knows better. */
  #putListed(
    collection: Collection,
    place: Place,
    reading: OperationReading,
    changes: OperationChange[],
    seen: Set<string>,
  ): Operation | undefined {
    const partition = this.#partitions.at(collection, place);
    const known = partition.get(reading.name);
    const claimed = known && partition.claim(known, collection, changes);
    const operation = this.#put(collection, partition, claimed, reading, changes);
    const kept = operation ?? claimed;
    if (kept && kept.name !== reading.name) {
      seen.add(kept.name);
    }
    return operation;
  }

  /**
   * The operation as it is known by this reading, and what that changed; undefined when the store knows better.
   * It bears the name by which the collection shows it that it belongs to.
   * @param collection the one that was read, to which it belongs if it is not `known`.
   */
  #put(
    collection: Collection,
    partition: Partition,
    known: Operation | undefined,
    answered: OperationReading,
    changes: OperationChange[],
  ): Operation | undefined {
    const { name } = known && known.collection.id !== collection.id ? known : answered;
    const reading = name === answered.name ? answered : { ...answered, name };
    // An ended operation never runs again: a listing that was under way when it ended still shows it running.
    if (known && known.done && !reading.done) {
      return undefined;
    }
    const state = deriveState(reading, has(this.#cancelRequested, collection, reading.name));
    if (known && known.state === state && sameReading(known, reading)) {
      return known;
    }
    const operation = toOperation(known?.collection ?? collection, reading, partition.place.location, state);
    partition.replace(known, operation);
    partition.claims.beside(operation).forEach((each) => this.#revise(each));
    changes.push({ operation, from: known?.state, to: state });
    return operation;
  }

  /** The server said NOT_FOUND after a listing had begun, which may therefore still show the operation. */
  #wentAfter(begun: number, collection: Collection, name: string): boolean {
    return has(this.#goneAt, collection, name) && (this.#goneAt.get(operationKey({ collection, name })) ?? 0) > begun;
  }

  #removeUnseen(collection: Collection, seen: ReadonlySet<string>, evenKept = false): OperationChange[] {
    const changes: OperationChange[] = [];
    for (const partition of this.#partitions.of(collection)) {
      for (const operation of partition.operations()) {
        if (!seen.has(operation.name) && partition.claims.holds(operation, collection)) {
          const stays = !evenKept && has(this.#kept, operation.collection, operation.name);
          partition.release(operation, collection, stays, changes);
        }
      }
    }
    return changes;
  }

  #fire(changes: readonly OperationChange[]): void {
    if (changes.length > 0) {
      new Set(changes.map(({ operation }) => operation.collection)).forEach((collection) => this.#revise(collection));
      this.#changed.fire(changes);
    }
  }

  #revise(collection: Collection): void {
    this.#revisions.set(collection.id, this.revision(collection) + 1);
  }
}

/** Whether `keys` holds an operation's key. Nearly always there is none at all, and then no key is put together. */
function has(
  keys: { readonly size: number; has(key: string): boolean },
  collection: Collection,
  name: string,
): boolean {
  return keys.size > 0 && keys.has(operationKey({ collection, name }));
}
