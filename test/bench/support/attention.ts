import { Emitter } from '../../../src/base/event.js';
import type { Activity } from '../../../src/watch/activity.js';

/** A window whose focus and view are moved by hand. */
export class ScriptedActivity implements Activity {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  focused: boolean;
  viewVisible: boolean;

  constructor(state: { readonly focused: boolean; readonly viewVisible: boolean }) {
    this.focused = state.focused;
    this.viewVisible = state.viewVisible;
  }

  set(state: Partial<Pick<Activity, 'focused' | 'viewVisible'>>): void {
    Object.assign(this, state);
    this.#changed.fire();
  }
}
