import { commands } from 'vscode';

/**
 * "Open Settings": all of the extension's, or the one that a row names. In the person's own settings, because a workspace's
 * tab, which may have been open last, lists none of the credentials.
 * @param extension the extension's id, by which VS Code finds all its settings in their groups and order.
 */
export function openSettingsCommand(extension: string) {
  return async (setting: unknown): Promise<void> => {
    const query = typeof setting === 'string' ? setting : `@ext:${extension}`;
    await commands.executeCommand('workbench.action.openGlobalSettings', { query });
  };
}
