import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { Remembered } from '../base/remembered.js';
import type { LocationsApi } from '../google/apis/locationsApi.js';
import { errorFacts, type ApiErrorKind } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { LocationSource, Service } from '../google/serviceCatalog/service.js';
import type { CallOptions } from '../google/apis/operationsApi.js';
import type { Pace } from './pace.js';
import { builtInRegions } from './regions.js';

/** Locations change a few times a year; an hour keeps a refresh from asking for them again and again. */
const keepForMs = 3_600_000;

interface Locations {
  readonly ids: readonly string[];
  /** Why these are the built-in ones. */
  readonly error?: ApiErrorKind;
}

/** The locations of each service in each project, asked once and remembered for an hour. */
export class LocationDirectory {
  readonly #api: LocationsApi;
  readonly #log: Log;
  readonly #known: Remembered<Locations>;
  /** How many there were when they were last asked for. */
  readonly #counts = new Map<string, number>();

  constructor(api: LocationsApi, clock: Clock, log: Log) {
    this.#api = api;
    this.#log = log;
    this.#known = new Remembered(clock, keepForMs);
  }

  /**
   * The locations to ask a service for in a project.
   * @throws ApiError when the service's own locations.list fails: nothing of it can be read then.
   */
  async of(service: Service, source: LocationSource, project: string, pace: Pace): Promise<readonly string[]> {
    switch (source.from) {
      case 'none':
        return [];
      case 'fixed':
        return source.locations;
      case 'computeRegions':
        return this.#remember(`compute|${project}`, project, pace, (options) => this.#computeRegions(project, options));
      case 'locationsList':
        return this.#remember(`${service.id}|${project}`, project, pace, async (options) => ({
          ids: await this.#api.list(service, project, options),
        }));
    }
  }

  /** How many locations a service had in a project when it was last asked; undefined when it never was. */
  countOf(service: Service, { from }: LocationSource, project: string): number | undefined {
    return this.#counts.get(from === 'computeRegions' ? `compute|${project}` : `${service.id}|${project}`);
  }

  /** The next look asks again. */
  forget(): void {
    this.#known.clear();
  }

  async #remember(
    key: string,
    project: string,
    pace: Pace,
    ask: (options: CallOptions) => Promise<Locations>,
  ): Promise<readonly string[]> {
    const get = (options: CallOptions): Promise<Locations> =>
      this.#known.get(
        key,
        () => ask(options),
        ({ error }) => error === undefined || !errorThat('passes', error),
      );
    const { ids } = await (this.#known.has(key) ? get({}) : pace.run('quiet', project, get));
    this.#counts.set(key, ids.length);
    return ids;
  }

  /** Compute Engine is only a convenience here: without it every region that Google has is asked. */
  async #computeRegions(project: string, options: CallOptions): Promise<Locations> {
    try {
      const regions = await this.#api.computeRegions(project, options);
      return { ids: ['global', ...regions] };
    } catch (error) {
      const facts = errorFacts(error);
      if (errorThat('stopsEverything', facts.kind) || facts.kind === 'aborted') {
        throw error;
      }
      this.#log.info(`regions of ${project}: built-in list, because Compute Engine answered: ${facts.kind}`);
      return { ids: builtInRegions, error: facts.kind };
    }
  }
}
