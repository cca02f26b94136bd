import type { Answer } from '../http/answer.js';
import type { Json, JsonObject } from '../../../src/sample/json.js';

/** The codes of google.rpc.Code with the HTTP status each is answered with (google/rpc/code.proto). */
export const rpcCodes = {
  CANCELLED: 499,
  UNKNOWN: 500,
  INVALID_ARGUMENT: 400,
  DEADLINE_EXCEEDED: 504,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  PERMISSION_DENIED: 403,
  RESOURCE_EXHAUSTED: 429,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  OUT_OF_RANGE: 400,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DATA_LOSS: 500,
  UNAUTHENTICATED: 401,
} as const;

export type RpcStatus = keyof typeof rpcCodes;

/** Google's error envelope (AIP-193): HTTP status as `code`, the code's name as `status`, details only where there are any. */
export function problem(
  status: RpcStatus,
  message: string,
  details: readonly Json[] = [],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const code = rpcCodes[status];
  return {
    kind: 'json',
    status: code,
    json: { error: { code, message, status, details: details.length > 0 ? details : undefined } },
    headers,
  };
}

export function errorInfo(reason: string, domain: string, metadata: JsonObject): Json {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain, metadata };
}

export function localizedMessage(message: string): Json {
  return { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message };
}

export function help(description: string, url: string): Json {
  return { '@type': 'type.googleapis.com/google.rpc.Help', links: [{ description, url }] };
}

export function retryInfo(seconds: number): Json {
  return { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` };
}

/** An error answer of an OAuth endpoint. */
export function oauthError(error: string, description: string, subtype?: string, status = 400): Answer {
  return { kind: 'json', status, json: { error, error_description: description, error_subtype: subtype } };
}
