import type { Collection } from '../../operations/collection.js';
import { isOperationOf } from '../operationNames.js';
import { collectionAt, isInProject, type Place } from './collectionAt.js';
import type { CollectionPattern, NestedPattern, ParentLevel, Service } from './service.js';

type Pattern = CollectionPattern & Partial<Pick<NestedPattern, 'parents'>>;

/**
 * The collections of a service that an operation of this name can belong to, whether or not they were ever listed.
 * @param projects those that come into question where the name does not say one, as with Storage Transfer.
 */
export function collectionsFor(service: Service, name: string, projects: readonly string[]): readonly Collection[] {
  return [...service.collections, ...(service.nested ?? [])].flatMap((pattern) =>
    placesIn(pattern, name, projects)
      .map((place) => collectionAt(service, pattern, place))
      .filter((collection) => isOperationOf(collection, name)),
  );
}

function placesIn(pattern: Pattern, name: string, projects: readonly string[]): readonly Place[] {
  const groups = new RegExp(`^${baseOf(pattern)}`).exec(name)?.groups ?? {};
  const { project, location, parent } = groups as Partial<Record<keyof Place, string>>;
  const needed = [...pattern.path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part as keyof Place);
  if (needed.some((part) => groups[part] === undefined)) {
    return [];
  }
  return project === undefined && isInProject(pattern)
    ? projects.map((each) => ({ project: each, location, parent }))
    : [{ project, location, parent }];
}

/** What stands before the collection's last segment, as a regular expression with a group for each part of the place. */
function baseOf({ path, parents = [], shape }: Pattern): string {
  const segments = path.split('/').slice(0, -1);
  // What Compute Engine lists over all zones is named by its zone.
  const named = shape === 'compute' ? segments.filter((segment) => segment !== 'aggregated') : segments;
  return named.map((segment) => `${segment === '{parent}' ? parentGroup(parents) : groupOf(segment)}/`).join('');
}

function parentGroup(parents: readonly ParentLevel[]): string {
  const above = parents.reduce((before, { path, field, at }) => {
    // Another service's list is a method (`organizations:search`); its items are named by what they are.
    const listed = at ? field : path;
    const segments = listed.split('/').map((segment) => (segment === '{parent}' ? before : groupOf(segment)));
    return `${segments.join('/')}/[^/]+`;
  }, '');
  return `(?<parent>${above})`;
}

function groupOf(segment: string): string {
  const part = /^\{(project|location)\}$/.exec(segment)?.[1];
  return part === undefined ? segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${part}>[^/]+)`;
}
