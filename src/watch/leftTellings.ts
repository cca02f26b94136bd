import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';
import type { Cancellation } from '../operations/cancellation.js';
import type { CancellationRecords } from './cancellationRecords.js';

/** How soon after a window has closed another one tells what that had to tell. */
const lookAfterMs = 20_000;

/**
 * Ends of requests that are left to the windows where they were asked for, until these have told them or have closed, and
 * until the disk can say whether they have.
 */
export class LeftTellings extends Owner {
  readonly #records: Pick<CancellationRecords, 'isTold' | 'isToldHere'>;
  readonly #takeOver: (cancellation: Cancellation) => void;
  /** By id. */
  readonly #left = new Map<string, Cancellation>();
  readonly #timer: Timer;

  /** @param takeOver is given what is this window's part now. */
  constructor(
    records: Pick<CancellationRecords, 'isTold' | 'isToldHere'>,
    clock: Clock,
    takeOver: (cancellation: Cancellation) => void,
  ) {
    super();
    this.#records = records;
    this.#takeOver = takeOver;
    this.#timer = this.own(new Timer(clock));
  }

  leave(cancellation: Cancellation): void {
    this.#left.set(cancellation.id, cancellation);
    this.#arm();
  }

  #arm(): void {
    if (this.#left.size > 0 && !this.#timer.isSet) {
      this.#timer.set(lookAfterMs, () => void this.#lookAfter());
    }
  }

  async #lookAfter(): Promise<void> {
    for (const [id, cancellation] of [...this.#left]) {
      const told = await this.#records.isTold(cancellation);
      if (told) {
        this.#left.delete(id);
      } else if (told === false && this.#records.isToldHere(cancellation, false)) {
        this.#left.delete(id);
        this.#takeOver(cancellation);
      }
    }
    this.#arm();
  }
}
