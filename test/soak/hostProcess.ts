import { AsyncLocalStorage } from 'node:async_hooks';

/** The process that a window's part of the product runs in. */
export interface HostProcess {
  readonly pid: number;
  /** It has ended in the middle of what it did: nothing more of it happens. */
  crashed: boolean;
}

const current = new AsyncLocalStorage<HostProcess>();

/** The process whose code runs now; undefined for what belongs to no window. */
export function currentProcess(): HostProcess | undefined {
  return current.getStore();
}

/** Runs `act`, and all that comes of it, as code of `process`. */
export function runIn<T>(process: HostProcess | undefined, act: () => T): T {
  return process ? current.run(process, act) : act();
}
