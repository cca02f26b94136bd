import type { Collection } from './collection.js';
import type { Operation } from './operation.js';

/**
 * Which collections list the operations of a place. Nearly always that is the one which an operation refers to anyway, so
 * only what departs from it is kept: several collections, or none (for what was read singly, or stays because somebody
 * waits for it).
 */
export class Claims {
  readonly #apart = new Map<string, readonly Collection[]>();

  /** The collections that list an operation. */
  of({ name, collection }: Operation): readonly Collection[] {
    return this.#apart.get(name) ?? [collection];
  }

  /** Those among them that it does not belong to: what their pages showed may no longer be what is known. */
  beside({ name, collection }: Operation): readonly Collection[] {
    return this.#apart.get(name)?.filter(({ id }) => id !== collection.id) ?? [];
  }

  /** Whether the collection answers for the operation: it lists it, or nobody does and it was read as one of its own. */
  holds(operation: Operation, { id }: Collection): boolean {
    const listing = this.#apart.get(operation.name) ?? [];
    return listing.length === 0 ? operation.collection.id === id : listing.some((each) => each.id === id);
  }

  /**
   * `collection` lists the operation; the collection that it belongs to from now on. What a second list shows belongs to it
   * only as long as no other one shows it.
   */
  add(operation: Operation, collection: Collection): Collection {
    if (this.#apart.size === 0 && operation.collection.id === collection.id) {
      return operation.collection;
    }
    const listing = this.of(operation);
    if (!listing.some(({ id }) => id === collection.id)) {
      this.#set(operation.name, [...listing, collection]);
    }
    const { collection: owner } = operation;
    return listing.length === 0 || (isSecond(owner) && !isSecond(collection)) ? collection : owner;
  }

  /** `collection` does not list the operation; the collection that it belongs to from now on, undefined when none lists it. */
  remove(operation: Operation, collection: Collection): Collection | undefined {
    const listing = this.of(operation).filter(({ id }) => id !== collection.id);
    this.#set(operation.name, listing);
    const owner = listing.find(({ id }) => id === operation.collection.id);
    return owner ?? listing.find((each) => !isSecond(each)) ?? listing[0];
  }

  /** The operation has another name now. */
  rename(from: string, to: string): void {
    const listing = this.#apart.get(from);
    if (listing) {
      this.#apart.delete(from);
      this.#apart.set(to, listing);
    }
  }

  /** No collection lists the operation, as far as is known. */
  setUnlisted(name: string): void {
    this.#set(name, []);
  }

  /** The operation is no longer there. */
  forget(name: string): void {
    this.#apart.delete(name);
  }

  #set(name: string, listing: readonly Collection[]): void {
    if (listing.length === 1) {
      this.#apart.delete(name);
    } else {
      this.#apart.set(name, listing);
    }
  }
}

function isSecond({ second }: Collection): boolean {
  return second === true;
}
