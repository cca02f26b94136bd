import type { Disposable } from './lifecycle.js';

/** Time as the lower layers see it, so that tests can move it by hand. */
export interface Clock {
  /** Milliseconds since the epoch, for what is shown or written down. Anybody may set it, back or forward. */
  now(): number;
  /**
   * Milliseconds since no moment in particular, for durations. It never goes back, and it counts what the machine slept.
   */
  monotonic(): number;
  /**
   * Calls `callback` once after `ms` milliseconds, unless disposed before. Any length will do; after a sleep of the
   * machine that was longer than what was left it is called within a few seconds.
   */
  schedule(ms: number, callback: () => void): Disposable;
}

/** What a clock is made of. */
export interface Machine {
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
  /** Milliseconds that never go back; whether they count a sleep differs by operating system. */
  readonly ticks: () => number;
  /** A timer that runs by the ticks, and not longer than 2^31 - 1 ms. */
  readonly setTimer: (ms: number, callback: () => void) => Disposable;
}

/** What the wall clock gains on the ticks at once was slept; less may be the one being read a little after the other. */
const SLEPT_MS = 1_000;
/** A timer sleeps in stretches of this length, so that one that is due after a sleep of the machine is not late by more. */
const STRETCH_MS = 5_000;

/**
 * A clock that notices sleep: the wall clock then gains on the ticks. So it does when somebody sets it forward, which is
 * taken for a sleep too: what is remembered is asked for anew a little early, once. Set back, it changes no duration.
 */
export function machineClock({ wall, ticks, setTimer }: Machine): Clock {
  let sleptMs = 0;
  let before = { wall: wall(), ticks: ticks() };

  function monotonic(): number {
    const now = { wall: wall(), ticks: ticks() };
    const gainedMs = now.wall - before.wall - (now.ticks - before.ticks);
    if (gainedMs > SLEPT_MS) {
      sleptMs += gainedMs;
    }
    before = now;
    return now.ticks + sleptMs;
  }

  return {
    now: wall,
    monotonic,
    schedule(ms, callback) {
      const dueAt = monotonic() + ms;
      let timer: Disposable;
      const sleepOn = (restMs: number): void => {
        timer =
          restMs > STRETCH_MS
            ? setTimer(STRETCH_MS, () => sleepOn(dueAt - monotonic()))
            : setTimer(Math.max(0, restMs), callback);
      };
      sleepOn(ms);
      return { dispose: () => timer.dispose() };
    },
  };
}

/** The machine's own clock. */
export const systemClock: Clock = machineClock({
  wall: () => Date.now(),
  ticks: () => performance.now(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
});

/**
 * How far the time of day is from `at`, in milliseconds, on whichever side: what is kept on disk for a while has no other
 * clock, and must not be kept for years because it was written before the clock was set back.
 */
export function distanceMs(clock: Clock, at: number): number {
  return Math.abs(clock.now() - at);
}

/**
 * Waits `ms` milliseconds.
 * @throws the signal's reason as soon as `signal` aborts.
 */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      timer.dispose();
      reject(signal?.reason as Error);
    };
    const timer = clock.schedule(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
