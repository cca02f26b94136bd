import type { ApiSurface } from '../apiSurface.js';
import { compactCollections } from '../compact.js';
import { nestedPath } from '../nesting.js';
import { findCollections, hasLocationsList } from '../patterns.js';
import { productTitle } from '../productTitle.js';
import { cloudPlatform, operationScopes } from '../scopes.js';
import type { CollectionPattern, NestedPattern, Service, VersionCollections } from '../service.js';
import type { SupplementEntry } from './supplement.js';
import { compareVersions } from './versionOrder.js';

/** What became of all that was read. */
export interface Assembly {
  /** By id. */
  readonly services: readonly Service[];
  /** Lists of operations that the catalogue does not have. */
  readonly leftOut: readonly LeftOutList[];
}

export interface LeftOutList {
  readonly service: string;
  readonly version: string;
  readonly path: string;
  readonly reason: string;
}

interface Version extends VersionCollections {
  readonly name: string;
  readonly listsLocations: boolean;
  readonly surface: ApiSurface | undefined;
}

/**
 * Makes the catalogue of everything that was read.
 * @param surfaces several of one host and version are taken together
 */
export function assemble(surfaces: readonly ApiSurface[], supplement: readonly SupplementEntry[]): Assembly {
  const leftOut: LeftOutList[] = [];
  const services: Service[] = [];
  const hosts = new Map<string, Map<string, ApiSurface>>();
  for (const surface of surfaces) {
    const versions = hosts.get(surface.host) ?? new Map<string, ApiSurface>();
    const known = versions.get(surface.version);
    versions.set(surface.version, known ? { ...known, methods: [...known.methods, ...surface.methods] } : surface);
    hosts.set(surface.host, versions);
  }
  for (const { id } of supplement) {
    const host = hostOf(id);
    hosts.set(host, hosts.get(host) ?? new Map<string, ApiSurface>());
  }
  for (const [host, versions] of hosts) {
    const id = host.split('.')[0] ?? host;
    const extra = supplement.find((entry) => entry.id === id) ?? nothing(id);
    const found = [...new Set([...versions.keys(), ...Object.keys(extra.versions)])].map((name) => {
      const surface = versions.get(name);
      const own = surface && findCollections(surface);
      const version = supplemented(name, surface, own ?? { collections: [], nested: [] }, extra);
      const listed = new Set(pathsOf(version));
      leftOut.push(
        ...[...(own?.leftOut ?? []), ...pathsOf(own).map((path) => ({ path, reason: `supplement: ${extra.source}` }))]
          .filter(({ path }) => !listed.has(path))
          .map((one) => ({ service: id, version: name, ...one })),
      );
      return version;
    });
    const service = makeService(id, host, found, extra);
    if (service) {
      services.push(service);
    }
  }
  return { services: services.sort((a, b) => (a.id < b.id ? -1 : 1)), leftOut };
}

function makeService(id: string, host: string, found: readonly Version[], extra: SupplementEntry): Service | undefined {
  const usable = found.filter((version) => version.collections.length > 0 || version.nested.length > 0);
  const [preferred, ...rest] = usable.sort((a, b) => compareVersions(a.name, b.name, extra.prefer));
  if (!preferred) {
    return undefined;
  }
  const lacking = usable.some((version) => !version.listsLocations && needsLocations(version) && version.surface);
  const lister = found
    .filter((version) => version.listsLocations)
    .sort((a, b) => compareVersions(a.name, b.name, undefined))[0];
  const locationsVersion = lacking && lister && lister !== preferred ? lister.name : undefined;
  const placed = (version: VersionCollections) => placeAll(version, lister !== undefined, extra);
  const own = placed(preferred);
  const others = rest.map((version) => [version.name, placed(version)] as const);
  const different = others.filter(([, other]) => textOf(other) !== textOf(own));
  const scopes = preferred.surface ? operationScopes(preferred.surface) : [cloudPlatform];
  return {
    id,
    title: extra.title ?? productTitle(preferred.surface?.title ?? id),
    host,
    version: preferred.name,
    versions: [preferred.name, ...rest.map((version) => version.name)],
    collections: own.collections,
    ...(own.nested.length > 0 && { nested: own.nested }),
    ...(different.length > 0 && { otherVersions: Object.fromEntries(different) }),
    ...(extra.locationHost !== undefined && { locationHost: extra.locationHost }),
    ...(extra.cancelNotes && { cancelNotes: extra.cancelNotes }),
    ...(locationsVersion !== undefined && { locationsVersion }),
    scopes: { read: scopes, write: scopes },
  };
}

function supplemented(
  name: string,
  surface: ApiSurface | undefined,
  own: VersionCollections,
  extra: SupplementEntry,
): Version {
  const added = extra.versions[name] ?? { collections: [], nested: [] };
  return {
    name,
    surface,
    listsLocations: surface !== undefined && hasLocationsList(surface),
    collections: merge(own.collections, added.collections, (pattern) => pattern.path, extra),
    nested: merge(own.nested, added.nested, (pattern) => nestedPath(pattern).path, extra),
  };
}

function merge<T extends CollectionPattern | NestedPattern>(
  own: readonly T[],
  added: readonly T[],
  pathOf: (pattern: T) => string,
  { exclude }: SupplementEntry,
): T[] {
  const replaced = new Set(added.map(pathOf));
  const kept = exclude.includes('*') ? [] : own.filter((pattern) => !replaced.has(pathOf(pattern)));
  return [...kept, ...added].filter((pattern) => !exclude.includes(pathOf(pattern)));
}

/** Whether it has collections by location, for which nothing better than Compute Engine's regions was found yet. */
function needsLocations({ collections, nested }: VersionCollections): boolean {
  return [...collections, ...nested].some((pattern) => pattern.locations.from === 'computeRegions');
}

/** Says where the locations come from, now that it is known what all versions can do. */
function placeAll(version: VersionCollections, canList: boolean, extra: SupplementEntry): VersionCollections {
  const place = <T extends CollectionPattern>(found: T): T => {
    const pattern = extra.second.includes(found.path) ? { ...found, second: true } : found;
    const wildcard = pattern.wildcard || (extra.wildcard && pattern.path.includes('{location}'));
    if (pattern.locations.from !== 'computeRegions') {
      return { ...pattern, wildcard };
    }
    if (extra.locations) {
      return { ...pattern, wildcard, locations: { from: 'fixed', locations: extra.locations } };
    }
    return canList ? { ...pattern, wildcard, locations: { from: 'locationsList' } } : { ...pattern, wildcard };
  };
  const collections = version.collections.map(place);
  const [firsts, seconds] = [collections.filter(({ second }) => !second), collections.filter(({ second }) => second)];
  return { collections: [...firsts, ...seconds], nested: version.nested.map(place) };
}

/** Compact paths with `*` for project and location too, as the descriptions have them. */
function pathsOf(version: VersionCollections | undefined): string[] {
  return (version ? compactCollections(version) : []).map(({ path }) => path.replace(/\{\w+\}/g, '*'));
}

function textOf(version: VersionCollections): string {
  return JSON.stringify(compactCollections(version));
}

function nothing(id: string): SupplementEntry {
  return { id, source: '', exclude: [], second: [], wildcard: false, versions: {} };
}

function hostOf(id: string): string {
  return `${id}.googleapis.com`;
}
