import type { TreeElement } from './element.js';

/**
 * Which rows are open. VS Code forgets it when a row goes away and comes back, as happens when a setting changes, so it
 * is remembered here: what the person did; else open for good from the first time there was a reason to be.
 */
export class Expansion {
  readonly #open = new Map<string, boolean>();

  /** @param wanted whether there is a reason to open the row now. */
  of({ id }: TreeElement, wanted: boolean): boolean {
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
}
