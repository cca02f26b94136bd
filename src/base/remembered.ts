import type { Clock } from './clock.js';

interface Known<T> {
  readonly at: number;
  readonly answer: Promise<T>;
}

/** Answers by key, each asked for once and kept for a while, however many want it. A failure is not kept. */
export class Remembered<T> {
  readonly #clock: Clock;
  readonly #keepForMs: number;
  readonly #known = new Map<string, Known<T>>();

  constructor(clock: Clock, keepForMs: number) {
    this.#clock = clock;
    this.#keepForMs = keepForMs;
  }

  /** @param keeps whether an answer is good for more than those who wait for it; every one is by default. */
  get(key: string, ask: () => Promise<T>, keeps: (answer: T) => boolean = () => true): Promise<T> {
    const known = this.#known.get(key);
    if (known && this.#clock.monotonic() - known.at < this.#keepForMs) {
      return known.answer;
    }
    const asked = { at: this.#clock.monotonic(), answer: ask() };
    this.#known.set(key, asked);
    const forget = (): void => {
      if (this.#known.get(key) === asked) {
        this.#known.delete(key);
      }
    };
    asked.answer.then((answer) => keeps(answer) || forget(), forget);
    return asked.answer;
  }

  /** Whether `get` would ask nobody. */
  has(key: string): boolean {
    const known = this.#known.get(key);
    return known !== undefined && this.#clock.monotonic() - known.at < this.#keepForMs;
  }

  clear(): void {
    this.#known.clear();
  }
}
