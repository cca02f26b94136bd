// One client in a plain Node of its own.
import { runClient } from './clients.js';
import type { ClientTask } from './messages.js';

process.once('message', (task: ClientTask) => {
  runClient(task).then(
    (passes) => process.send?.(passes, () => process.exit()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
