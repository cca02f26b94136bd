import type { OperationState } from './operation.js';

/** How many operations are in which state. */
export class StateCounts {
  readonly #counts: Record<OperationState, number> = {
    running: 0,
    cancelling: 0,
    cancelled: 0,
    succeeded: 0,
    failed: 0,
    expired: 0,
  };
  #total = 0;

  get total(): number {
    return this.#total;
  }

  of(state: OperationState): number {
    return this.#counts[state];
  }

  /** One goes from one state to another; from nowhere when it comes, to nowhere when it goes. */
  move(from: OperationState | undefined, to: OperationState | undefined): void {
    if (from !== undefined) {
      this.#counts[from]--;
      this.#total--;
    }
    if (to !== undefined) {
      this.#counts[to]++;
      this.#total++;
    }
  }
}
