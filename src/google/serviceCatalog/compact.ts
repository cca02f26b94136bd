import type { OperationShape, RequestRules } from '../../operations/collection.js';
import { bool, list, oneOf, record, strings, text } from './checks.js';
import { expandNested, nestedPath } from './nesting.js';
import {
  cancelNotes,
  type CancelNote,
  type CollectionPattern,
  type LocationSource,
  type NestedPattern,
  type Service,
  type VersionCollections,
} from './service.js';

/*
 * The catalogue as it is written down (catalog.schema.json): what nearly every entry shares is left out, so that the
 * whole stays small enough to be read by people and to be loaded in a few milliseconds.
 */

/** Left out: `locations` none, `shape` longrunning. In a nested collection `*` stands for a parent that is listed first. */
export interface CompactCollection {
  readonly path: string;
  /** Some of `cancel`, `delete`, `wait`, separated by blanks. */
  readonly can?: string;
  readonly locations?: 'list' | 'regions' | readonly string[];
  readonly wildcard?: boolean;
  readonly shape?: OperationShape;
  readonly request?: RequestRules;
  /** Parent collection → the array in its list's answer, where that is not called like the collection. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly always?: boolean;
  readonly second?: boolean;
  readonly version?: string;
}

/** Left out: `host` `{id}.googleapis.com`, `scopes` cloud-platform. */
export interface CompactService {
  readonly id: string;
  readonly title: string;
  readonly host?: string;
  readonly version: string;
  readonly collections: readonly CompactCollection[];
  /** The other versions; `same` where their collections are those of `version`. */
  readonly others?: Readonly<Record<string, 'same' | readonly CompactCollection[]>>;
  readonly locationHost?: string;
  readonly locationsVersion?: string;
  readonly cancelNotes?: Readonly<Record<string, CancelNote>>;
  /** Last parts of the scopes' URLs. */
  readonly scopes?: readonly string[];
}

const scopePrefix = 'https://www.googleapis.com/auth/';
const shapes = ['longrunning', 'container', 'sql', 'compute', 'dns'] as const;

/**
 * A service from its entry in the catalogue.
 * @throws Error that names the field which is not as it should be.
 */
export function expandService(entry: unknown): Service {
  const fields = record(entry, 'service');
  const id = text(fields['id'], 'id');
  const at = (name: string) => `${id}.${name}`;
  const version = text(fields['version'], at('version'));
  const own = expandCollections(fields['collections'], at('collections'));
  const others = Object.entries(record(fields['others'] ?? {}, at('others')));
  const different = others.filter(([, collections]) => collections !== 'same');
  const scopes = strings(fields['scopes'] ?? ['cloud-platform'], at('scopes')).map((scope) => scopePrefix + scope);
  return {
    id,
    title: text(fields['title'], at('title')),
    host: text(fields['host'] ?? `${id}.googleapis.com`, at('host')),
    version,
    versions: [version, ...others.map(([name]) => name)],
    collections: own.collections,
    ...(own.nested.length > 0 && { nested: own.nested }),
    ...(different.length > 0 && {
      otherVersions: Object.fromEntries(
        different.map(([name, collections]) => [name, expandCollections(collections, at(`others.${name}`))]),
      ),
    }),
    ...optional('locationHost', fields, at),
    ...optional('locationsVersion', fields, at),
    ...(fields['cancelNotes'] !== undefined && { cancelNotes: expandNotes(fields['cancelNotes'], at('cancelNotes')) }),
    scopes: { read: scopes, write: scopes },
  };
}

/** The entry of a service; `expandService` makes the same service of it again. */
export function compactService(service: Service): CompactService {
  const { id, title, host, version, versions, locationHost, locationsVersion, cancelNotes: notes } = service;
  const others = versions
    .filter((other) => other !== version)
    .map((other) => [other, compactOther(service.otherVersions?.[other])] as const);
  const scopes = service.scopes.write.map((scope) => scope.slice(scopePrefix.length));
  return {
    id,
    title,
    ...(host !== `${id}.googleapis.com` && { host }),
    version,
    collections: compactCollections({ collections: service.collections, nested: service.nested ?? [] }),
    ...(others.length > 0 && { others: Object.fromEntries(others) }),
    ...(locationHost !== undefined && { locationHost }),
    ...(locationsVersion !== undefined && { locationsVersion }),
    ...(notes !== undefined && { cancelNotes: notes }),
    ...(scopes.join() !== 'cloud-platform' && { scopes }),
  };
}

/** Also read from the generator's supplement. */
export function expandNotes(notes: unknown, where: string): Readonly<Record<string, CancelNote>> {
  const entries = Object.entries(record(notes, where));
  return Object.fromEntries(entries.map(([verb, note]) => [verb, oneOf(note, cancelNotes, `${where}.${verb}`)]));
}

function compactOther(other: VersionCollections | undefined): 'same' | readonly CompactCollection[] {
  return other ? compactCollections(other) : 'same';
}

/** Also what one version's entries in the generator's supplement are. */
export function expandCollections(entries: unknown, where: string): VersionCollections {
  const collections: CollectionPattern[] = [];
  const nested: NestedPattern[] = [];
  for (const entry of list(entries, where)) {
    const fields = record(entry, where);
    const pattern = expandPattern(fields, where);
    if (pattern.path.includes('*')) {
      const always = bool(fields['always'] ?? false, `${where}.always`);
      const below = expandNested(pattern, stringRecord(fields['fields'] ?? {}, `${where}.fields`));
      nested.push({ ...below, ...(always && { always }) });
    } else {
      collections.push(pattern);
    }
  }
  return { collections, nested };
}

function expandPattern(fields: Readonly<Record<string, unknown>>, where: string): CollectionPattern {
  const can = text(fields['can'] ?? '', `${where}.can`).split(' ');
  return {
    path: text(fields['path'], `${where}.path`),
    locations: expandLocations(fields['locations'], `${where}.locations`),
    wildcard: bool(fields['wildcard'] ?? false, `${where}.wildcard`),
    shape: oneOf(fields['shape'] ?? 'longrunning', shapes, `${where}.shape`),
    cancel: can.includes('cancel'),
    delete: can.includes('delete'),
    ...(can.includes('wait') && { wait: true }),
    ...(fields['second'] !== undefined && { second: bool(fields['second'], `${where}.second`) }),
    ...(fields['version'] !== undefined && { version: text(fields['version'], `${where}.version`) }),
    ...(fields['request'] !== undefined && { request: expandRequest(fields['request'], `${where}.request`) }),
  };
}

function expandLocations(value: unknown, where: string): LocationSource {
  switch (value) {
    case undefined:
      return { from: 'none' };
    case 'list':
      return { from: 'locationsList' };
    case 'regions':
      return { from: 'computeRegions' };
    default:
      return { from: 'fixed', locations: strings(value, where) };
  }
}

function expandRequest(value: unknown, where: string): RequestRules {
  const { query, pageSize, maxPageSize, cancelSuffix, operationVersion } = record(value, where);
  return {
    ...(query !== undefined && { query: stringRecord(query, `${where}.query`) }),
    ...(pageSize !== undefined && {
      pageSize: oneOf(pageSize, ['maxResults', 'none'] as const, `${where}.pageSize`),
    }),
    ...(typeof maxPageSize === 'number' && { maxPageSize }),
    ...(cancelSuffix !== undefined && { cancelSuffix: text(cancelSuffix, `${where}.cancelSuffix`) }),
    ...(operationVersion !== undefined && { operationVersion: text(operationVersion, `${where}.operationVersion`) }),
  };
}

/** The compact form of one version's collections. */
export function compactCollections({ collections, nested }: VersionCollections): CompactCollection[] {
  return [
    ...collections.map((pattern) => compactPattern(pattern, pattern.path)),
    ...nested.map((pattern) => {
      const { path, fields } = nestedPath(pattern);
      return {
        ...compactPattern(pattern, path),
        ...(Object.keys(fields).length > 0 && { fields }),
        ...(pattern.always === true && { always: true }),
      };
    }),
  ];
}

function compactPattern(pattern: CollectionPattern, path: string): CompactCollection {
  const can = (['cancel', 'delete', 'wait'] as const).filter((ability) => pattern[ability] === true);
  const locations = compactLocations(pattern.locations);
  return {
    path,
    ...(can.length > 0 && { can: can.join(' ') }),
    ...(locations !== undefined && { locations }),
    ...(pattern.wildcard && { wildcard: true }),
    ...(pattern.shape !== 'longrunning' && { shape: pattern.shape }),
    ...(pattern.second === true && { second: true }),
    ...(pattern.request && { request: pattern.request }),
    ...(pattern.version !== undefined && { version: pattern.version }),
  };
}

function compactLocations(source: LocationSource): CompactCollection['locations'] {
  switch (source.from) {
    case 'none':
      return undefined;
    case 'locationsList':
      return 'list';
    case 'computeRegions':
      return 'regions';
    case 'fixed':
      return source.locations;
  }
}

function optional<Name extends 'locationHost' | 'locationsVersion'>(
  name: Name,
  fields: Readonly<Record<string, unknown>>,
  at: (name: string) => string,
): Partial<Record<Name, string>> {
  return fields[name] === undefined ? {} : ({ [name]: text(fields[name], at(name)) } as Record<Name, string>);
}

function stringRecord(value: unknown, where: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(value, where)).map(([key, member]) => [key, text(member, `${where}.${key}`)]),
  );
}
