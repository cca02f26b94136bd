import type { Operation, OperationState } from './operation.js';
import type { Place } from './place.js';

/** The operations of one place, by resource name, with a running count per state. */
export class Partition {
  readonly place: Place;
  readonly #operations = new Map<string, Operation>();
  readonly #counts: Record<OperationState, number> = {
    running: 0,
    cancelling: 0,
    cancelled: 0,
    succeeded: 0,
    failed: 0,
    expired: 0,
  };

  #revision = 0;

  constructor(place: Place) {
    this.place = place;
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
    return this.#counts[state];
  }

  get(name: string): Operation | undefined {
    return this.#operations.get(name);
  }

  set(operation: Operation): void {
    const known = this.#operations.get(operation.name);
    if (known) {
      this.#counts[known.state]--;
    }
    this.#operations.set(operation.name, operation);
    this.#counts[operation.state]++;
    this.#revision++;
  }

  delete(name: string): void {
    const known = this.#operations.get(name);
    if (known) {
      this.#counts[known.state]--;
      this.#operations.delete(name);
      this.#revision++;
    }
  }

  operations(): Iterable<Operation> {
    return this.#operations.values();
  }
}
