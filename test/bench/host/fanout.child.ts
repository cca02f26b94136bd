// One client inside the extension host, where VS Code has put its own network in place of Node's.
import { runClient } from '../fanout/clients.js';
import type { ClientTask } from '../fanout/messages.js';
import { hostProgram } from './program.js';

export const run = hostProgram<ClientTask & { readonly root: string }>((task) => {
  // The catalogue and the other clients' packages are looked for in the repository, not in the host's own folder.
  process.chdir(task.root);
  return runClient(task);
});
