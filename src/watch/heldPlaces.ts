import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';

/** How many collections are remembered: a few hundred kilobytes of JSON. */
const MOST = 1_000;

/** Which collections ever held an operation, the latest last: where something was, something will be. Bounded. */
export class HeldPlaces extends Owner {
  readonly #collections = new Map<string, Collection>();
  readonly #added = this.own(new Emitter<void>());
  readonly #recalled = this.own(new Emitter<void>());

  /** Fires when this session has seen one more. */
  readonly onDidAdd: Event<void> = this.#added.event;
  /** Fires when those of earlier sessions are known. */
  readonly onDidRecall: Event<void> = this.#recalled.event;

  constructor(store: OperationStore) {
    super();
    this.own(
      store.onDidChange((changes) => {
        for (const { operation, from, to } of changes) {
          if (from !== to && to !== undefined) {
            this.#note(operation.collection);
          }
        }
      }),
    );
  }

  has({ id }: Collection): boolean {
    return this.#collections.has(id);
  }

  /** The latest last. */
  collections(): readonly Collection[] {
    return [...this.#collections.values()];
  }

  /** Takes in what an earlier session remembered; what this one has seen is later. */
  recall(collections: readonly Collection[]): void {
    const seen = this.collections();
    this.#collections.clear();
    [...collections, ...seen].forEach((collection) => this.#put(collection));
    this.#recalled.fire();
  }

  #note(collection: Collection): void {
    const known = this.#collections.has(collection.id);
    this.#put(collection);
    if (!known) {
      this.#added.fire();
    }
  }

  #put(collection: Collection): void {
    this.#collections.delete(collection.id);
    this.#collections.set(collection.id, collection);
    const oldest = this.#collections.keys().next();
    if (this.#collections.size > MOST && !oldest.done) {
      this.#collections.delete(oldest.value);
    }
  }
}
