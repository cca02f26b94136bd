import type { TreeElement } from './element.js';

/**
 * Under which of them each row was drawn last. VS Code tells late what was opened: when the filter is gone, rows that it
 * opened to show matches are still told of.
 */
const drawnUnder = new WeakMap<TreeElement, Expansion>();

/**
 * Which rows are open. VS Code forgets it when a row goes away and comes back, as happens when a setting changes, so it
 * is remembered here: what the person did; else open for good from the first time there was a reason to be.
 */
export class Expansion {
  readonly #open = new Map<string, boolean>();

  /** @param wanted whether there is a reason to open the row now. */
  of(element: TreeElement, wanted: boolean): boolean {
    const { id } = element;
    drawnUnder.set(element, this);
    const known = this.#open.get(id);
    if (known === undefined && wanted) {
      this.#open.set(id, true);
    }
    return known ?? wanted;
  }

  isOpen({ id }: TreeElement): boolean {
    return this.#open.get(id) ?? false;
  }

  set({ id }: TreeElement, open: boolean): void {
    this.#open.set(id, open);
  }

  /** Notes that VS Code tells of a row, as it was drawn last, that it was opened or closed. */
  static note(element: TreeElement, open: boolean): void {
    drawnUnder.get(element)?.set(element, open);
  }
}
