import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import type { StaleRow } from './staleRows.js';

/** News that come faster than people read are drawn together. */
const COALESCE_MS = 120;
/** A drawing is followed by so many times as long without one: of a tree that takes long all but a few per cent are left. */
const REST = 15;
/** But by no more than this: somebody is looking. */
const LONGEST_REST_MS = 10_000;

/**
 * Collects the rows that are out of date and says so together: soon, or at once for what somebody waits for. What drawing
 * costs is seen afterwards, when VS Code asks for the rows; the more that was, the longer the next one waits.
 */
export class Redraw extends Owner {
  readonly #clock: Clock;
  readonly #draw: (rows: readonly StaleRow[]) => void;
  readonly #timer: Timer;
  #rows = new Map<string, StaleRow>();
  #drawnAt = -Infinity;
  #costMs = 0;

  /** @param draw called with the rows that were marked since the last time, each once. */
  constructor(clock: Clock, draw: (rows: readonly StaleRow[]) => void) {
    super();
    this.#clock = clock;
    this.#draw = draw;
    this.#timer = this.own(new Timer(clock));
  }

  mark(rows: readonly StaleRow[], urgent = false): void {
    if (this.disposed || rows.length === 0) {
      return;
    }
    for (const row of rows) {
      this.#rows.set(row.id, row);
    }
    if (urgent && this.#restMs() === 0) {
      this.flush();
    } else if (!this.#timer.isSet) {
      this.#wait(COALESCE_MS);
    }
  }

  /** Takes in what the last drawing has cost the thread. */
  noteCost(ms: number): void {
    this.#costMs += ms;
  }

  /** Draws what is marked without waiting any longer. */
  flush(): void {
    this.#timer.stop();
    if (this.#rows.size > 0 && !this.disposed) {
      const rows = [...this.#rows.values()];
      this.#rows = new Map();
      this.#drawnAt = this.#clock.now();
      this.#costMs = 0;
      this.#draw(rows);
    }
  }

  #wait(ms: number): void {
    this.#timer.set(Math.max(ms, this.#restMs()), () => {
      // Meanwhile VS Code may have asked for more.
      if (this.#restMs() > 0) {
        this.#wait(0);
      } else {
        this.flush();
      }
    });
  }

  #restMs(): number {
    const until = this.#drawnAt + Math.min(LONGEST_REST_MS, REST * this.#costMs);
    return Math.max(0, until - this.#clock.now());
  }
}
