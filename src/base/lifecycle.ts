import { surface } from './surface.js';

/** Something that has to be ended. Structurally the same as VS Code's. */
export interface Disposable {
  dispose(): void;
}

/** A base for classes that own timers, listeners and requests: what is registered ends with its owner. */
export abstract class Owner implements Disposable {
  readonly #owned = new Set<Disposable>();
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    this.#disposed = true;
    endAll(this.#owned);
    this.#owned.clear();
  }

  /** Ends `disposable` with this owner; at once when the owner has already ended. */
  protected own<T extends Disposable>(disposable: T): T {
    if (this.#disposed) {
      disposable.dispose();
    } else {
      this.#owned.add(disposable);
    }
    return disposable;
  }
}

/** Ends each, also where ending another one throws. */
export function endAll(disposables: Iterable<Disposable>): void {
  for (const disposable of disposables) {
    try {
      disposable.dispose();
    } catch (error) {
      surface(error);
    }
  }
}
