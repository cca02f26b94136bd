import type { TreeView } from 'vscode';
import { sleep, type Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import type { TreeElement } from '../tree/element.js';

/** How long VS Code may take to fetch rows anew, on a busy machine, and how often it is asked meanwhile. */
const FETCHED_MS = 1_000;
const ASK_MS = 50;

/** The part of a view that tells what is selected in it. */
export type SelectingView = Pick<TreeView<TreeElement>, 'selection' | 'onDidChangeSelection' | 'visible'>;

/**
 * The rows that are selected on screen. While rows are drawn anew, VS Code leaves out of `selection` those that it has not
 * fetched yet, though the person still sees them selected; what it told before is remembered for that moment.
 */
export class SelectedRows extends Owner {
  readonly #view: SelectingView;
  #told: readonly TreeElement[];

  constructor(view: SelectingView) {
    super();
    this.#view = view;
    this.#told = view.selection;
    this.own(view.onDidChangeSelection(({ selection }) => (this.#told = selection)));
  }

  /** None while nobody sees the view. */
  get rows(): readonly TreeElement[] {
    const { selection, visible } = this.#view;
    if (!visible) {
      return [];
    }
    return selection.length < this.#told.length ? this.#told : selection;
  }

  /**
   * The same for a key, which was pressed on a row a moment after the row was selected. Where that row was being fetched
   * anew just then, VS Code tells of an empty selection, and names the row again when it has fetched it.
   */
  async settled(clock: Clock): Promise<readonly TreeElement[]> {
    for (let ms = 0; ms < FETCHED_MS && this.rows.length === 0 && this.#view.visible; ms += ASK_MS) {
      await sleep(clock, ASK_MS);
    }
    return this.rows;
  }
}
