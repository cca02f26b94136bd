import type { Memento } from 'vscode';
import type { AllowedOrigins } from '../google/origins.js';

const KEY = 'allowedOrigins';

/**
 * The origins that the person has allowed to receive tokens. They lie in the application's own storage: settings can
 * come from a workspace or a dev container, files from anybody who may write them.
 */
export class StoredOrigins implements AllowedOrigins {
  readonly #storage: Memento;

  constructor(storage: Memento) {
    this.#storage = storage;
  }

  has(origin: string): boolean {
    return this.all().includes(origin);
  }

  all(): readonly string[] {
    return this.#storage.get<readonly string[]>(KEY, []);
  }

  async allow(origin: string): Promise<void> {
    await this.#storage.update(KEY, [...new Set([...this.all(), origin])]);
  }

  async forget(origin: string): Promise<void> {
    await this.#storage.update(
      KEY,
      this.all().filter((each) => each !== origin),
    );
  }
}
