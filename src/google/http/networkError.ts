import { ApiError, type ApiErrorKind } from '../apiError.js';
import { serverText } from './serverText.js';

/**
 * What went wrong below HTTP, from whatever a fetch threw, as an ApiError `network`, `certificate` or
 * `garbled`. Nothing of the thrown error is kept but its code and message: gaxios' errors hold the request with its
 * headers.
 * @param host the host that was asked, as Google names it.
 */
export function networkError(thrown: unknown, host: string): ApiError {
  const { code, message, syscall } = innermost(thrown);
  return new ApiError({
    kind: kindOf(code),
    message: serverText(message),
    host,
    ...(code !== undefined && { networkCode: code }),
    ...(isUnconnected(code, syscall) && { unsent: true }),
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

/**
 * Whether no connection was made at all. Some codes say so by themselves; others (EHOSTUNREACH, ETIMEDOUT) also end a
 * connection that stood, and then the system call tells the two apart.
 */
function isUnconnected(code: string | undefined, syscall: string | undefined): boolean {
  return syscall === 'connect' || syscall === 'getaddrinfo' || (code !== undefined && unconnectedCodes.has(code));
}

const unconnectedCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
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
function innermost(thrown: unknown): {
  code: string | undefined;
  message: string;
  syscall: string | undefined;
} {
  let code: string | undefined;
  let syscall: string | undefined;
  let message = 'The request failed';
  let error: unknown = thrown;
  for (let depth = 0; depth < 6 && error instanceof Error; depth++) {
    // Several addresses were tried, each failed; they rarely differ.
    const first = error instanceof AggregateError ? (error.errors as readonly unknown[])[0] : undefined;
    const inner: unknown = first ?? error;
    if (inner instanceof Error) {
      message = inner.message || message;
      code = codeOf(inner) ?? code;
      syscall = (inner as NodeJS.ErrnoException).syscall ?? syscall;
    }
    error = error.cause;
  }
  return { code, message, syscall };
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
