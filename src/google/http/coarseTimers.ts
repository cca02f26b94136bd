import type { Clock } from '../../base/clock.js';
import type { Disposable } from '../../base/lifecycle.js';

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** Many timers for the price of one: they fire up to a tick late, and nothing ticks while there are none. */
export class CoarseTimers {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #timers = new Set<Timer>();
  #tick: Disposable | undefined;

  constructor(clock: Clock, tickMs: number) {
    this.#clock = clock;
    this.#tickMs = tickMs;
  }

  schedule(ms: number, callback: () => void): Disposable {
    const timer = { dueAt: this.#clock.monotonic() + ms, callback };
    this.#timers.add(timer);
    this.#tick ??= this.#clock.schedule(this.#tickMs, () => this.#fire());
    return {
      dispose: () => {
        this.#timers.delete(timer);
        if (this.#timers.size === 0) {
          this.#tick?.dispose();
          this.#tick = undefined;
        }
      },
    };
  }

  #fire(): void {
    const now = this.#clock.monotonic();
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= now);
    due.forEach((timer) => this.#timers.delete(timer));
    this.#tick = this.#timers.size > 0 ? this.#clock.schedule(this.#tickMs, () => this.#fire()) : undefined;
    due.forEach(({ callback }) => callback());
  }
}
