import type { Collection, RequestRules } from '../../operations/collection.js';
import type { CollectionPattern, NestedPattern, Service } from './service.js';

/** The place that a pattern is applied to. */
export interface Place {
  readonly project?: string | undefined;
  /** A location id, or `-` where the pattern's `wildcard` allows it. */
  readonly location?: string | undefined;
  /** Resource name of the innermost parent, for a nested pattern. */
  readonly parent?: string | undefined;
}

/**
 * The collection that a pattern stands for in one place.
 * @throws Error when the pattern needs a part of the place that is missing: a mistake of the caller, not of the person.
 */
export function collectionAt(service: Service, pattern: CollectionPattern | NestedPattern, place: Place): Collection {
  const path = fill(pattern.path, place);
  const host = hostAt(service, place.location);
  const request = pattern.request && requestAt(pattern.request, place);
  const version = pattern.version ?? service.version;
  return {
    // A query that names the project (Storage Transfer) is what tells two projects' collections apart.
    id: `${host}/${version}/${path}${request?.query ? `?${new URLSearchParams(request.query).toString()}` : ''}`,
    service: service.id,
    title: service.title,
    host,
    ...(host !== service.host && { serviceHost: service.host }),
    version,
    path,
    project: isInProject(pattern) ? place.project : undefined,
    location: place.location,
    abilities: { cancel: pattern.cancel, delete: pattern.delete },
    ...(pattern.shape !== 'longrunning' && { shape: pattern.shape }),
    ...(request && { request }),
    ...(isSecond(service, pattern) && { second: true }),
  };
}

/**
 * Whether a list shows mostly what another list of the service shows: it says so, or it is below a resource and there are
 * lists that cost less.
 */
export function isSecond({ collections }: Service, pattern: CollectionPattern | NestedPattern): boolean {
  return (
    pattern.second === true ||
    ('parents' in pattern && pattern.always !== true && isInProject(pattern) && collections.some(isInProject))
  );
}

/** Whether the collection belongs to a project; the others (Vault) belong to the account or to an organization. */
export function isInProject(pattern: CollectionPattern & { readonly parents?: readonly { path: string }[] }): boolean {
  const templates = [
    pattern.path,
    ...Object.values(pattern.request?.query ?? {}),
    ...(pattern.parents ?? []).map((parent) => parent.path),
  ];
  return templates.some((template) => template.includes('{project}'));
}

/** The host that serves a location: the service's own, but for the few that serve a location only at a host of its own. */
export function hostAt(service: Service, location: string | undefined): string {
  return service.locationHost === undefined || location === undefined || location === 'global' || location === '-'
    ? service.host
    : fill(service.locationHost, { location });
}

/** Replaces `{project}`, `{location}` and `{parent}`. */
export function fill(template: string, place: Place): string {
  return template.replace(/\{(project|location|parent)\}/g, (_, name: keyof Place) => {
    const value = place[name];
    if (value === undefined) {
      throw new Error(`${template} needs a ${name}`);
    }
    return value;
  });
}

function requestAt(rules: RequestRules, place: Place): RequestRules {
  if (!rules.query) {
    return rules;
  }
  const query = Object.entries(rules.query).map(([name, template]) => [name, fill(template, place)] as const);
  return { ...rules, query: Object.fromEntries(query) };
}
