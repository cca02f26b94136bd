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

/** The quick pick that a command opens: the real one, to look into and to choose in. */
export async function openedPick<T extends vscode.QuickPickItem>(
  command: () => Thenable<unknown>,
): Promise<{ readonly pick: vscode.QuickPick<T>; readonly ended: Thenable<unknown> }> {
  const { createQuickPick } = vscode.window;
  let pick: vscode.QuickPick<T> | undefined;
  const create = (): vscode.QuickPick<T> => (pick = createQuickPick<T>());
  Object.assign(vscode.window, { createQuickPick: create });
  try {
    const ended = command();
    return { pick: await until(() => pick, 'a quick pick'), ended };
  } finally {
    Object.assign(vscode.window, { createQuickPick });
  }
}
