import type { TreeView } from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import type { TreeElement } from '../tree/element.js';

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
}
