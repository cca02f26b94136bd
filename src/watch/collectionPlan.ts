import type { ParentsApi } from '../google/apis/parentsApi.js';
import { collectionAt, isInProject, type Place } from '../google/serviceCatalog/collectionAt.js';
import type { CollectionPattern, NestedPattern, Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import type { LocationDirectory } from './locations.js';
import type { Pace } from './pace.js';

/** Each parent costs a request per refresh; beyond this many of one kind the service's own console is the better tool. */
const mostParents = 100;

/** What to ask a service for. */
export interface PlanSettings {
  /** Locations to ask; empty for all. */
  readonly regions: readonly string[];
  /** Also ask for operations that live below resources, where a service has others as well. */
  readonly nested?: boolean | undefined;
}

interface PlanParts {
  readonly locations: Pick<LocationDirectory, 'of'>;
  readonly parents: ParentsApi;
}

export type AskedPattern = CollectionPattern | NestedPattern;

/** Turns the patterns of the catalogue into the collections that exist in a project. */
export class CollectionPlan {
  readonly #parts: PlanParts;
  readonly #settings: PlanSettings;
  /** Services that refused `-` as location in this session. */
  readonly #noWildcard = new Set<string>();

  constructor(parts: PlanParts, settings: PlanSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /**
   * The patterns of a service to ask for, in a project or (without one) outside projects. A service with operations in
   * projects is not asked outside of them: there its list is a leftover that answers nothing.
   */
  patterns(service: Service, project: string | undefined): readonly AskedPattern[] {
    const own = service.collections.filter(isInProject);
    if (project === undefined) {
      return own.length > 0 ? [] : service.collections;
    }
    const nested = (service.nested ?? []).filter(isInProject);
    const asked = this.#settings.nested || own.length === 0 ? nested : nested.filter(({ always }) => always);
    return [...own, ...asked];
  }

  /** All locations at once, where that is documented, nothing narrows them and the service has not refused it. */
  usesWildcard(service: Service, pattern: CollectionPattern): boolean {
    return pattern.wildcard && this.#settings.regions.length === 0 && !this.#noWildcard.has(service.id);
  }

  refusedWildcard(service: Service): void {
    this.#noWildcard.add(service.id);
  }

  /**
   * The collections that show by location what `wildcard` showed at once.
   * @throws ApiError when the locations cannot be listed.
   */
  async locationsOf(service: Service, wildcard: Collection, pace: Pace): Promise<readonly Collection[]> {
    const { project } = wildcard;
    const all = { project, location: '-' };
    const pattern = this.patterns(service, project).find(
      (each) => !('parents' in each) && each.wildcard && collectionAt(service, each, all).id === wildcard.id,
    );
    return pattern ? this.collections(service, pattern, project, pace) : [];
  }

  /** @throws ApiError when the locations, or the parents of a nested collection, cannot be listed. */
  async collections(
    service: Service,
    pattern: AskedPattern,
    project: string | undefined,
    pace: Pace,
  ): Promise<readonly Collection[]> {
    const places = await this.#places(service, pattern, project, pace);
    const below = 'parents' in pattern ? await this.#parents(service, pattern, places, pace) : places;
    return below.map((place) => collectionAt(service, pattern, place));
  }

  async #places(
    service: Service,
    pattern: AskedPattern,
    project: string | undefined,
    pace: Pace,
  ): Promise<readonly Place[]> {
    if (project === undefined || pattern.locations.from === 'none') {
      return [{ project }];
    }
    const { regions } = this.#settings;
    const locations = this.usesWildcard(service, pattern)
      ? ['-']
      : await this.#parts.locations.of(service, pattern.locations, project, pace);
    return locations
      .filter((location) => regions.length === 0 || regions.includes(location))
      .map((location) => ({ project, location }));
  }

  async #parents(
    service: Service,
    pattern: NestedPattern,
    places: readonly Place[],
    pace: Pace,
  ): Promise<readonly Place[]> {
    let reached = places;
    for (const level of pattern.parents) {
      const next = await Promise.all(
        reached.map(async (place) => {
          const names = await pace.run('quiet', place.project, (options) =>
            this.#parts.parents.list(service, level, place, mostParents, options),
          );
          return names.map((parent) => ({ ...place, parent }));
        }),
      );
      reached = next.flat().slice(0, mostParents);
    }
    return reached;
  }
}
