import { saidInstead } from '../../base/secretText.js';
import { ApiError } from '../apiError.js';
import type { JsonObject } from '../json.js';
import { PROJECT_ID } from '../projectId.js';
import { endpointOf } from './endpoint.js';
import type { Lane } from './requestQueue.js';

/** A call of a Google API. */
export interface ApiRequest {
  /** Key of the endpoint override: a catalogue id, `compute`, … */
  readonly service: string;
  /** Google's own host, e.g. `dataproc.googleapis.com`. */
  readonly host: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Version and encoded resource name, without a leading slash, e.g. `v1/projects/p/locations`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON; absent: an empty body. */
  readonly body?: JsonObject;
  /** Any one of these suffices. */
  readonly scopes: readonly string[];
  /** Whether it may be sent again when nobody knows if it was carried out: reads only. */
  readonly repeatable: boolean;
  readonly lane: Lane;
  readonly signal: AbortSignal | undefined;
  /** See `CallOptions`. */
  readonly withinMs?: number | undefined;
  readonly onSent?: (() => void) | undefined;
}

/** Who sends a request. */
export interface Sender {
  readonly userAgent: string;
  readonly token: string;
  /** Project that is charged for it, where the token itself does not tell. */
  readonly quotaProject: string | undefined;
}

/**
 * Where a request goes: Google's host, or what a setting puts in its place.
 * @throws ApiError `endpointInvalid`
 */
export function urlOf(request: ApiRequest, endpointOverrides: Readonly<Record<string, string>>): string {
  const { service, host, path, query } = request;
  return `${endpointOf(service, host, endpointOverrides)}/${path}${queryString(query)}`;
}

/**
 * The headers of a request.
 * @throws ApiError before fetch does: its words on an invalid header quote the header, token and all.
 */
export function headersOf(request: ApiRequest, { userAgent, token, quotaProject }: Sender): Record<string, string> {
  if (!isHeaderWord(token)) {
    throw new ApiError({ kind: 'credentialsBroken', message: 'The access token holds characters no token has' });
  }
  if (quotaProject !== undefined && !PROJECT_ID.test(quotaProject)) {
    const message = `Not a project id${saidInstead(quotaProject, /^[\x20-\x7e]{1,60}$/)}`;
    throw new ApiError({ kind: 'invalidArgument', message });
  }
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    // Google compresses answers only for clients whose User-Agent names gzip too.
    'user-agent': `${userAgent} (gzip)`,
    ...(quotaProject !== undefined && { 'x-goog-user-project': quotaProject }),
    ...(request.body && { 'content-type': 'application/json' }),
  };
}

function queryString(query: ApiRequest['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

function isHeaderWord(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
