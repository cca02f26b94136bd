import { workspace } from 'vscode';
import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';

/** Settings that are changed one after the other, as a script or an import does, are applied together. */
const SETTLE_MS = 200;

/** Says when settings of the extension have changed and come to rest. */
export class SettingsWatcher extends Owner {
  constructor(clock: Clock, onChange: () => void) {
    super();
    const settling = this.own(new Timer(clock));
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cloudOperations')) {
          settling.set(SETTLE_MS, onChange);
        }
      }),
    );
  }
}
