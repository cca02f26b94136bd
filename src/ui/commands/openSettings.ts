import { commands } from 'vscode';

/** "Open Settings": all of the extension's, or the one that a row names. */
export async function openSettingsCommand(setting: unknown): Promise<void> {
  const query = typeof setting === 'string' ? setting : 'cloudOperations.';
  await commands.executeCommand('workbench.action.openSettings', query);
}
