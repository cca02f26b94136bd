import type { Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from './movingPicture.js';
import { decodePng } from './png.js';

/** How often a picture is taken, at most; a busy machine takes fewer. */
const EVERY_MS = 80;

interface Shot {
  readonly png: Buffer;
  readonly at: number;
}

/** Takes pictures of a page, one after the other, while something happens on it. */
export class Recorder {
  readonly #page: Page;
  readonly #shots: Shot[] = [];
  #running = true;
  readonly #ended: Promise<void>;

  constructor(page: Page) {
    this.#page = page;
    this.#ended = this.#record();
    // Where the page is closed under it, `end` tells, if anybody still wants to know.
    this.#ended.catch(() => undefined);
  }

  /**
   * Ends the recording. A picture that is the one before is left out; what stood for long stands for a while, and so does
   * the last one, before all begins anew.
   * @param longestMs what a person needs to read a picture
   */
  async end(longestMs: number): Promise<readonly Frame[]> {
    this.#running = false;
    await this.#ended;
    const distinct = this.#shots.filter(({ png }, index) => !this.#shots[index - 1]?.png.equals(png));
    return distinct.map(({ png, at }, index) => ({
      pixels: decodePng(png),
      ms: Math.min((distinct[index + 1]?.at ?? Infinity) - at, longestMs),
    }));
  }

  async #record(): Promise<void> {
    while (this.#running) {
      const at = performance.now();
      this.#shots.push({ at, png: await this.#page.screenshot({ animations: 'allow', caret: 'hide' }) });
      await sleep(Math.max(0, EVERY_MS - (performance.now() - at)));
    }
  }
}
