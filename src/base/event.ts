import type { Disposable } from './lifecycle.js';
import { surface } from './surface.js';

/** Subscribes a listener; the returned Disposable ends the subscription. Same shape as VS Code's own events. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/**
 * The private, firing side of an Event. A listener that throws stays alone: the others are called, and whoever fires goes
 * on as if nothing had happened, for an answer of a server must not be judged by a fault in a listener.
 */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        surface(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
