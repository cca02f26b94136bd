import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { SimulatedTime } from './simulatedTime.js';

/** Everything that happened, in its order: two runs with the same digest went the same way. */
export class Trace {
  readonly #time: SimulatedTime;
  readonly #hash = createHash('sha256');
  readonly #file: number | undefined;
  lines = 0;

  /** @param file where each line is written, for whoever wants to read them. */
  constructor(time: SimulatedTime, file: string | undefined) {
    this.#time = time;
    this.#file = file === undefined ? undefined : openSync(file, 'w');
  }

  note(text: string): void {
    const line = `${this.#time.awakeMs.toFixed(3)} ${text}\n`;
    this.lines++;
    this.#hash.update(line);
    if (this.#file !== undefined) {
      writeSync(this.#file, line);
    }
  }

  /** Of all lines; nothing can be noted after it. */
  end(): string {
    if (this.#file !== undefined) {
      closeSync(this.#file);
    }
    return this.#hash.digest('hex').slice(0, 16);
  }
}
