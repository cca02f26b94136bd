import { workspace } from 'vscode';
import type { Clock } from '../base/clock.js';
import { Owner, type Disposable } from '../base/lifecycle.js';

/** Settings that are changed one after the other, as a script or an import does, are applied together. */
const SETTLE_MS = 200;

/** Says when settings of the extension have changed and come to rest. */
export class SettingsWatcher extends Owner {
  #timer: Disposable | undefined;

  constructor(clock: Clock, onChange: () => void) {
    super();
    this.own({ dispose: () => this.#timer?.dispose() });
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cloudOperations')) {
          this.#timer?.dispose();
          this.#timer = clock.schedule(SETTLE_MS, onChange);
        }
      }),
    );
  }
}
