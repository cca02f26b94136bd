import { baseUrlProblem } from '../../base/baseUrl.js';
import { objectOf } from '../json.js';
import { isGoogle } from '../origins.js';
import { discoverySurface } from './discoveryDocument.js';
import { findCollections } from './patterns.js';
import { productTitle } from './productTitle.js';
import { operationScopes } from './scopes.js';
import type { Service } from './service.js';

/** Google's largest document (Compute Engine's) has 6 MB. */
export const maxDocumentLength = 16_000_000;
const maxTitleLength = 80;

/** A service that a person added. */
export interface OwnService {
  readonly service: Service;
  /** Base URL to be asked instead of `https://{host}/`: the API is on this machine, or below a path. */
  readonly endpoint: string | undefined;
}

export type DiscoveryProblem =
  'tooLarge' | 'notJson' | 'notDiscovery' | 'rootUrlMissing' | 'rootUrlInsecure' | 'rootUrlElsewhere' | 'noOperations';

/** Why a document cannot be added; `detail` is what the document says, for the message. */
export class DiscoveryError extends Error {
  readonly problem: DiscoveryProblem;
  readonly detail: string;

  constructor(problem: DiscoveryProblem, detail = '') {
    super(detail === '' ? problem : `${problem}: ${detail}`);
    this.name = 'DiscoveryError';
    this.problem = problem;
    this.detail = detail;
  }
}

/**
 * Makes a service of a discovery document, as the catalogue is made of Google's.
 *
 * Tokens will be sent to wherever the document points. So that a document cannot send them to a third party, the API
 * must be served from where the document came from or from Google; a file's API from anywhere, since whoever put it there
 * chose it. HTTPS always, except on this machine.
 * @param text the document as it was read
 * @param source its URL: `https:`, `http:` on this machine, or `file:`
 * @throws DiscoveryError
 */
export function serviceFromDiscovery(text: string, source: URL): OwnService {
  if (text.length > maxDocumentLength) {
    throw new DiscoveryError('tooLarge');
  }
  const document = parse(text);
  const root = rootUrlOf(document, source);
  const surface = discoverySurface(document, root);
  if (!surface) {
    throw new DiscoveryError('noOperations');
  }
  const { collections, nested } = findCollections(surface);
  if (collections.length === 0 && nested.length === 0) {
    throw new DiscoveryError('noOperations', surface.title.slice(0, maxTitleLength));
  }
  const scopes = operationScopes(surface);
  const service: Service = {
    id: idOf(root),
    title: printable(productTitle(surface.title)).slice(0, maxTitleLength) || root.host,
    host: root.host,
    version: surface.version,
    versions: [surface.version],
    collections,
    ...(nested.length > 0 && { nested }),
    scopes: { read: scopes, write: scopes },
  };
  const plain = root.protocol === 'https:' && root.pathname === '/';
  return { service, endpoint: plain ? undefined : root.href };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new DiscoveryError('notJson');
  }
  if (typeof document !== 'object' || document === null || !('resources' in document)) {
    throw new DiscoveryError('notDiscovery');
  }
  return { ...document };
}

function rootUrlOf(document: Readonly<Record<string, unknown>>, source: URL): URL {
  const rootUrl = document['rootUrl'];
  if (typeof rootUrl !== 'string' || !URL.canParse(rootUrl)) {
    throw new DiscoveryError('rootUrlMissing');
  }
  const root = new URL(rootUrl);
  const shown = root.origin === 'null' ? root.protocol : root.origin;
  if (baseUrlProblem(root)) {
    throw new DiscoveryError('rootUrlInsecure', shown);
  }
  if (source.protocol !== 'file:' && root.origin !== source.origin && !isGoogle(root)) {
    throw new DiscoveryError('rootUrlElsewhere', shown);
  }
  return root;
}

/**
 * Google's are known by the first label as in the catalogue; others by their whole host, which no built-in id can be. So
 * are APIs below a path of Google's: their address goes by the id, and must not become that of a built-in service.
 */
function idOf(root: URL): string {
  const label = root.pathname === '/' ? /^([a-z][a-z0-9]*)\.googleapis\.com$/.exec(root.host)?.[1] : undefined;
  const rest = isGoogle(root) ? root.host + root.pathname.toLowerCase() : root.host;
  return label ?? OWN_PREFIX + rest.replace(/[^a-z0-9]+/g, '-').replace(/-$/, '');
}

/** Begins the id of every own service that has an endpoint, and no other id. */
const OWN_PREFIX = 'own-';

/** Whether an address may be kept under this id: under a built-in one it would take over what is sent there. */
export function mayHaveEndpoint(id: string): boolean {
  return id.startsWith(OWN_PREFIX);
}

/** Own services that were written down; what is none is passed over. */
export function readOwnServices(text: string): readonly OwnService[] {
  const own: unknown = JSON.parse(text);
  return Array.isArray(own) ? own.filter(isOwnService) : [];
}

function isOwnService(value: unknown): value is OwnService {
  const { service, endpoint } = objectOf(value);
  const { id, title, host, version, versions, collections, nested, scopes } = objectOf(service);
  const { read, write } = objectOf(scopes);
  return (
    [id, title, host, version].every((text) => typeof text === 'string' && text !== '') &&
    [versions, read, write].every(areTexts) &&
    arePatterns(collections) &&
    (nested === undefined || arePatterns(nested)) &&
    (endpoint === undefined || (typeof endpoint === 'string' && URL.canParse(endpoint)))
  );
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function arePatterns(value: unknown): boolean {
  return Array.isArray(value) && value.every((pattern) => typeof objectOf(pattern)['path'] === 'string');
}

/** Without control characters and direction marks, which would break a row or turn it around. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
