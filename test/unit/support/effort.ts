import { systemClock, type Clock } from '../../../src/base/clock.js';

/**
 * Processor time that this process spends on `work`, in milliseconds: unlike time on the wall it is not longer where the
 * machine is busy with other things.
 */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Processor time of the longest turn of the event loop while `work` goes on, in milliseconds. */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let working = true;
  let before = process.cpuUsage();
  const turn = (): void => {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.cpuUsage();
    if (working) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  await work();
  working = false;
  return longest;
}

/** The machine's clock, which notes how long those timers were that it let come to their end. */
export interface NotingClock extends Clock {
  /** In milliseconds, in the order in which they ended. */
  readonly waited: readonly number[];
}

/** What waits by this clock can be told from its timers, however slow the machine is. */
export function notingClock(clock: Clock = systemClock): NotingClock {
  const waited: number[] = [];
  return {
    waited,
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    schedule: (ms, callback) =>
      clock.schedule(ms, () => {
        waited.push(ms);
        callback();
      }),
  };
}
