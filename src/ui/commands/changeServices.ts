import { ConfigurationTarget, workspace } from 'vscode';
import { EVERY_ENABLED_SERVICE } from '../../settings.js';

/**
 * Changes the `services` setting where it is set now, else for every window. Everything that a project has enabled can be
 * chosen in the user settings alone, so that choice leaves the workspace.
 */
export async function changeServices(change: (ids: readonly string[]) => readonly string[]): Promise<void> {
  const configuration = workspace.getConfiguration('cloudOperations');
  const ids = change(configuration.get<string[]>('services', []));
  const inWorkspace = configuration.inspect('services')?.workspaceValue !== undefined;
  const stays = inWorkspace && !ids.includes(EVERY_ENABLED_SERVICE);
  if (inWorkspace && !stays) {
    await configuration.update('services', undefined, ConfigurationTarget.Workspace);
  }
  await configuration.update('services', ids, stays ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}
