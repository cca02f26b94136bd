import { setMaxListeners } from 'node:events';

/**
 * A controller whose signal many requests share. Node warns of a leak at the eleventh listener of a signal; here a
 * refresh has as many listeners as requests under way, and each goes with its request.
 */
export function sharedAbortController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
