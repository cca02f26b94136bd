import { ApiError, type ApiErrorKind } from '../apiError.js';
import { serverText } from './serverText.js';

/**
 * What went wrong below HTTP, from whatever a fetch threw, as an ApiError `network`, `certificate` or
 * `garbled`. Nothing of the thrown error is kept but its code and message: gaxios' errors hold the request with its
 * headers.
 * @param host the host that was asked, as Google names it.
 */
export function networkError(thrown: unknown, host: string): ApiError {
  const { code, message } = innermost(thrown);
  return new ApiError({
    kind: kindOf(code),
    message: serverText(message),
    host,
    ...(code !== undefined && { networkCode: code }),
  });
}

/**
 * Whether a connection that stood was lost, or a name could not be resolved just now: what AIP-194 counts as
 * unavailable. A connection that cannot be made at all is no such thing; it stays that way for a while.
 */
export function isConnectionLoss(networkCode: string | undefined): boolean {
  return networkCode !== undefined && lossCodes.has(networkCode);
}

const lossCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_CONNECTION_RESET',
  'ERR_CONNECTION_CLOSED',
  'ERR_NETWORK_CHANGED',
]);

const certificateCodes = /CERT|UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY|UNKNOWN_CA|^CRL_/;

function kindOf(code: string | undefined): ApiErrorKind {
  if (code === undefined) {
    return 'network';
  }
  if (certificateCodes.test(code)) {
    return 'certificate';
  }
  // Not HTTP at all, or compressed data that cannot be decompressed.
  return /^(?:HPE_|Z_)/.test(code) ? 'garbled' : 'network';
}

/** fetch says no more than `fetch failed`; the reason is somewhere down the chain of causes. */
function innermost(thrown: unknown): { code: string | undefined; message: string } {
  let code: string | undefined;
  let message = 'The request failed';
  let error: unknown = thrown;
  for (let depth = 0; depth < 6 && error instanceof Error; depth++) {
    // Several addresses were tried, each failed; they rarely differ.
    const first = error instanceof AggregateError ? (error.errors as readonly unknown[])[0] : undefined;
    const inner: unknown = first ?? error;
    if (inner instanceof Error) {
      message = inner.message || message;
      code = codeOf(inner) ?? code;
    }
    error = error.cause;
  }
  return { code, message };
}

/**
 * Chromium's fetch, which VS Code can be told to use (`http.electronFetch`), has its code in the message (`net::ERR_…`);
 * Node's, for an answer that is not HTTP, has one in some versions only.
 */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(error.code)) {
    return error.code;
  }
  return error.name === 'HTTPParserError' ? 'HPE_INVALID' : /\bnet::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
}
