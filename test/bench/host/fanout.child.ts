// One client inside the extension host, where VS Code has put its own network in place of Node's.
import { runClient } from '../fanout/clients.js';
import type { ClientTask } from '../fanout/messages.js';
import { hostProgram } from './program.js';

export const run = hostProgram<ClientTask>((task) => runClient(task));
