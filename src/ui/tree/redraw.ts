import type { Clock } from '../../base/clock.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import type { StaleRow } from './staleRows.js';

/** News that come faster than people read are drawn together. */
const COALESCE_MS = 120;

/** Collects the rows that are out of date and says so together: soon, or at once for what somebody waits for. */
export class Redraw extends Owner {
  readonly #clock: Clock;
  readonly #draw: (rows: readonly StaleRow[]) => void;
  #rows = new Map<string, StaleRow>();
  #timer: Disposable | undefined;

  /** @param draw called with the rows that were marked since the last time, each once. */
  constructor(clock: Clock, draw: (rows: readonly StaleRow[]) => void) {
    super();
    this.#clock = clock;
    this.#draw = draw;
    this.own({ dispose: () => this.#timer?.dispose() });
  }

  mark(rows: readonly StaleRow[], urgent = false): void {
    for (const row of rows) {
      this.#rows.set(row.id, row);
    }
    if (urgent) {
      this.flush();
    } else if (rows.length > 0 && !this.disposed) {
      this.#timer ??= this.#clock.schedule(COALESCE_MS, () => this.flush());
    }
  }

  /** Draws what is marked without waiting any longer. */
  flush(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const rows = [...this.#rows.values()];
    this.#rows = new Map();
    if (rows.length > 0 && !this.disposed) {
      this.#draw(rows);
    }
  }
}
