import type { Memento } from 'vscode';
import { isUsual, parseArrangement, type Arrangement } from './tree/arrangement.js';

const ARRANGEMENT = 'arrangement';

/** What the person has chosen to see in the view, kept over a reload: how they like their lists, in every window. */
export class ViewMemory {
  readonly #everywhere: Memento;

  constructor(everywhere: Memento) {
    this.#everywhere = everywhere;
  }

  get arrangement(): Arrangement {
    return parseArrangement(this.#everywhere.get(ARRANGEMENT));
  }

  keepArrangement(arrangement: Arrangement): void {
    void this.#everywhere.update(ARRANGEMENT, isUsual(arrangement) ? undefined : arrangement);
  }
}
