import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Coalescer } from '../../base/timer.js';
import type { StaleRow } from './staleRows.js';

/** News that come faster than people read are drawn together. */
const COALESCE_MS = 120;

/** Collects the rows that are out of date and says so together: soon, or at once for what somebody waits for. */
export class Redraw extends Owner {
  readonly #draw: (rows: readonly StaleRow[]) => void;
  #rows = new Map<string, StaleRow>();
  readonly #drawing: Coalescer;

  /** @param draw called with the rows that were marked since the last time, each once. */
  constructor(clock: Clock, draw: (rows: readonly StaleRow[]) => void) {
    super();
    this.#draw = draw;
    this.#drawing = this.own(new Coalescer(clock, COALESCE_MS, () => this.#drawMarked()));
  }

  mark(rows: readonly StaleRow[], urgent = false): void {
    for (const row of rows) {
      this.#rows.set(row.id, row);
    }
    if (rows.length > 0) {
      this.#drawing.call();
    }
    if (urgent) {
      this.flush();
    }
  }

  /** Draws what is marked without waiting any longer. */
  flush(): void {
    this.#drawing.flush();
  }

  #drawMarked(): void {
    const rows = [...this.#rows.values()];
    this.#rows = new Map();
    this.#draw(rows);
  }
}
