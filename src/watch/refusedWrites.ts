import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';

/** A full disk or a folder that is gone for a while is looked at again as often. */
const againMs = 10_000;

/** What the disk refused to take, to be tried again until it does: the newest of each file. */
export class RefusedWrites extends Owner {
  readonly #refused = new Map<string, () => Promise<unknown>>();
  readonly #timer: Timer;

  constructor(clock: Clock) {
    super();
    this.#timer = this.own(new Timer(clock));
  }

  has(file: string): boolean {
    return this.#refused.has(file);
  }

  /** @throws what `write` throws; it is then called again later. */
  async attempt<T>(file: string, write: () => Promise<T>): Promise<T> {
    this.#refused.delete(file);
    try {
      return await write();
    } catch (error) {
      this.#refused.set(file, write);
      this.#arm();
      throw error;
    }
  }

  #arm(): void {
    if (this.#refused.size > 0 && !this.#timer.isSet) {
      this.#timer.set(againMs, () => void this.#again());
    }
  }

  async #again(): Promise<void> {
    for (const [file, write] of [...this.#refused]) {
      if (this.disposed) {
        return;
      }
      try {
        await write();
      } catch {
        // The next ones would fare no better.
        break;
      }
      if (this.#refused.get(file) === write) {
        this.#refused.delete(file);
      }
    }
    this.#arm();
  }
}
