import { rpcCodeName } from '../../operations/code.js';
import { ApiError, type ApiErrorFacts, type HelpLink } from '../apiError.js';
import { arrayOf, isObject, objectOf, parseJson, stringOf, type JsonObject } from '../json.js';
import type { Answer } from './answer.js';
import { readErrorDetails } from './errorDetails.js';
import { errorKind, foreignErrorKind } from './errorKind.js';
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
  return new ApiError(status ? googleFacts(status, answer, request, now) : foreignFacts(answer, request, now));
}

/** A 2xx whose body is not what the API documents. */
export function garbledAnswer(answer: Answer, host: string): ApiError {
  return new ApiError({ kind: 'garbled', message: describeForeign(answer), httpStatus: answer.status, host });
}

/** The google.rpc.Status inside; undefined when the answer holds none. */
function statusOf(json: unknown): JsonObject | undefined {
  // Some Google servers wrap a streaming method's error into an array of one.
  const first = Array.isArray(json) ? (json as readonly unknown[])[0] : json;
  const envelope = objectOf(first);
  const error = envelope['error'];
  if (isObject(error)) {
    return error;
  }
  return typeof envelope['code'] === 'number' ? envelope : undefined;
}

function googleFacts(status: JsonObject, answer: Answer, request: RequestFacts, now: number): ApiErrorFacts {
  const details = readErrorDetails(status['details']);
  const reason = details.reason ?? olderReason(status, details.links, answer);
  const name = codeName(status);
  const message = stringOf(status['message']);
  const kind = errorKind({
    reason: namesNoQuotaProject(message) ? 'SERVICE_DISABLED' : reason,
    consumer: namesNoQuotaProject(message) ? 'projects/764086051850' : details.metadata['consumer'],
    quotaProject: request.quotaProject,
    status: name,
    httpStatus: answer.status,
  });
  const retryAfterMs = bounded(details.retryDelayMs ?? retryAfter(answer, now));
  const metadata = withActivationUrl(details.metadata, details.links, kind === 'apiDisabled');
  return {
    kind,
    message: serverText(details.localizedMessage ?? message ?? `HTTP ${answer.status}`),
    httpStatus: answer.status,
    host: request.host,
    ...(name !== undefined && { status: name }),
    ...(reason !== undefined && { reason }),
    ...(details.domain !== undefined && { domain: details.domain }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(details.links.length > 0 && { links: details.links }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(kind === 'scopeInsufficient' && { scopes: request.scopes }),
  };
}

function foreignFacts(answer: Answer, request: RequestFacts, now: number): ApiErrorFacts {
  const retryAfterMs = bounded(retryAfter(answer, now));
  return {
    kind: foreignErrorKind(answer.status),
    message: describeForeign(answer),
    httpStatus: answer.status,
    host: request.host,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** `status` names the code; a grpc-gateway gives its number instead, an envelope's number is the HTTP status again. */
function codeName(status: JsonObject): string | undefined {
  const code = status['code'];
  return stringOf(status['status']) ?? (typeof code === 'number' && code < 100 ? rpcCodeName(code) : undefined);
}

/** What services that send no ErrorInfo say by other means, put as the ErrorInfo reason it stands for. */
function olderReason(status: JsonObject, links: readonly HelpLink[], answer: Answer): string | undefined {
  if (/\berror="?insufficient_scope\b/.test(answer.headers.get('www-authenticate') ?? '')) {
    return 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
  }
  if (answer.status === 403 && links.some(isActivationLink)) {
    return 'SERVICE_DISABLED';
  }
  switch (stringOf(objectOf(arrayOf(status['errors'])[0])['reason'])) {
    case 'accessNotConfigured':
      return 'SERVICE_DISABLED';
    case 'rateLimitExceeded':
    case 'userRateLimitExceeded':
      return 'RATE_LIMIT_EXCEEDED';
    case 'quotaExceeded':
      return 'RESOURCE_QUOTA_EXCEEDED';
    case undefined:
    default:
      return undefined;
  }
}

function isActivationLink(link: HelpLink): boolean {
  return link.description === 'Google developers console API activation';
}

/** The one case that only the text tells where a service sends no ErrorInfo with it. */
function namesNoQuotaProject(message: string | undefined): boolean {
  return message?.includes('requires a quota project, which is not set by default') ?? false;
}

/** The link to enable an API, where the metadata of an older answer lacks it. */
function withActivationUrl(
  metadata: Readonly<Record<string, string>>,
  links: readonly HelpLink[],
  apiDisabled: boolean,
): Readonly<Record<string, string>> {
  const url = apiDisabled ? links.find(isActivationLink)?.url : undefined;
  return url === undefined || metadata['activationUrl'] !== undefined ? metadata : { ...metadata, activationUrl: url };
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
