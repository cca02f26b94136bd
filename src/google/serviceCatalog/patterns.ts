import type { ApiMethod, ApiSurface } from './apiSurface.js';
import { isCovered } from './coverage.js';
import { foreignRootOf } from './nesting.js';
import type { CollectionPattern, LocationSource, NestedPattern, ParentLevel } from './service.js';

/** What one version of an API lets a client list, and what had to be left out. */
export interface FoundCollections {
  readonly collections: readonly CollectionPattern[];
  readonly nested: readonly NestedPattern[];
  /** Lists of operations that the catalogue cannot express, by path. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly path: string;
  readonly reason: 'no get' | 'required parameter' | 'parent cannot be listed' | 'nested too deeply';
}

/**
 * Parents that have to be listed one after another. A third level would cost a request for every grandchild of every
 * location, for operations that the levels above nearly always show too.
 */
const maxParentLevels = 2;

/** Finds every collection of google.longrunning operations that can be listed and whose operations can be read. */
export function findCollections(surface: ApiSurface): FoundCollections {
  const collections: CollectionPattern[] = [];
  const nested: NestedPattern[] = [];
  const leftOut: LeftOut[] = [];
  for (const method of surface.methods) {
    if (!isOperationsList(method, surface)) {
      continue;
    }
    const path = method.path.slice(surface.version.length + 1);
    const found = describe(method, path, surface);
    if (typeof found === 'string') {
      leftOut.push({ path, reason: found });
    } else if ('parents' in found) {
      nested.push(found);
    } else {
      collections.push(found);
    }
  }
  return { collections: sorted(collections), nested: sorted(nested), leftOut };
}

function isOperationsList(method: ApiMethod, surface: ApiSurface): boolean {
  return (
    method.array?.items === 'operations' &&
    method.path.startsWith(`${surface.version}/`) &&
    /(?:^|\/)\w*operations$/i.test(method.path)
  );
}

function describe(
  method: ApiMethod,
  path: string,
  surface: ApiSurface,
): CollectionPattern | NestedPattern | LeftOut['reason'] {
  const can = (verb: ApiMethod['verb'], suffix: string) =>
    surface.methods.some((other) => other.verb === verb && isCovered(method.path, other.path, suffix));
  if (!can('GET', '')) {
    return 'no get';
  }
  if (method.required.length > 0) {
    return 'required parameter';
  }
  const abilities = {
    wildcard: false,
    shape: 'longrunning' as const,
    cancel: can('POST', ':cancel'),
    delete: can('DELETE', ''),
    ...(can('POST', ':wait') && { wait: true }),
  };
  const { prefix, rest, locations } = place(path, surface);
  if (rest.includes('**')) {
    return 'parent cannot be listed';
  }
  if (!rest.includes('*')) {
    return { path: [...prefix, ...rest].join('/'), locations, ...abilities };
  }
  const levels = parentLevels(prefix, rest, surface);
  if (typeof levels === 'string') {
    return levels;
  }
  const tail = rest.slice(rest.lastIndexOf('*') + 1);
  return { path: ['{parent}', ...tail].join('/'), locations, ...abilities, parents: levels };
}

/** Splits a path into what a project and a location say, and what remains. */
function place(
  path: string,
  surface: ApiSurface,
): { prefix: readonly string[]; rest: readonly string[]; locations: LocationSource } {
  const segments = path.split('/');
  if (segments[0] !== 'projects' || segments[1] !== '*') {
    return { prefix: [], rest: segments, locations: { from: 'none' } };
  }
  const prefix = ['projects', '{project}'];
  const [, , collection, value] = segments;
  if ((collection !== 'locations' && collection !== 'regions') || segments.length < 5) {
    return { prefix, rest: segments.slice(2), locations: { from: 'none' } };
  }
  const locations: LocationSource =
    value === '*' ? locationSource(surface) : { from: 'fixed', locations: [value ?? 'global'] };
  return { prefix: [...prefix, collection, '{location}'], rest: segments.slice(4), locations };
}

function locationSource(surface: ApiSurface): LocationSource {
  return { from: hasLocationsList(surface) ? 'locationsList' : 'computeRegions' };
}

/** Whether the version has `projects.locations.list`. */
export function hasLocationsList(surface: ApiSurface): boolean {
  const path = `${surface.version}/projects/*/locations`;
  return surface.methods.some((method) => method.verb === 'GET' && method.path === path);
}

function parentLevels(
  prefix: readonly string[],
  rest: readonly string[],
  surface: ApiSurface,
): readonly ParentLevel[] | LeftOut['reason'] {
  const levels: ParentLevel[] = [];
  let start = 0;
  for (let at = rest.indexOf('*'); at >= 0; at = rest.indexOf('*', at + 1)) {
    const collection = rest.slice(start, at).join('/');
    const foreign = prefix.length === 0 && at === 1 ? foreignRootOf(collection) : undefined;
    const list = [...prefix, ...rest.slice(0, at)].map((segment) => (segment.startsWith('{') ? '*' : segment));
    const field = foreign ? undefined : listField([surface.version, ...list].join('/'), surface);
    if (!foreign && field === undefined) {
      return 'parent cannot be listed';
    }
    const owner = levels.length === 0 ? prefix : ['{parent}'];
    levels.push(foreign ?? { path: [...owner, collection].join('/'), field: field ?? '' });
    start = at + 1;
  }
  return levels.length > maxParentLevels ? 'nested too deeply' : levels;
}

function listField(path: string, surface: ApiSurface): string | undefined {
  const list = surface.methods.find(
    (method) => method.verb === 'GET' && method.path === path && method.required.length === 0,
  );
  return list?.array?.items === 'resources' ? list.array.field : undefined;
}

function sorted<T extends CollectionPattern>(patterns: readonly T[]): T[] {
  return [...patterns].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey(pattern: CollectionPattern & { readonly parents?: readonly ParentLevel[] }): string {
  return [...(pattern.parents ?? []).map((parent) => parent.path), pattern.path].join(' ');
}
