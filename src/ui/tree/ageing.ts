import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import type { TreeElement } from './element.js';
import type { Expansion } from './expansion.js';
import type { OperationsTree } from './operationsTree.js';
import type { Rows } from './rows.js';
import type { StaleRow } from './staleRows.js';

/** While something is being cancelled its seconds are counted; else ages are looked at every few seconds. */
const FAST_MS = 1000;
const SLOW_MS = 5000;
/** Rows are gone through in slices of this length: there may be many. */
const TURN_MS = 5;

/** Redraws rows whose text has grown old ("running for 4 min"), only those, and only while they can be seen. */
export class Ageing extends Owner {
  readonly #tree: OperationsTree;
  readonly #timer: Timer;

  constructor(tree: OperationsTree, clock: Clock) {
    super();
    this.#tree = tree;
    this.#timer = this.own(new Timer(clock));
  }

  setVisible(visible: boolean): void {
    this.#timer.stop();
    if (visible && !this.disposed) {
      this.#tick();
    }
  }

  #tick(): void {
    this.#lookAt(openRows(this.#tree.rows, this.#tree.expansion), false);
  }

  /** Goes through `rows` for a moment, and later on. @param cancelling whether one of those before is. */
  #lookAt(rows: Iterator<TreeElement>, cancelling: boolean): void {
    const stale: StaleRow[] = [];
    const until = performance.now() + TURN_MS;
    let next = rows.next();
    for (; !next.done; next = rows.next()) {
      const row = next.value;
      if (row.type === 'operation') {
        cancelling ||= this.#tree.operation(row)?.state === 'cancelling';
        if (this.#tree.hasAged(row)) {
          stale.push(row);
        }
      }
      if (performance.now() >= until) {
        break;
      }
    }
    this.#tree.redrawRows(stale);
    if (next.done) {
      this.#timer.set(cancelling ? FAST_MS : SLOW_MS, () => this.#tick());
    } else {
      this.#timer.set(0, () => this.#lookAt(rows, cancelling));
    }
  }
}

/** The rows below open parents, which are all that can be on screen. */
function* openRows(rows: Rows, expansion: Expansion, parent?: TreeElement): Generator<TreeElement, void> {
  for (const row of rows.knownBelow(parent?.id)) {
    yield row;
    if ((row.type === 'project' || row.type === 'location' || row.type === 'group') && expansion.isOpen(row)) {
      yield* openRows(rows, expansion, row);
    }
  }
}
