import { rpcCodeOf, rpcCodes } from '../../operations/code.js';
import type { OperationShape } from '../../operations/collection.js';
import type { OperationError, OperationReading } from '../../operations/operation.js';
import { arrayOf, objectOf, type JsonObject } from '../json.js';
import { meaningOf } from './ownState.js';
import { progressOf } from './progress.js';
import { cleanText } from './text.js';
import { warningsOf } from './warnings.js';

/*
 * What the APIs older than google.longrunning have in common (Kubernetes Engine, Cloud SQL, Compute Engine): a short
 * name beside a link to the operation itself, a status word instead of `done`, and errors with codes of their own.
 */

/**
 * The resource name in a link such as `https://container.googleapis.com/v1/projects/1/zones/z/operations/operation-1`;
 * undefined when the link does not lead to an operation.
 */
export function operationNameOf(selfLink: unknown): string | undefined {
  const name = resourceNameOf(selfLink);
  return name !== undefined && /\/operations\/[^/]+$/.test(name) ? name : undefined;
}

/** The resource name in a link: what follows the version, or the project where there is none. */
export function resourceNameOf(link: unknown): string | undefined {
  if (typeof link !== 'string' || link.length > 2048) {
    return undefined;
  }
  const [, afterVersion, fromProject] =
    /^https?:\/\/[^/]+\/(?:[\w-]+\/)?(?:v\d\w*|alpha|beta)\/([\w~%:./-]+)$|\/(projects\/[\w~%:./-]+)$/.exec(link) ?? [];
  const path = afterVersion ?? fromProject;
  return path === undefined ? undefined : decoded(path);
}

/** `patch` of `compute.autoscalers.patch`: some operations are called by the method that starts them. */
export function methodOf(type: string | undefined): string | undefined {
  return type?.slice(type.lastIndexOf('.') + 1);
}

/** PENDING, RUNNING and whatever else there is mean that it goes on. */
export function isDone(operation: JsonObject): boolean {
  return operation['status'] === 'DONE' || operation['status'] === 'done';
}

/** What else all of them may tell. */
export function olderFacts(
  operation: JsonObject,
  done: boolean,
): Pick<OperationReading, 'object' | 'statedEnd' | 'phase' | 'progress' | 'warnings' | 'labels' | 'user'> {
  const { status, user } = operation;
  return {
    object: undefined,
    statedEnd: undefined,
    phase: !done && typeof status === 'string' && meaningOf(status) === 'queued' ? 'queued' : undefined,
    progress: done ? undefined : progressOf(operation),
    warnings: warningsOf([operation], 'error'),
    labels: undefined,
    user: cleanText(user, 200),
  };
}

/**
 * Errors in a list, each with a code, mostly in words of the service's own: the first one counts. Only a code of
 * google.rpc.Code has its meaning, so that `CANCELLED` is the server's own word.
 */
export function firstError(errors: unknown): OperationError | undefined {
  const [first] = arrayOf(objectOf(errors)['errors']).map(objectOf);
  if (!first) {
    return undefined;
  }
  const code = cleanText(first['code'], 100);
  return {
    code: rpcCodeOf(first['code']) ?? rpcCodes.UNKNOWN,
    message: cleanText(first['message'], 1000) ?? code ?? '',
  };
}

/** Links are encoded, names are not (`example.com%3Aproj`). */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * The shape of an operation that is none of google.longrunning, by itself: it has a status word and neither `done` nor
 * metadata, and its `kind` names the API.
 */
export function olderShape(operation: JsonObject): Exclude<OperationShape, 'longrunning'> | undefined {
  const { kind, status, done, metadata } = operation;
  if (typeof status !== 'string' || done !== undefined || metadata !== undefined) {
    return undefined;
  }
  const api = typeof kind === 'string' ? /^(\w+)#operation$/.exec(kind)?.[1] : undefined;
  switch (api) {
    case 'dns':
    case 'sql':
      return api;
    case undefined:
      return typeof operation['operationType'] === 'string' ? 'container' : undefined;
    default:
      return 'compute';
  }
}
