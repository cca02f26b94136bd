import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../base/log.js';
import { mayHaveEndpoint, readOwnServices, type OwnService } from '../google/serviceCatalog/ownService.js';
import { parseCatalog } from '../google/serviceCatalog/loadCatalog.js';
import { seedServices } from '../google/serviceCatalog/seed.js';
import type { Service } from '../google/serviceCatalog/service.js';
import { readPrivateSync, writeWholeSync } from '../watch/privateFiles.js';

/**
 * Every service that can be chosen: the four that are always known, the catalogue beside the bundle, which is read when
 * something beyond the four is named, and those that the person added.
 *
 * Own services lie in the extension's storage, not in the settings: tokens are sent to where they point, and no
 * workspace can write there.
 */
export class Catalogue {
  readonly #file: string;
  readonly #ownFile: string;
  readonly #log: Log;
  #read: readonly Service[] | undefined;
  #own: readonly OwnService[] | undefined;

  /**
   * @param file the generated catalogue.
   * @param storageFolder the extension's own storage.
   */
  constructor(file: string, storageFolder: string, log: Log) {
    this.#file = file;
    this.#ownFile = path.join(storageFolder, 'own-services.json');
    this.#log = log;
  }

  /** All of them; one without a usable file beside the bundle still has the four. */
  all(): readonly Service[] {
    const own = this.own().map(({ service }) => service);
    const built = this.#builtIn();
    return [...built.filter(({ id }) => !own.some((service) => service.id === id)), ...own];
  }

  /** Those that `ids` names, as far as they can be told without reading more than needed. */
  knowing(ids: readonly string[]): readonly Service[] {
    return ids.every((id) => seedServices.some((service) => service.id === id)) ? seedServices : this.all();
  }

  own(): readonly OwnService[] {
    this.#own ??= this.#readOwn();
    return this.#own;
  }

  /** Where own services are that are not at `https://{host}/`, by service id. */
  ownEndpoints(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.own().flatMap(({ service: { id }, endpoint }) =>
        endpoint === undefined || !mayHaveEndpoint(id) ? [] : [[id, endpoint]],
      ),
    );
  }

  /** @throws when the storage cannot be written. */
  add(own: OwnService): void {
    this.#write([...this.own().filter(({ service }) => service.id !== own.service.id), own]);
  }

  /** @throws when the storage cannot be written. */
  remove(id: string): void {
    this.#write(this.own().filter(({ service }) => service.id !== id));
  }

  #builtIn(): readonly Service[] {
    if (!this.#read) {
      try {
        this.#read = parseCatalog(readFileSync(this.#file, 'utf8'));
      } catch (error) {
        this.#log.error(`the service catalogue cannot be read: ${String(error)}`);
        this.#read = seedServices;
      }
    }
    return this.#read;
  }

  #readOwn(): readonly OwnService[] {
    try {
      return readOwnServices(readPrivateSync(this.#ownFile));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        this.#log.warn(`own services cannot be read: ${String(error)}`);
      }
      return [];
    }
  }

  #write(own: readonly OwnService[]): void {
    writeWholeSync(this.#ownFile, JSON.stringify(own));
    this.#own = own;
  }
}
