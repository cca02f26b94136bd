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

const aborts = new WeakMap<AbortSignal, SharedListener>();

/**
 * Calls `listener` when a signal that many share aborts, unless it is disposed before. To add a listener to a signal, or to
 * take it away, Node goes through those that are there: with thousands of requests waiting that was a twentieth of what a
 * refresh costs. So all of them are one, which goes with the last.
 */
export function whenAborted(signal: AbortSignal, listener: () => void): Disposable {
  const shared = aborts.get(signal) ?? new SharedListener(signal);
  aborts.set(signal, shared);
  return shared.add(listener);
}

class SharedListener {
  readonly #signal: AbortSignal;
  readonly #aborted = new Emitter<void>();
  readonly #tell = (): void => this.#aborted.fire();
  #count = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(listener: () => void): Disposable {
    if (this.#count++ === 0) {
      this.#signal.addEventListener('abort', this.#tell, { once: true });
    }
    const listening = this.#aborted.event(listener);
    let isListening = true;
    return {
      dispose: () => {
        if (isListening) {
          isListening = false;
          listening.dispose();
          if (--this.#count === 0) {
            this.#signal.removeEventListener('abort', this.#tell);
          }
        }
      },
    };
  }
}
