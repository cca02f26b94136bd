import { setImmediate } from 'node:timers/promises';

/** So long work may hold the thread without a pause. */
const TURN_MS = 10;

/** Work in many small steps that come one after the other: lets others have their turn in between. */
export class Slices {
  #heldMs = 0;

  /** Takes in how long a step has held the thread. */
  note(ms: number): void {
    this.#heldMs += ms;
  }

  /** Resolves when the next step may begin. */
  async next(): Promise<void> {
    if (this.#heldMs > TURN_MS) {
      await setImmediate();
      this.#heldMs = 0;
    }
  }
}
