import { setMaxListeners } from 'node:events';
import { Emitter } from './event.js';
import type { Disposable } from './lifecycle.js';

/**
 * A controller whose signal many requests share. Node warns of a leak at the eleventh listener of a signal; here a
 * refresh has as many listeners as requests under way, and each goes with its request.
 */
export function sharedAbortController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

const aborts = new WeakMap<AbortSignal, Emitter<void>>();

/**
 * Calls `listener` when a signal that many share aborts, unless it is disposed before. To add a listener to a signal, or to
 * take it away, Node goes through those that are there: with thousands of requests waiting that was a twentieth of what a
 * refresh costs. So each signal has one, which stays as long as the signal.
 */
export function whenAborted(signal: AbortSignal, listener: () => void): Disposable {
  let aborted = aborts.get(signal);
  if (!aborted) {
    const emitter = new Emitter<void>();
    signal.addEventListener('abort', () => emitter.fire(), { once: true });
    aborts.set(signal, emitter);
    aborted = emitter;
  }
  return aborted.event(listener);
}
