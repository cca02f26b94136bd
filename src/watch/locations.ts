import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { LocationsApi } from '../google/apis/locationsApi.js';
import { toApiError } from '../google/apiError.js';
import type { LocationSource, Service } from '../google/serviceCatalog/service.js';
import { stopsEverything } from './credentialErrors.js';
import { builtInRegions } from './regions.js';

/** Locations change a few times a year; an hour keeps a refresh from asking for them again and again. */
const keepForMs = 3_600_000;

interface Known {
  readonly at: number;
  readonly locations: Promise<readonly string[]>;
}

/** The locations of each service in each project, asked once and remembered for an hour. */
export class LocationDirectory {
  readonly #api: LocationsApi;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #known = new Map<string, Known>();

  constructor(api: LocationsApi, clock: Clock, log: Log) {
    this.#api = api;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * The locations to ask a service for in a project.
   * @throws ApiError when the service's own locations.list fails: nothing of it can be read then.
   */
  async of(service: Service, source: LocationSource, project: string, signal: AbortSignal): Promise<readonly string[]> {
    switch (source.from) {
      case 'none':
        return [];
      case 'fixed':
        return source.locations;
      case 'computeRegions':
        return this.#remember(`compute|${project}`, () => this.#computeRegions(project, signal));
      case 'locationsList':
        return this.#remember(`${service.id}|${project}`, () => this.#api.list(service, project, { signal }));
    }
  }

  /** The next look asks again. */
  forget(): void {
    this.#known.clear();
  }

  #remember(key: string, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const known = this.#known.get(key);
    if (known && this.#clock.now() - known.at < keepForMs) {
      return known.locations;
    }
    const locations = ask();
    this.#known.set(key, { at: this.#clock.now(), locations });
    locations.catch(() => this.#known.delete(key));
    return locations;
  }

  /** Compute Engine is only a convenience here: without it every region that Google has is asked. */
  async #computeRegions(project: string, signal: AbortSignal): Promise<readonly string[]> {
    try {
      const regions = await this.#api.computeRegions(project, { signal });
      return ['global', ...regions];
    } catch (error) {
      const { facts } = toApiError(error);
      if (stopsEverything(facts.kind) || facts.kind === 'aborted') {
        throw error;
      }
      this.#log.info(`regions of ${project}: built-in list, because Compute Engine answered: ${facts.kind}`);
      return builtInRegions;
    }
  }
}
