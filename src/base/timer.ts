import type { Clock } from './clock.js';
import type { Disposable } from './lifecycle.js';

/** One timer, which can be set again and again and is never set twice at once. Set after its end it does nothing. */
export class Timer implements Disposable {
  readonly #clock: Clock;
  #scheduled: Disposable | undefined;
  #disposed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isSet(): boolean {
    return this.#scheduled !== undefined;
  }

  /** Calls `callback` once after `ms` milliseconds; what it was set to before is forgotten. */
  set(ms: number, callback: () => void): void {
    this.stop();
    if (!this.#disposed) {
      this.#scheduled = this.#clock.schedule(ms, () => {
        this.#scheduled = undefined;
        callback();
      });
    }
  }

  stop(): void {
    this.#scheduled?.dispose();
    this.#scheduled = undefined;
  }

  dispose(): void {
    this.#disposed = true;
    this.stop();
  }
}

/** Answers many calls by one run, so that a burst of news costs what one of them costs. */
export class Coalescer implements Disposable {
  readonly #timer: Timer;
  readonly #ms: number;
  readonly #run: () => void;

  /** @param ms how long after the first call `run` comes; 0 for the end of the turn. */
  constructor(clock: Clock, ms: number, run: () => void) {
    this.#timer = new Timer(clock);
    this.#ms = ms;
    this.#run = run;
  }

  call(): void {
    if (!this.#timer.isSet) {
      this.#timer.set(this.#ms, this.#run);
    }
  }

  /** Runs at once if it was called, and not again for those calls. */
  flush(): void {
    if (this.#timer.isSet) {
      this.#timer.stop();
      this.#run();
    }
  }

  /** Forgets the calls that were not answered. */
  dispose(): void {
    this.#timer.dispose();
  }
}
