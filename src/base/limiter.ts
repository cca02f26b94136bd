/** Runs at most `width` tasks at a time, first come first served. */
export class Limiter {
  readonly #width: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /**
   * Runs `task` when a place is free.
   * @throws what `task` throws, or the signal's reason when it aborts while waiting for a place.
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  #enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.#running < this.#width) {
      this.#running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        const place = this.#waiting.indexOf(enter);
        if (place >= 0) {
          this.#waiting.splice(place, 1);
          reject(signal?.reason as Error);
        }
      };
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(enter);
    });
  }

  /** The place of a finished task passes straight to the next one, so `#running` never dips in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#running--;
    }
  }
}
