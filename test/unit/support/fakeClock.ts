import type { Clock } from '../../../src/base/clock.js';
import type { Disposable } from '../../../src/base/lifecycle.js';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. Its timers run by the monotonic time. */
export class FakeClock implements Clock {
  /** Small, as in a young process: taken for a time of day it is absurd. */
  #monotonic = 1_000;
  #wallAhead: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#wallAhead = now - this.#monotonic;
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#monotonic + this.#wallAhead;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Somebody sets the time of day; negative: back. */
  set(byMs: number): void {
    this.#wallAhead += byMs;
  }

  schedule(ms: number, callback: () => void): Disposable {
    const timer = { at: this.#monotonic + Math.max(0, ms), order: this.#order++, callback };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** Lets `ms` milliseconds pass; timers fire in their order, and promises settle after each. */
  async pass(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#monotonic = Math.max(this.#monotonic, timer.at);
      timer.callback();
      await settle();
    }
    this.#monotonic = end;
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      const earlier = !next || timer.at < next.at || (timer.at === next.at && timer.order < next.order);
      if (timer.at <= end && earlier) {
        next = timer;
      }
    }
    return next;
  }
}

/** Resolves when every promise that can settle without time passing has settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
