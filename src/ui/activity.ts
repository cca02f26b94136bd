import { window, type TreeView } from 'vscode';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Activity } from '../watch/activity.js';

/**
 * What the person is looking at, as the lower layers need to know it. The view counts as seen from its first rows on: the
 * first requests load the HTTP client and have VS Code read its certificates, which keeps the thread from handing out rows.
 */
export class WindowActivity extends Owner implements Activity {
  readonly #view: Pick<TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;
  readonly #changed = this.own(new Emitter<void>());
  #drawn = false;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(view: Pick<TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>) {
    super();
    this.#view = view;
    this.own(window.onDidChangeWindowState(() => this.#changed.fire()));
    this.own(view.onDidChangeVisibility(() => this.#changed.fire()));
  }

  get focused(): boolean {
    return window.state.focused;
  }

  get viewVisible(): boolean {
    return this.#drawn && this.#view.visible;
  }

  /** Notes that VS Code has the rows that it draws first. */
  noteDrawn(): void {
    this.#drawn = true;
    this.#changed.fire();
  }
}
