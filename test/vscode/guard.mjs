// Outlives the process that started it, whatever ends that one (also SIGKILL), to end the process groups and delete the
// folders it was told of. It learns of that end from its standard input, which only that process holds open.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const groups = new Set();
const folders = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const { group, ended, folder } = JSON.parse(line);
  if (group !== undefined) {
    groups.add(group);
  }
  if (ended !== undefined) {
    groups.delete(ended);
  }
  if (folder !== undefined) {
    folders.add(folder);
  }
}

for (const group of groups) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}
for (const folder of folders) {
  await remove(folder);
}

/** Retries for 5 s: processes that were just killed, or follow their parent's end, may still be writing. */
async function remove(folder) {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch {
      await sleep(100);
    }
  }
}
