import { machineClock, type Clock } from '../../src/base/clock.js';
import { DueQueue, type Due } from '../../src/base/dueQueue.js';
import type { Disposable } from '../../src/base/lifecycle.js';
import { currentProcess, runIn, type HostProcess } from './hostProcess.js';

/** Of the product, of everything else that happens in the world, and of the machine, whose disk works on when that ends. */
type Whose = 'product' | 'world' | 'machine';

interface Timer extends Due {
  readonly whose: Whose;
  readonly process: HostProcess | undefined;
  readonly callback: () => void;
}

/** When every run begins: the same seed finds the same times of day. */
const startAt = Date.UTC(2026, 0, 5, 8);

/**
 * Time that passes only when nothing else goes on, so that nothing is late because this machine is slow, and everything is
 * as it was the last time. It runs three ways: the ticks, which stand still while the machine sleeps; the true time, which
 * does not; and the time of day on the machine's clock, which somebody may set.
 */
export class SimulatedTime {
  readonly clock: Clock;
  readonly #timers = new DueQueue<Timer>();
  #pending = 0;
  #ticks = 0;
  #sleptMs = 0;
  #setByMs = 0;
  #worldEnded = false;

  constructor() {
    this.clock = machineClock({
      wall: () => this.now() + this.#setByMs,
      ticks: () => this.#ticks,
      setTimer: (ms, callback) => this.#add('product', ms, callback),
    });
  }

  /** The true time, in milliseconds since the epoch. */
  readonly now = (): number => startAt + this.#ticks + this.#sleptMs;

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
    return this.#pending;
  }

  /** Calls `callback` after so much time awake, unless the world has ended. */
  in(ms: number, callback: () => void): void {
    if (!this.#worldEnded) {
      this.#add('world', ms, callback);
    }
  }

  /** Calls `callback` after so much time awake, whatever ends in between. */
  onMachine(ms: number, callback: () => void): void {
    this.#add('machine', ms, callback);
  }

  /** For the other end of a connection: waits, unless somebody gives up. */
  wait(ms: number, signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        timer.dispose();
        reject(signal?.reason as Error);
      };
      const timer = this.#add('machine', ms, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
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
    this.#worldEnded = true;
  }

  /** Goes on to the next timer, but not beyond `end`, in time awake. */
  step(end: number): void {
    const next = this.#timers.first;
    if (!next || next.dueAt > end) {
      this.#ticks = end;
      return;
    }
    this.#remove(next);
    this.#ticks = Math.max(this.#ticks, next.dueAt);
    const { whose, process, callback } = next;
    if (whose === 'machine' || (whose === 'world' ? !this.#worldEnded : process?.crashed !== true)) {
      runIn(process, callback);
    }
  }

  #add(whose: Whose, ms: number, callback: () => void): Disposable {
    const process = whose === 'product' ? currentProcess() : undefined;
    const timer: Timer = { dueAt: 0, place: -1, whose, process, callback };
    this.#timers.put(timer, this.#ticks + Math.max(1, ms));
    this.#pending += whose === 'product' ? 1 : 0;
    return { dispose: () => this.#remove(timer) };
  }

  #remove(timer: Timer): void {
    if (timer.place >= 0) {
      this.#timers.remove(timer);
      this.#pending -= timer.whose === 'product' ? 1 : 0;
    }
  }
}

/** From now on every date that is made of no other time is of the clock that somebody may set. */
export function simulateDates(wall: () => number): void {
  class SimulatedDate extends Date {
    constructor(...given: readonly unknown[]) {
      super(...((given.length > 0 ? given : [wall()]) as [number]));
    }

    static override now(): number {
      return wall();
    }
  }
  globalThis.Date = SimulatedDate as DateConstructor;
}
