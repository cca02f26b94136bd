import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';

/** So many looks in a row without an answer are an outage of the network, not of one place. */
const lostInOutage = 3;
/** So many places are due again in one turn: a millisecond. */
const returnedATurn = 1_000;

/**
 * Places whose last look brought no answer. After an outage of the network, which the first answer ends, they are not left
 * to wait out what they would have; each once only, because a place that is out by itself is to wait like any other.
 */
export class LostLooks<Place> extends Owner {
  readonly #clock: Clock;
  readonly #again: (place: Place, at: number) => void;
  /** When the last look at each was lost, by the monotonic clock. */
  readonly #lost = new Map<Place, number>();
  /** Those that had their turn after an outage, and have not been read since. */
  readonly #returned = new Set<Place>();
  readonly #returning: Timer;
  readonly #resumed = this.own(new Emitter<void>());
  #inRow = 0;

  /** Fires when there is an answer again, after an outage of the network. */
  readonly onDidResume: Event<void> = this.#resumed.event;

  /** @param again makes a place due now, where it is not being looked at. */
  constructor(clock: Clock, again: (place: Place, at: number) => void) {
    super();
    this.#clock = clock;
    this.#again = again;
    this.#returning = this.own(new Timer(clock));
  }

  lost(place: Place): void {
    this.#lost.set(place, this.#clock.monotonic());
    this.#inRow++;
  }

  /** @param read whether the answer was what was asked for, and not that it cannot be had. */
  answered(place: Place, read: boolean): void {
    this.#lost.delete(place);
    if (read) {
      this.#returned.delete(place);
    }
    if (this.#inRow >= lostInOutage) {
      this.#return([...this.#lost.keys()], this.#clock.monotonic());
      this.#resumed.fire();
    }
    this.#inRow = 0;
  }

  forget(place: Place): void {
    this.#lost.delete(place);
    this.#returned.delete(place);
  }

  /** Some at a time. @param before what was lost since is no matter of the outage. */
  #return(places: Place[], before: number): void {
    for (const place of places.splice(0, returnedATurn)) {
      if ((this.#lost.get(place) ?? Infinity) <= before && !this.#returned.has(place)) {
        this.#returned.add(place);
        this.#again(place, before);
      }
    }
    if (places.length > 0) {
      this.#returning.set(0, () => this.#return(places, before));
    }
  }
}
