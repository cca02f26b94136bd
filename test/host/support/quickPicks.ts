import * as vscode from 'vscode';
import { until } from './until.js';

/** Accepts every quick pick as it stands, as soon as it is open, until the command ends: the first entry, or all checked ones. */
export async function acceptAll(command: Thenable<unknown>): Promise<void> {
  let ended = false;
  void command.then(() => (ended = true));
  await until(async () => {
    if (!ended) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    return ended;
  }, 'the command to end');
}
