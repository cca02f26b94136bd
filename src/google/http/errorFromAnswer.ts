import { rpcCodeName, rpcCodes } from '../../operations/code.js';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from '../apiError.js';
import { isObject, objectOf, parseJson, stringOf, type JsonObject } from '../json.js';
import type { Answer } from './answer.js';
import { readErrorDetails, type ErrorDetails } from './errorDetails.js';
import { errorKind, foreignErrorKind } from './errorKind.js';
import { metadataOfText } from './errorText.js';
import { isActivationLink, olderReason } from './olderError.js';
import { cleanFacts } from './redaction.js';
import { serverText } from './serverText.js';

/** What the request was, as far as the meaning of its refusal depends on it. */
export interface RequestFacts {
  readonly host: string;
  readonly scopes: readonly string[];
  /** Sent as `x-goog-user-project`. */
  readonly quotaProject: string | undefined;
}

/**
 * An answer other than 2xx as an ApiError: Google's envelope (AIP-193), its older form with `errors[]`, the bare Status
 * of a grpc-gateway, or anything else that a server or something in between may send.
 * @param now milliseconds since the epoch, for a Retry-After that is a date.
 */
export function errorFromAnswer(answer: Answer, request: RequestFacts, now: number): ApiError {
  const status = statusOf(parseJson(answer.text));
  const facts = status ? googleFacts(status, answer, request, now) : foreignFacts(answer, request, now);
  return new ApiError(cleanFacts(facts, serverText));
}

/** A 2xx whose body is not what the API documents. */
export function garbledAnswer(answer: Answer, host: string): ApiError {
  return new ApiError({ kind: 'garbled', message: describeForeign(answer), httpStatus: answer.status, host });
}

/** The google.rpc.Status inside; undefined when the answer holds none. */
function statusOf(json: unknown): JsonObject | undefined {
  // Some Google servers wrap a streaming method's error into an array, behind what they had sent by then.
  const envelopes = Array.isArray(json) ? (json as readonly unknown[]).map(objectOf) : [objectOf(json)];
  for (const envelope of envelopes) {
    const error = Array.isArray(envelope['error']) ? (envelope['error'] as readonly unknown[])[0] : envelope['error'];
    if (isObject(error)) {
      return withInnerStatus(error);
    }
    if (typeof envelope['code'] === 'number') {
      return envelope;
    }
  }
  return undefined;
}

/** A front end may pass on, as its message, the whole answer of the server behind it. */
function withInnerStatus(status: JsonObject): JsonObject {
  const message = stringOf(status['message']) ?? '';
  const inner = message.trimStart().startsWith('{') ? objectOf(parseJson(message))['error'] : undefined;
  return isObject(inner) ? { ...status, ...inner } : status;
}

function googleFacts(status: JsonObject, answer: Answer, request: RequestFacts, now: number): ApiErrorFacts {
  const details = readErrorDetails(status['details']);
  const lacksScope = isScopeChallenge(answer);
  const reason =
    details.reason ??
    (lacksScope ? 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' : olderReason(status, details.links, answer.status));
  const name = codeName(status);
  const message = serverText(stringOf(status['message']) ?? `HTTP ${answer.status}`);
  const kind = errorKind({
    reason,
    violations: details.violations,
    consumer: details.metadata['consumer'],
    quotaProject: request.quotaProject,
    status: name,
    httpStatus: answer.status,
    message,
  });
  const retryAfterMs = bounded(details.retryDelayMs ?? retryAfter(answer, now));
  const metadata = {
    ...metadataOfText(message, kind),
    ...activation(details, kind),
    ...details.metadata,
  };
  return {
    kind,
    message: details.localizedMessage ?? message,
    httpStatus: answer.status,
    host: request.host,
    ...(name !== undefined && { status: name }),
    ...(reason !== undefined && { reason }),
    ...(details.domain !== undefined && { domain: details.domain }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(details.links.length > 0 && { links: details.links }),
    ...(details.advice !== undefined && { advice: details.advice }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(kind === 'scopeInsufficient' && { scopes: request.scopes }),
  };
}

function foreignFacts(answer: Answer, request: RequestFacts, now: number): ApiErrorFacts {
  const retryAfterMs = bounded(retryAfter(answer, now));
  const lacksScope = answer.status === 403 && isScopeChallenge(answer);
  return {
    kind: lacksScope ? 'scopeInsufficient' : foreignErrorKind(answer.status),
    message: describeForeign(answer),
    httpStatus: answer.status,
    host: request.host,
    ...(lacksScope && { scopes: request.scopes }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/**
 * `status` names the code; a grpc-gateway gives its number instead, an envelope's number is the HTTP status again. Front
 * ends have words of their own in that place, such as `Bad Request`.
 */
function codeName(status: JsonObject): string | undefined {
  const { code, status: name } = status;
  if (typeof name === 'string' && Object.hasOwn(rpcCodes, name)) {
    return name;
  }
  return typeof code === 'number' && code < 100 ? rpcCodeName(code) : undefined;
}

/** RFC 6750, section 3.1; Google's APIs send it with most of their answers about scopes. */
function isScopeChallenge({ headers }: Answer): boolean {
  return /\berror="?insufficient_scope\b/.test(headers.get('www-authenticate') ?? '');
}

/** The link to enable an API, where the metadata of an older answer lacks it. */
function activation({ links }: ErrorDetails, kind: ApiErrorKind): Readonly<Record<string, string>> {
  const url = kind === 'apiDisabled' ? links.find(isActivationLink)?.url : undefined;
  return url === undefined ? {} : { activationUrl: url };
}

/** Longer no server is left alone: what asks for days is a mistake, or something in between. */
const LONGEST_WAIT_MS = 60 * 60_000;

function bounded(waitMs: number | undefined): number | undefined {
  return waitMs === undefined ? undefined : Math.min(waitMs, LONGEST_WAIT_MS);
}

/**
 * Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). A date counts from the answer's own, because this
 * machine's clock may be set otherwise.
 */
function retryAfter({ headers }: Answer, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  const answeredAt = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(answeredAt) ? now : answeredAt));
}

/** E.g. `HTTP 404 with text/html instead of JSON: Error 404 (Not Found)!!1`. */
function describeForeign(answer: Answer): string {
  if (answer.text.trim() === '') {
    return `HTTP ${answer.status} with an empty body`;
  }
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const what =
    type === 'application/json' ? 'broken or unexpected JSON' : `${type || 'no content type'} instead of JSON`;
  const words = wordsOf(answer.text);
  return serverText(`HTTP ${answer.status} with ${what}${words === '' ? '' : `: ${words}`}`);
}

/** The title of an HTML page, else its first words. */
function wordsOf(text: string): string {
  const head = text.slice(0, 4000);
  const title = /<title[^>]*>([^<]{1,200})/i.exec(head)?.[1];
  return (title ?? head.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, 200);
}
