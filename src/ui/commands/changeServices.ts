import { ConfigurationTarget, workspace } from 'vscode';

/** Changes the `services` setting where it is set now, else for every window. */
export async function changeServices(change: (ids: readonly string[]) => readonly string[]): Promise<void> {
  const configuration = workspace.getConfiguration('cloudOperations');
  const inWorkspace = configuration.inspect('services')?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update('services', change(configuration.get<string[]>('services', [])), target);
}
