import { ApiError, isApiError } from '../apiError.js';
import type { Answer } from '../http/answer.js';
import { readBody, textOf } from '../http/body.js';
import { endpointOf } from '../http/endpoint.js';
import { withFetch } from '../http/hostFetch.js';
import type { CredentialWire } from './wire.js';

/** How a token exchange went as far as it can be seen on the wire. */
export interface ExchangeRecord {
  /** Host that was asked last, as Google names it. */
  readonly host: string | undefined;
  /** The last answer, whatever its status; undefined when the last request got none. */
  readonly answer: Answer | undefined;
  /** What the last request without an answer ended with. */
  readonly thrown: unknown;
  /** Everything secret that was sent. */
  readonly secrets: readonly string[];
}

/** Why an exchange failed: what the library threw (to be thrown away, for it holds secrets), and the wire's side. */
export interface ExchangeFailure {
  readonly thrown: unknown;
  readonly record: ExchangeRecord;
}

export interface ExchangeLimits {
  /** In milliseconds, for all requests and their repetitions together. */
  readonly deadlineMs: number;
  /** Origins that hand out what is then exchanged. They get no token of Google's, so they need not be allowed to. */
  readonly sources?: readonly string[];
}

/** No token endpoint's answer comes near; a subject token of another identity provider may have some kilobytes. */
const MAX_BYTES = 1024 * 1024;

/**
 * Lets `task` make a token within the limits. Every request of it goes through the wire's fetch: to the endpoint
 * overrides, to nobody who may not have tokens, along no redirect, and under the deadline's signal. The credential library comes to
 * that fetch by itself, other tasks are given it.
 * @throws ApiError `deadline`, or what `explain` makes of the failure.
 */
export async function exchangeToken<T>(
  wire: CredentialWire,
  { deadlineMs, sources = [] }: ExchangeLimits,
  task: (observedFetch: typeof fetch) => Promise<T>,
  explain: (failure: ExchangeFailure) => ApiError,
): Promise<T> {
  const ending = new AbortController();
  return new Promise((resolve, reject) => {
    const end = (error: ApiError): void => {
      reject(error);
      ending.abort(error);
    };
    const { observedFetch, record } = observe(wire, sources, ending.signal, end);
    const work = withFetch(observedFetch, () => task(observedFetch)).catch((thrown: unknown) => {
      throw explain({ thrown, record: record() });
    });
    // The library sleeps between its repetitions whatever the signal says, so the promise is not left to it.
    const timer = wire.clock.schedule(deadlineMs, () => end(deadlineError(deadlineMs, record().host)));
    const onEnd = (): void => end(abortedError());
    wire.ended?.addEventListener('abort', onEnd, { once: true });
    const over = (): void => {
      timer.dispose();
      wire.ended?.removeEventListener('abort', onEnd);
    };
    ending.signal.addEventListener('abort', over, { once: true });
    void work.then(resolve, reject).finally(over);
    if (wire.ended?.aborted) {
      onEnd();
    }
  });
}

function abortedError(): ApiError {
  return new ApiError({ kind: 'aborted', message: 'The request for an access token was given up.' });
}

function observe(
  wire: CredentialWire,
  sources: readonly string[],
  signal: AbortSignal,
  end: (error: ApiError) => void,
): { observedFetch: typeof fetch; record: () => ExchangeRecord } {
  let last: Pick<ExchangeRecord, 'host' | 'answer' | 'thrown'> = {
    host: undefined,
    answer: undefined,
    thrown: undefined,
  };
  const secrets = new Set<string>();
  const observedFetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    collectSecrets(init, secrets);
    last = { host: url.host, answer: undefined, thrown: undefined };
    try {
      const send = sources.includes(url.origin) ? wire.sourceFetch : wire.fetch;
      const response = await send(redirected(url, wire.endpointOverrides), {
        ...init,
        signal: both(init?.signal, signal),
      });
      const text = textOf(await readBody(response.body, MAX_BYTES, url.host));
      last = {
        host: url.host,
        answer: { status: response.status, headers: response.headers, text },
        thrown: undefined,
      };
      // Read to its end above; an empty one must be null for the statuses that have no body.
      return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
    } catch (thrown) {
      last = { host: url.host, answer: undefined, thrown };
      if (isApiError(thrown)) {
        // Of our own making, so another try would end alike.
        end(thrown);
      }
      throw thrown;
    }
  };
  return { observedFetch, record: () => ({ ...last, secrets: [...secrets] }) };
}

/**
 * Where a request goes: `https://sts.googleapis.com/v1/token` with an override for `sts` becomes its base URL and
 * `/v1/token`, and so does `accounts.google.com` with one for `accounts`. One rule for all, since the library takes endpoints from an option for some kinds, from the
 * credential file for others, and has them hard-coded for service accounts.
 */
export function redirected(url: URL, overrides: Readonly<Record<string, string>>): URL {
  const service = /^([a-z0-9-]+)\.google(?:apis)?\.com$/.exec(url.host)?.[1];
  if (service === undefined || url.protocol !== 'https:') {
    return url;
  }
  return new URL(`${endpointOf(service, url.host, overrides)}${url.pathname}${url.search}`);
}

function both(own: AbortSignal | null | undefined, deadline: AbortSignal): AbortSignal {
  return own ? AbortSignal.any([own, deadline]) : deadline;
}

/** Fields of a token request that anybody may see (RFC 6749, RFC 8693); every other one is taken for a secret. */
const publicFields: ReadonlySet<string> = new Set([
  'grant_type',
  'client_id',
  'redirect_uri',
  'scope',
  'audience',
  'resource',
  'requested_token_type',
  'subject_token_type',
  'options',
]);

function collectSecrets(init: RequestInit | undefined, secrets: Set<string>): void {
  const authorization = new Headers(init?.headers).get('authorization');
  if (authorization !== null) {
    secrets.add(authorization.replace(/^\w+ /, ''));
  }
  if (init?.body instanceof URLSearchParams) {
    for (const [field, value] of init.body) {
      if (!publicFields.has(field) && value !== '') {
        secrets.add(value);
      }
    }
  }
}

function deadlineError(deadlineMs: number, host: string | undefined): ApiError {
  const message = `No access token within ${deadlineMs / 1000} s.`;
  return new ApiError({ kind: 'deadline', message, ...(host !== undefined && { host }) });
}
