import { window, type TreeView } from 'vscode';
import { Emitter, type Event } from '../base/event.js';
import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';
import type { Activity } from '../watch/activity.js';

/** So long after it got the first rows VS Code has drawn them, also where it asks for none below. */
const DRAWN_AFTER_MS = 100;

/**
 * What the person is looking at, as the lower layers need to know it. The view counts as seen from its first rows on: the
 * first requests load the HTTP client and have VS Code read its certificates, which keeps the thread from handing out rows.
 */
export class WindowActivity extends Owner implements Activity {
  readonly #view: Pick<TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;
  readonly #changed = this.own(new Emitter<void>());
  readonly #timer: Timer;
  #drawn = false;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(view: Pick<TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>, clock: Clock) {
    super();
    this.#view = view;
    this.#timer = this.own(new Timer(clock));
    this.own(window.onDidChangeWindowState(() => this.#changed.fire()));
    this.own(view.onDidChangeVisibility(() => this.#changed.fire()));
  }

  get focused(): boolean {
    return window.state.focused;
  }

  get viewVisible(): boolean {
    return this.#drawn && this.#view.visible;
  }

  /** Notes that VS Code was given rows: those at the top, or, when these are on screen, those below one of them. */
  noteRows(atTop: boolean): void {
    if (!this.#drawn) {
      this.#timer.set(atTop ? DRAWN_AFTER_MS : 0, () => {
        this.#drawn = true;
        this.#changed.fire();
      });
    }
  }
}
