import { cpus, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What ran, for the head of a table. */
export function machine(): string {
  const load = loadavg()
    .slice(0, 1)
    .map((value) => value.toFixed(1));
  return `Node ${process.version}, ${cpus().length} cores, load ${load.join()}`;
}

/** Frees what nobody holds, so that what is left is what is kept. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Twice: the first round may only finish what was under way.
  collect();
  collect();
}

/** Bytes on the heap that somebody holds. What was given up just now is held until timers have had their turn. */
export async function heapBytes(): Promise<number> {
  await setTimeout(200);
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/**
 * How long `work` holds the thread, in milliseconds of its own processor time where Node can tell (24): other programs
 * on the machine then do not count.
 */
export function timed(work: () => void): number {
  const start = threadMs();
  work();
  return threadMs() - start;
}

function threadMs(): number {
  const usage = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.();
  return usage ? (usage.user + usage.system) / 1000 : performance.now();
}
