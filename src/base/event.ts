import type { Disposable } from './lifecycle.js';

/** Subscribes a listener; the returned Disposable ends the subscription. Same shape as VS Code's own events. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The private, firing side of an Event. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      listener(value);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
