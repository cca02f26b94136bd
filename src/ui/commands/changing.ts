import { l10n } from 'vscode';
import { runCommand } from '../runCommand.js';
import type { SessionHolder } from '../session.js';
import { inform } from '../show.js';

/** A command that changes something on a server: refused while everything is read-only, before it asks anything. */
export function changing(session: SessionHolder, run: (...args: unknown[]) => Promise<void>) {
  return async (...args: unknown[]): Promise<void> => {
    if (!session.current.settings.protection.readOnly) {
      await run(...args);
      return;
    }
    const open = l10n.t('Open Setting…');
    const text = l10n.t('Read-only mode is on: nothing is cancelled or deleted.');
    // Not awaited: the promise stays open as long as the message does.
    void inform(text, open).then((answer) => {
      if (answer === open) {
        void runCommand('cloudOperations.openSettings', 'cloudOperations.readOnly');
      }
    });
  };
}
