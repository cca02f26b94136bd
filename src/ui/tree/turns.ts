import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import type { Rows } from './rows.js';
import { staleByTime, type StaleRow } from './staleRows.js';

/** Operations that cross an age one after the other are drawn together. */
const LEAST_MS = 1000;

/** Marks rows when an operation crosses the age that the filter asks for. There is one timer, set to the first that does. */
export class Turns extends Owner {
  readonly #clock: Clock;
  readonly #mark: (rows: readonly StaleRow[]) => void;
  readonly #timer: Timer;

  constructor(clock: Clock, mark: (rows: readonly StaleRow[]) => void) {
    super();
    this.#clock = clock;
    this.#mark = mark;
    this.#timer = this.own(new Timer(clock));
  }

  /** @param rows what is on screen now. */
  follow(rows: Rows): void {
    const at = rows.outline.nextTurn();
    this.#timer.stop();
    if (at !== Infinity) {
      this.#timer.set(Math.max(LEAST_MS, at - this.#clock.now()), () => {
        this.#mark(staleByTime(rows));
        this.follow(rows);
      });
    }
  }
}
