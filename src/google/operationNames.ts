import type { Collection } from '../operations/collection.js';
import { ApiError } from './apiError.js';

/** What decides which names a collection holds. */
type Names = Pick<Collection, 'path' | 'shape'>;

/**
 * Whether a name is one of an operation of a collection. A server, or whatever stands in for it, that lists a cluster
 * among its operations would have it deleted by "Delete Record".
 *
 * What services answer differs: the project by its number, `regions` for `locations`, a zone of the region that was
 * asked, an operation below a resource of the location (`…/models/m/operations/1`), and what is listed as
 * `databaseOperations` is named `operations`.
 */
export function isOperationOf(collection: Names, name: string): boolean {
  return isAskable(name) && (isRightBelow(collection, name) || patternOf(collection).test(name));
}

/** Nearly every name: to make a pattern for each of thousands of places takes longer than to read all their names. */
function isRightBelow({ path, shape }: Names, name: string): boolean {
  // Records on disk may hold anything.
  const id = shape !== 'compute' && typeof path === 'string' && name.startsWith(`${path}/`) && name[path.length + 1];
  return typeof id === 'string' && id !== '/';
}

/** Longer ones make addresses that servers refuse (AIP-122 keeps a resource id to 63 characters). */
const MAX_NAME = 1024;

/**
 * Whether a name can be asked for: everything else is encoded, but no URL holds a lone surrogate, and of empty and dot
 * segments it makes another name.
 */
export function isAskable(name: string): boolean {
  return name.length <= MAX_NAME && (simple.test(name) || !/\p{Cs}|(?:^|\/)(?:\.\.?)?(?:\/|$)/u.test(name));
}

/** Nearly every name; a dot needs a second look. */
const simple = /^[\w-]+(?:\/[\w-]+)*$/;

/** @throws ApiError `invalidArgument`: before anything is sent, whoever remembered or wrote down the name. */
export function requireOperationOf(collection: Collection, name: string): void {
  if (!isOperationOf(collection, name)) {
    const message = `Not an operation of ${collection.id}: ${JSON.stringify(name.slice(0, 200))}`;
    throw new ApiError({ kind: 'invalidArgument', message, host: collection.host });
  }
}

/** @throws ApiError `garbled` when the answer about `name` is about another operation, or about none. */
export function requireSameOperation(collection: Collection, name: string, answered: string): void {
  if (answered !== name && !(isOperationOf(collection, answered) && lastSegment(answered) === lastSegment(name))) {
    const message =
      answered === ''
        ? 'The answer is not an operation: it has no name'
        : `The answer is about another operation: ${JSON.stringify(answered.slice(0, 200))}`;
    throw new ApiError({ kind: 'garbled', message, httpStatus: 200, host: collection.host });
  }
}

/** A collection object lives as long as its place is on show; there may be thousands of names for each. */
const patterns = new WeakMap<Names, RegExp>();

function patternOf(collection: Names): RegExp {
  const known = patterns.get(collection);
  if (known) {
    return known;
  }
  // Records on disk may hold anything.
  const path: unknown = collection.path;
  const pattern = typeof path === 'string' ? patternFor(path, collection.shape) : /^(?!)/;
  patterns.set(collection, pattern);
  return pattern;
}

/** Collection ids and ids take turns below the collection's parent, so that an instance may be called `operations`. */
function patternFor(path: string, shape: Collection['shape']): RegExp {
  const segments = path.split('/');
  const listed = segments.pop() ?? '';
  const parent = shape === 'compute' ? segments.filter((segment) => segment !== 'aggregated') : segments;
  const base = parent.map((segment, index) => `${segmentPattern(segment, parent[index - 1])}/`).join('');
  const below = shape === 'compute' ? '(?:global/|(?:[^/]+/[^/]+/)*)' : '(?:[^/]+/[^/]+/)*';
  return new RegExp(`^${base}${below}(?:operations|${escaped(listed)})/[^/]`);
}

const places = new Set(['locations', 'regions', 'zones']);

function segmentPattern(segment: string, before: string | undefined): string {
  if (segment === '-') {
    return '[^/]+';
  }
  if (places.has(segment)) {
    return `(?:${[...places].join('|')})`;
  }
  if (before === 'projects' || before === 'apps' || before === 'organizations') {
    // A number says nothing about the id that it stands for.
    return /^\d+$/.test(segment) ? '[^/]+' : `(?:${escaped(segment)}|\\d+)`;
  }
  return places.has(before ?? '') ? `${escaped(segment)}(?:-[a-z])?` : escaped(segment);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
