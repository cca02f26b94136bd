import type { Follow } from '../../watch/follows.js';
import type { Watch } from '../../watch/watch.js';
import { parentOf, rowOf } from './elements.js';
import type { StaleRow } from './staleRows.js';

/** Tells which rows say something else because their operations are watched now, or no longer. */
export class FollowRows {
  readonly #watch: Watch;
  #followed: readonly Follow[];

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#followed = watch.follows.active();
  }

  /** The rows of those that came or went since the last call. */
  stale(): readonly StaleRow[] {
    const [before, after] = [this.#followed, this.#watch.follows.active()];
    this.#followed = after;
    const changed = [
      ...before.filter((each) => !after.includes(each)),
      ...after.filter((each) => !before.includes(each)),
    ];
    return changed
      .map(({ collection, reading }) => this.#watch.store.find(collection, reading.name))
      .filter((operation) => operation !== undefined)
      .map((operation) => rowOf.operation(parentOf(operation), operation));
  }
}
