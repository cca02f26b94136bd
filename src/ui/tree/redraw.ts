import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import type { StaleRow } from './staleRows.js';

/** News that come faster than people read are drawn together. */
const COALESCE_MS = 120;
/**
 * VS Code takes news at once where it had none for 200 ms; all others wait until none come for so long, and while they come
 * and come, nothing is drawn.
 */
const APART_MS = 220;
/**
 * A drawing is followed by so many times as long without one, because it costs two to three times what can be seen of it:
 * VS Code's part and the collector's come on top.
 */
const REST = 25;
/** But by no more than this: somebody is looking. */
const LONGEST_REST_MS = 10_000;

/**
 * So long after somebody has chosen a row, new rows wait, because they would push others from under the pointer. VS Code
 * tells an extension neither of its menus and hovers nor where the pointer is: that a row was chosen is all there is to know.
 */
const HOLD_MS = 2000;
/** But no longer than this from the first one, however often somebody clicks. */
const LONGEST_HOLD_MS = 10_000;

/**
 * Collects the rows that are out of date and says so together: soon, or at once for what somebody waits for. What drawing
 * costs is seen afterwards, when VS Code asks for the rows; the more that was, the longer the next one waits.
 */
export class Redraw extends Owner {
  readonly #clock: Clock;
  readonly #draw: (rows: readonly StaleRow[]) => void;
  readonly #timer: Timer;
  readonly #holding: Timer;
  #rows = new Map<string, StaleRow>();
  #held = new Map<string, StaleRow>();
  #heldSince = 0;
  #touchedAt = -Infinity;
  #drawnAt = -Infinity;
  #costMs = 0;

  /** @param draw called with the rows that were marked since the last time, each once. */
  constructor(clock: Clock, draw: (rows: readonly StaleRow[]) => void) {
    super();
    this.#clock = clock;
    this.#draw = draw;
    this.#timer = this.own(new Timer(clock));
    this.#holding = this.own(new Timer(clock));
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

  /** The same for rows that get others between those below them. */
  markInserted(rows: readonly StaleRow[]): void {
    if (rows.length === 0) {
      return;
    }
    if (this.#held.size === 0) {
      this.#heldSince = this.#clock.now();
    }
    rows.forEach((row) => this.#held.set(row.id, row));
    this.#release();
  }

  /** Notes that somebody has chosen a row, and may be about to do something with it. */
  touch(): void {
    this.#touchedAt = this.#clock.now();
  }

  #release(): void {
    const until = Math.min(this.#touchedAt + HOLD_MS, this.#heldSince + LONGEST_HOLD_MS);
    const wait = until - this.#clock.now();
    if (wait > 0) {
      this.#holding.set(wait, () => this.#release());
      return;
    }
    const rows = [...this.#held.values()];
    this.#held = new Map();
    this.mark(rows);
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

  /** Takes nothing for out of date that was marked up to now: all of it is about to be handed out. */
  forget(): void {
    this.#timer.stop();
    this.#holding.stop();
    this.#rows.clear();
    this.#held.clear();
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
    const until = this.#drawnAt + Math.max(APART_MS, Math.min(LONGEST_REST_MS, REST * this.#costMs));
    return Math.max(0, until - this.#clock.now());
  }
}
