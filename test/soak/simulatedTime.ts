import { machineClock, type Clock } from '../../src/base/clock.js';
import type { Disposable } from '../../src/base/lifecycle.js';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * Time that passes only when nothing else goes on: no answer is on its way and no file is being written, so that nothing is
 * late because this machine is slow. It runs three ways: the ticks, which stand still while the machine sleeps; the true
 * time, which does not; and the time of day on the machine's clock, which somebody may set.
 */
export class SimulatedTime {
  readonly clock: Clock;
  /** Now, because the files that the product writes carry the real time. */
  readonly #start = Date.now();
  /** Of the product, and of the simulation itself. */
  readonly #timers = { product: new Set<Timer>(), world: new Set<Timer>() };
  #ticks = 0;
  #sleptMs = 0;
  #setByMs = 0;
  #order = 0;

  constructor() {
    this.clock = machineClock({
      wall: () => this.now() + this.#setByMs,
      ticks: () => this.#ticks,
      setTimer: (ms, callback) => this.#add('product', ms, callback),
    });
  }

  /** The true time, in milliseconds since the epoch. */
  readonly now = (): number => this.#start + this.#ticks + this.#sleptMs;

  /** Hours since the start. */
  get hours(): number {
    return (this.#ticks + this.#sleptMs) / 3_600_000;
  }

  /** Milliseconds since the start that the machine was awake. */
  get awakeMs(): number {
    return this.#ticks;
  }

  /** Timers of the product that are set. */
  get pending(): number {
    return this.#timers.product.size;
  }

  /** Calls `callback` after so much time awake, unless the world has ended. */
  in(ms: number, callback: () => void): void {
    this.#add('world', ms, callback);
  }

  /** For the other end of a connection: waits, unless somebody gives up. */
  wait(ms: number, signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#add('world', ms, resolve);
      const onAbort = (): void => {
        timer.dispose();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  sleep(ms: number): void {
    this.#sleptMs += ms;
  }

  setClock(byMs: number): void {
    this.#setByMs += byMs;
  }

  /** Nothing more of the simulation happens by itself. */
  endWorld(): void {
    this.#timers.world.clear();
  }

  /** Goes on to the next timer, but not beyond `end`, in time awake. */
  step(end: number): void {
    let next: Timer | undefined;
    for (const timers of Object.values(this.#timers)) {
      for (const timer of timers) {
        if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) {
          next = timer;
        }
      }
    }
    if (!next || next.at > end) {
      this.#ticks = end;
      return;
    }
    this.#timers.product.delete(next);
    this.#timers.world.delete(next);
    this.#ticks = Math.max(this.#ticks, next.at);
    next.callback();
  }

  #add(whose: 'product' | 'world', ms: number, callback: () => void): Disposable {
    const timers = this.#timers[whose];
    const timer = { at: this.#ticks + Math.max(1, ms), order: this.#order++, callback };
    timers.add(timer);
    return { dispose: () => timers.delete(timer) };
  }
}
