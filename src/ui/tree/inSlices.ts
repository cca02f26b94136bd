import { Slices } from '../../base/slices.js';

/** So many are taken in without a look at the time. */
const STEP = 200;

/**
 * Takes the steps a few milliseconds at a time.
 * @param isWanted asked in between; no step is taken once it says no.
 * @returns whether all were taken.
 */
export async function inSlices(steps: Iterable<() => void>, isWanted: () => boolean): Promise<boolean> {
  const slices = new Slices();
  for (const step of steps) {
    if (!isWanted()) {
      return false;
    }
    const begun = performance.now();
    step();
    slices.note(performance.now() - begun);
    await slices.next();
  }
  return true;
}

/** Steps that hand over each of many. What changes meanwhile has to be taken in beside, before or after its turn here. */
export function* stepsOver<T>(items: Iterable<T>, take: (item: T) => void): Iterable<() => void> {
  const all = items[Symbol.iterator]();
  const state = { done: false };
  const step = (): void => {
    for (let count = 0; count < STEP && !state.done; count++) {
      const next = all.next();
      if (next.done) {
        state.done = true;
      } else {
        take(next.value);
      }
    }
  };
  while (!state.done) {
    yield step;
  }
}
