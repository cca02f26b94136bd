import type { TreeElement } from './element.js';

/**
 * Under which of them each row was drawn last. VS Code tells late what was opened: when the filter is gone, rows that it
 * opened to show matches are still told of.
 */
const drawnUnder = new WeakMap<TreeElement, Expansion>();

/**
 * So many rows open by themselves. VS Code asks for what is below all open rows of a level in one message and writes the
 * answer in one piece: with every place of a large cloud open that holds the extension host for most of a second.
 */
const mostByThemselves = 200;

/**
 * Which rows are open. VS Code forgets it when a row goes away and comes back, as happens when a setting changes, so it
 * is remembered here: what the person did; else open for good from the first time there was a reason to be.
 */
export class Expansion {
  readonly #open = new Map<string, boolean>();
  /** What nobody has opened or closed. */
  readonly #byThemselves = new Set<string>();

  /**
   * @param wanted whether there is a reason to open the row now.
   * @param needed whether it opens however many are open: somebody looks for what is below, or is always to see it.
   */
  of(element: TreeElement, wanted: boolean, needed = false): boolean {
    const { id } = element;
    drawnUnder.set(element, this);
    const known = this.#open.get(id);
    const opens = needed || (wanted && this.#byThemselves.size < mostByThemselves);
    if (known === undefined && opens) {
      this.#open.set(id, true);
      if (!needed) {
        this.#byThemselves.add(id);
      }
    }
    return known ?? opens;
  }

  isOpen({ id }: TreeElement): boolean {
    return this.#open.get(id) ?? false;
  }

  set({ id }: TreeElement, open: boolean): void {
    this.#open.set(id, open);
    this.#byThemselves.delete(id);
  }

  /** Notes that VS Code tells of a row, as it was drawn last, that it was opened or closed. */
  static note(element: TreeElement, open: boolean): void {
    drawnUnder.get(element)?.set(element, open);
  }
}
