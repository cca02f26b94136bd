import type { Collection } from './collection.js';
import type { Operation, OperationState } from './operation.js';
import { locationOf } from './resourceName.js';

/** Where operations run: one service (by its host) in one location of one project. */
export interface Place {
  readonly id: string;
  readonly host: string;
  /** Catalogue id of the service. */
  readonly service: string;
  /** Absent for services outside projects. */
  readonly project: string | undefined;
  /** Absent for services without locations. */
  readonly location: string | undefined;
}

/**
 * The place of an operation. The project is the one that was asked for, because answers may name it by number; the
 * location is the name's own where all locations were listed at once.
 */
export function placeOf(collection: Collection, name: string): Place {
  const { host, service, project } = collection;
  const location = collection.location === '-' ? locationOf(name) : collection.location;
  return { id: `${host}|${project ?? ''}|${location ?? ''}`, host, service, project, location };
}

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

  constructor(place: Place) {
    this.place = place;
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
    this.delete(operation.name);
    this.#operations.set(operation.name, operation);
    this.#counts[operation.state]++;
  }

  delete(name: string): void {
    const known = this.#operations.get(name);
    if (known) {
      this.#counts[known.state]--;
      this.#operations.delete(name);
    }
  }

  operations(): Iterable<Operation> {
    return this.#operations.values();
  }
}
