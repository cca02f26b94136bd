import { cpus, loadavg } from 'node:os';
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

/** Bytes on the heap that somebody holds. */
export function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** How long `work` blocks the thread, in milliseconds. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
