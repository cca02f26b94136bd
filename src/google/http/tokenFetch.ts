import { ApiError } from '../apiError.js';
import { mayReceiveTokens, type AllowedOrigins } from '../origins.js';
import { serverText } from './serverText.js';

declare const checksOrigins: unique symbol;
declare const staysPut: unique symbol;

/** A fetch that follows no redirect: whoever answers with one would otherwise decide where the next request goes. */
export type StrictFetch = typeof fetch & { readonly [staysPut]: true };

/**
 * A strict fetch for requests that carry an access token, a refresh token, a secret or a code. It sends them where
 * `mayReceiveTokens` lets them go. The type has no other maker, so a request cannot get around the rule by mistake.
 */
export type TokenFetch = StrictFetch & { readonly [checksOrigins]: true };

/** @throws ApiError `originNotAllowed` before anything is sent, `redirected`; else what `send` throws. */
export function tokenFetch(send: typeof fetch, allowed: AllowedOrigins): TokenFetch {
  const strict = strictFetch(send);
  const checked: typeof fetch = async (input, init) => {
    requireAllowed(urlOf(input), allowed);
    return strict(input, init);
  };
  return checked as TokenFetch;
}

/** @throws ApiError `redirected`; else what `send` throws. */
export function strictFetch(send: typeof fetch): StrictFetch {
  const strict: typeof fetch = async (input, init) => {
    const response = await send(input, { ...init, redirect: 'manual' });
    if (isRedirect(response)) {
      await response.body?.cancel();
      throw redirectedError(response, urlOf(input));
    }
    return response;
  };
  return strict as StrictFetch;
}

/** @throws ApiError `originNotAllowed` */
export function requireAllowed(url: URL, allowed: AllowedOrigins): void {
  if (!mayReceiveTokens(url, allowed)) {
    throw new ApiError({
      kind: 'originNotAllowed',
      message: `Nothing was sent to ${url.origin}: it is neither Google's nor allowed to receive access tokens.`,
      metadata: { origin: url.origin },
      host: url.host,
    });
  }
}

/** Chromium's fetch, which VS Code can be told to use, hides status and headers of a redirect that it did not follow. */
function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

/** Only the origin it leads to is told: what comes after may be anything, a token included. */
function redirectedError({ status, headers }: Response, from: URL): ApiError {
  const location = headers.get('location');
  const leadsTo = location !== null && URL.canParse(location, from) ? new URL(location, from).origin : 'elsewhere';
  return new ApiError({
    kind: 'redirected',
    message: `${from.origin} redirects to ${serverText(leadsTo)} instead of answering. A request with a token is not sent on.`,
    host: from.host,
    ...(status !== 0 && { httpStatus: status }),
  });
}

function urlOf(input: Parameters<typeof fetch>[0]): URL {
  return new URL(input instanceof Request ? input.url : input);
}
