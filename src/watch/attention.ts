import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import type { Activity } from './activity.js';

/** What is on screen after a shorter absence is brought up to date by the poller's own schedule. */
const longAbsenceMs = 60_000;

/** Calls `refresh` when the operations come on screen for the first time, and when the person is back after a while. */
export class Attention extends Owner {
  readonly #activity: Activity;
  readonly #clock: Clock;
  readonly #refresh: () => void;
  /** Since when nobody looks; undefined while somebody does. */
  #absentSince: number | undefined = -Infinity;

  constructor(activity: Activity, clock: Clock, refresh: () => void) {
    super();
    this.#activity = activity;
    this.#clock = clock;
    this.#refresh = refresh;
    this.own(activity.onDidChange(() => this.#update()));
    this.#update();
  }

  #update(): void {
    const present = this.#activity.focused && this.#activity.viewVisible;
    const { viewVisible } = this.#activity;
    const first = this.#absentSince === -Infinity;
    if (this.#absentSince !== undefined && (present || (first && viewVisible))) {
      const absentMs = this.#clock.monotonic() - this.#absentSince;
      this.#absentSince = undefined;
      if (absentMs > longAbsenceMs) {
        this.#refresh();
      }
    } else if (this.#absentSince === undefined && !present) {
      this.#absentSince = this.#clock.monotonic();
    }
  }
}
