import type { Memento } from 'vscode';
import { isLaneKind } from './timeline/fromPage.js';
import type { LaneKind } from './timeline/messages.js';
import { isUsual, parseArrangement, type Arrangement } from './tree/arrangement.js';

const ARRANGEMENT = 'arrangement';
const FILTER = 'filter';
const LANES = 'timelineLanes';

/**
 * What the person has chosen to see in the view, kept over a reload: how they like their lists, in every window; what they
 * look for, where they look for it.
 */
export class ViewMemory {
  readonly #everywhere: Memento;
  readonly #here: Memento;
  #filter: string;

  /**
   * @param everywhere of all windows.
   * @param here of the workspace.
   */
  constructor(everywhere: Memento, here: Memento) {
    this.#everywhere = everywhere;
    this.#here = here;
    const kept = here.get<unknown>(FILTER);
    this.#filter = typeof kept === 'string' ? kept : '';
  }

  /** The filter as it was typed; empty for none. */
  get filter(): string {
    return this.#filter;
  }

  keepFilter(text: string): void {
    if (text !== this.#filter) {
      this.#filter = text;
      void this.#here.update(FILTER, text === '' ? undefined : text);
    }
  }

  get arrangement(): Arrangement {
    return parseArrangement(this.#everywhere.get(ARRANGEMENT));
  }

  keepArrangement(arrangement: Arrangement): void {
    void this.#everywhere.update(ARRANGEMENT, isUsual(arrangement) ? undefined : arrangement);
  }
  /** What the lanes of the timeline stand for. */
  get lanes(): LaneKind {
    const kept = this.#everywhere.get<unknown>(LANES);
    return isLaneKind(kept) ? kept : 'target';
  }

  keepLanes(by: LaneKind): void {
    void this.#everywhere.update(LANES, by);
  }
}
