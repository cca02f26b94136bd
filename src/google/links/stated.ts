import { locationOf } from '../../operations/resourceName.js';
import type { Service } from '../serviceCatalog/service.js';
import { consolePages } from './consolePages.js';
import { gcloudGroups } from './gcloudOperations.js';

/** What a text from outside says that somebody wants to see. Nothing of it is known to exist. */
export type Stated =
  /** @param service absent where a bare name does not tell. */
  | { readonly what: 'operation'; readonly service: string | undefined; readonly name: string }
  /** A page of the Console shows what an operation was done to. */
  | {
      readonly what: 'target';
      readonly service: string;
      readonly project: string | undefined;
      readonly target: string;
    };

/** Nobody pastes more than this. */
const MAX_LENGTH = 4_000;

/**
 * Reads a resource name (`projects/…`, `//host/…`), a REST URL, a link to this extension, a page of the Cloud Console that
 * is about one resource, and a gcloud command line. Never throws.
 * @param services those that may be meant.
 */
export function parseStated(text: string, services: readonly Service[]): Stated | undefined {
  const line = text.trim();
  if (line === '' || line.length > MAX_LENGTH || /[\r\n\0]/.test(line)) {
    return undefined;
  }
  if (/^(?:\S*[\\/])?gcloud(?:\.cmd)?\s/.test(line)) {
    return fromGcloud(line.split(/\s+/).slice(1).map(unquoted), services);
  }
  if (line.startsWith('//')) {
    return fromUrl(`https:${line}`, services, false);
  }
  return /^[a-z][\w+.-]*:\/\//i.test(line) ? fromUrl(line, services, true) : operation(undefined, line);
}

/** The query of a link to this extension: `service=dataproc&name=projects%2F…`. */
export function parseLinkQuery(query: string): Stated | undefined {
  const parameters = new URLSearchParams(query);
  return operation(parameters.get('service') ?? undefined, parameters.get('name') ?? '');
}

function operation(service: string | undefined, name: string): Stated | undefined {
  return name.includes('/') && !/\s/.test(name) ? { what: 'operation', service, name } : undefined;
}

function fromUrl(text: string, services: readonly Service[], versioned: boolean): Stated | undefined {
  if (!URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  if (url.pathname === '/operation' && !['http:', 'https:'].includes(url.protocol)) {
    return parseLinkQuery(url.search);
  }
  if (url.protocol !== 'https:') {
    return undefined;
  }
  if (url.host === 'console.cloud.google.com') {
    return fromConsole(url);
  }
  const service = services.find((each) => isHostOf(each, url.host));
  const path = decoded(url.pathname);
  if (!service || path === undefined) {
    return undefined;
  }
  const version = [service.version, ...service.versions].find((each) => path.startsWith(`/${each}/`));
  const rest = version === undefined ? path.replace(/^\/v\d\w*\//, '/') : path.slice(version.length + 1);
  const name = (versioned ? rest : path).replace(/^\//, '').replace(/:(?:cancel|wait)$/, '');
  return operation(service.id, name);
}

/** The plain host, one of a location, and what an endpoint of a region is called (`dataproc.us-central1.rep.googleapis.com`). */
function isHostOf({ host, locationHost }: Service, asked: string): boolean {
  const [label = ''] = host.split('.');
  return (
    asked === host ||
    (locationHost !== undefined && asked.endsWith(locationHost.replace(/^\{location\}/, ''))) ||
    asked.endsWith(`-${host}`) ||
    (asked.startsWith(`${label}.`) && asked.endsWith('.rep.googleapis.com'))
  );
}

function fromConsole(url: URL): Stated | undefined {
  const project = url.searchParams.get('project') ?? undefined;
  const path = decoded(url.pathname)?.replace(/^\//, '');
  const found = Object.entries(path === undefined ? {} : consolePages).flatMap(([service, { targets = {} }]) =>
    Object.values(targets).flatMap((page) => {
      const [template = '', query] = page.split('?');
      const target = valueIn(template, path ?? '') ?? (template === path ? valueInQuery(query, url) : undefined);
      return target === undefined ? [] : [{ length: template.length, service, target }];
    }),
  );
  // The page of a release lies below that of its pipeline.
  const [closest] = found.sort((one, other) => other.length - one.length);
  return closest && { what: 'target', service: closest.service, project, target: closest.target };
}

/** What stands at `{id}`; a page may have tabs below it. */
function valueIn(template: string, path: string): string | undefined {
  const source = template
    .split(/(\{\w+\})/)
    .map((part) => (part === '{id}' ? '(?<id>[^/]+)' : part.startsWith('{') ? '[^/]+' : escaped(part)))
    .join('');
  return new RegExp(`^${source}(?:/|$)`).exec(path)?.groups?.['id'];
}

function valueInQuery(query: string | undefined, url: URL): string | undefined {
  const parameter = [...new URLSearchParams(query)].find(([, value]) => value === '{id}')?.[0];
  return parameter === undefined ? undefined : (url.searchParams.get(parameter) ?? undefined);
}

/** `gcloud GROUP operations describe|cancel|wait ID --region=R --project=P`. */
function fromGcloud(words: readonly string[], services: readonly Service[]): Stated | undefined {
  const { plain, flags } = split(words);
  const at = plain.indexOf('operations');
  const group = plain.slice(0, at).filter((word) => word !== 'alpha' && word !== 'beta');
  const known = Object.entries(gcloudGroups).find((entry) => entry[1].group === group.join(' '));
  const id = plain[at + 2];
  if (at < 0 || !known || id === undefined) {
    return undefined;
  }
  const [service, { flags: named = {} }] = known;
  if (id.includes('/')) {
    return operation(service, id);
  }
  const project = flags.get('project');
  const place = flags.get('location') ?? flags.get('region') ?? flags.get('zone');
  const below = Object.entries(named).flatMap(([kind, flag]) => {
    const value = flags.get(flag);
    return value === undefined || kind === 'zones' || kind === 'regions' ? [] : [`${kind}/${value}`];
  });
  if (project === undefined) {
    return undefined;
  }
  if (below.length > 0) {
    return operation(service, ['projects', project, ...below, 'operations', id].join('/'));
  }
  const pattern = services.find((each) => each.id === service)?.collections[0]?.path;
  if (pattern === undefined) {
    return undefined;
  }
  const kind = flags.has('zone') ? 'zones' : flags.has('region') ? 'regions' : 'global';
  const base = pattern
    .replace('{project}', project)
    .replace('aggregated', place === undefined ? 'global' : `${kind}/${place}`)
    .replace('{location}', place ?? 'global');
  const name = `${base}/${id}`;
  return base.includes('{') || (place !== undefined && locationOf(name) !== place)
    ? undefined
    : operation(service, name);
}

function split(words: readonly string[]): { plain: readonly string[]; flags: ReadonlyMap<string, string> } {
  const plain: string[] = [];
  const flags = new Map<string, string>();
  for (let index = 0; index < words.length; index++) {
    const [, flag, value] = /^--([a-z-]+)(?:=(.*))?$/.exec(words[index] ?? '') ?? [];
    if (flag === undefined) {
      plain.push(words[index] ?? '');
    } else if (value !== undefined) {
      flags.set(flag, value);
    } else if (flag !== 'global' && flag !== 'async' && flag !== 'quiet') {
      flags.set(flag, words[++index] ?? '');
    }
  }
  return { plain, flags };
}

function unquoted(word: string): string {
  return /^(['"]).*\1$/.test(word) ? word.slice(1, -1) : word;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
