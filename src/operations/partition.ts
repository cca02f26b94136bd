import { Claims } from './claims.js';
import type { Collection } from './collection.js';
import type { Operation, OperationChange, OperationState } from './operation.js';
import type { Place } from './place.js';
import { respelled } from './resourceName.js';
import { StateCounts } from './stateCounts.js';

/** The operations of one place, by resource name, with a running count per state. */
export class Partition {
  readonly place: Place;
  /** Which collections list its operations. */
  readonly claims = new Claims();
  readonly #operations = new Map<string, Operation>();
  readonly #counts = new StateCounts();
  /** Of its project. */
  readonly #projectCounts: StateCounts;
  /** Of what belongs to a second list, by the list's id. */
  readonly #ofSeconds = new Map<string, StateCounts>();
  #hasTwoLists = false;
  #revision = 0;

  constructor(place: Place, projectCounts: StateCounts) {
    this.place = place;
    this.#projectCounts = projectCounts;
  }

  /** Another number after every change, so that what was worked out of the operations can be kept until then. */
  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#operations.size;
  }

  /** How many operations are in `state` now. */
  count(state: OperationState): number {
    return this.#counts.of(state);
  }

  /** What no other list than this second one shows. */
  ofSecond({ id }: Collection): StateCounts | undefined {
    return this.#ofSeconds.get(id);
  }

  /** A second list shows operations of this place, perhaps by names that are not those of the first. */
  expectTwoLists(): void {
    this.#hasTwoLists = true;
  }

  get(name: string): Operation | undefined {
    const known = this.#operations.get(name);
    const other = known || !this.#hasTwoLists ? undefined : respelled(name);
    return other === undefined ? known : this.#operations.get(other);
  }

  set(operation: Operation): void {
    this.#count(this.#operations.get(operation.name), operation);
    this.#operations.set(operation.name, operation);
    this.#revision++;
  }

  /** Puts an operation in the place of what was known of it, also under another name. */
  replace(known: Operation | undefined, operation: Operation): void {
    if (known && known.name !== operation.name) {
      this.claims.rename(known.name, operation.name);
      this.#operations.delete(known.name);
      this.#count(known, undefined);
    }
    this.set(operation);
  }

  delete(name: string): void {
    const known = this.#operations.get(name);
    if (known) {
      this.#count(known, undefined);
      this.#operations.delete(name);
      this.claims.forget(name);
      this.#revision++;
    }
  }

  /** Notes that `collection` lists the operation; it belongs to it where no list had shown it. */
  claim(operation: Operation, collection: Collection, changes: OperationChange[]): Operation {
    return this.#passOn(operation, this.claims.add(operation, collection), changes);
  }

  /**
   * Takes back the claim of one collection. With the last one the operation goes.
   * @param stays whether it stays all the same.
   */
  release(operation: Operation, collection: Collection, stays: boolean, changes: OperationChange[]): void {
    const owner = this.claims.remove(operation, collection);
    if (owner) {
      this.#passOn(operation, owner, changes);
    } else if (!stays) {
      this.delete(operation.name);
      changes.push({ operation, from: operation.state, to: undefined });
    }
  }

  #passOn(operation: Operation, owner: Collection, changes: OperationChange[]): Operation {
    if (owner.id === operation.collection.id) {
      return operation;
    }
    const passedOn: Operation = { ...operation, collection: owner };
    this.set(passedOn);
    changes.push({ operation: passedOn, from: operation.state, to: operation.state });
    return passedOn;
  }

  operations(): Iterable<Operation> {
    return this.#operations.values();
  }

  #count(from: Operation | undefined, to: Operation | undefined): void {
    this.#counts.move(from?.state, to?.state);
    this.#projectCounts.move(from?.state, to?.state);
    if (from?.collection.second) {
      this.#countOf(from.collection).move(from.state, undefined);
    }
    if (to?.collection.second) {
      this.#countOf(to.collection).move(undefined, to.state);
    }
  }

  #countOf({ id }: Collection): StateCounts {
    let counts = this.#ofSeconds.get(id);
    if (!counts) {
      counts = new StateCounts();
      this.#ofSeconds.set(id, counts);
    }
    return counts;
  }
}
