import type { LocationSource, Service } from '../google/serviceCatalog/service.js';
import type { AskedPattern, CollectionPlan } from './collectionPlan.js';
import { isSecond } from '../google/serviceCatalog/collectionAt.js';
import { builtInRegions } from './regions.js';

/** What is known of places by what was asked before. Nothing is asked for it. */
export interface KnownPlaces {
  /** How many locations a service has in a project. */
  countOf(service: Service, source: LocationSource, project: string): number | undefined;
  /** Hosts of the APIs that a project has enabled. */
  enabledIn(project: string): ReadonlySet<string> | undefined;
}

interface LookCostParts {
  readonly plan: Pick<CollectionPlan, 'patterns' | 'usesWildcard'>;
  /** The setting that narrows locations; empty: all. */
  readonly regions: readonly string[];
  readonly known: KnownPlaces;
}

/** A service whose locations are not known yet is taken to be everywhere. */
const TYPICAL_LOCATIONS = builtInRegions.length;
/** Each parent is a request, and nobody knows how many there are. */
const TYPICAL_PARENTS = 5;

/**
 * How many listings one look at everything takes: projects × services × locations, as far as they are known, and as many
 * as there may be where they are not.
 */
export function listingsOfFullLook(
  services: readonly Service[],
  projects: readonly string[],
  { plan, regions, known }: LookCostParts,
): number {
  const listings = (service: Service, project: string | undefined): number => {
    // Second lists are left to whenever there is time for them.
    const patterns = plan.patterns(service, project).filter((pattern) => !isSecond(service, pattern));
    return patterns.reduce((sum, pattern) => sum + listingsOf(service, pattern, project), 0);
  };
  const listingsOf = (service: Service, pattern: AskedPattern, project: string | undefined): number => {
    const below = 'parents' in pattern ? TYPICAL_PARENTS : 1;
    if (project === undefined || pattern.locations.from === 'none' || plan.usesWildcard(service, pattern)) {
      return below;
    }
    const { locations } = pattern;
    const count = locations.from === 'fixed' ? locations.locations.length : known.countOf(service, locations, project);
    return below * Math.min(count ?? TYPICAL_LOCATIONS, regions.length || Infinity);
  };
  const outside = services.reduce((sum, service) => sum + listings(service, undefined), 0);
  return projects.reduce((sum, project) => {
    const hosts = known.enabledIn(project);
    const asked = services.filter(({ host }) => hosts?.has(host) !== false);
    return sum + asked.reduce((inProject, service) => inProject + listings(service, project), 0);
  }, outside);
}
