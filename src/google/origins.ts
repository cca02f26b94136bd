import { isPrivate, isThisMachine } from '../base/baseUrl.js';

/**
 * Origins beside Google's that the person has allowed to receive tokens, e.g. `https://proxy.example`. Asked at each
 * request, so that an answer counts at once.
 */
export interface AllowedOrigins {
  has(origin: string): boolean;
}

export const noOtherOrigins: AllowedOrigins = { has: () => false };

/**
 * The one rule on where an access token, a refresh token, a client secret or a code may be sent: Google's hosts, this
 * machine, and what the person has allowed. It is asked about the address as it goes out, whoever named it: a setting,
 * an own service, a record on disk or a credential file.
 */
export function mayReceiveTokens(url: URL, allowed: AllowedOrigins): boolean {
  return isGoogle(url) || (isPrivate(url) && (isThisMachine(url.hostname) || allowed.has(url.origin)));
}

/**
 * `https://*.googleapis.com` at its own port: also the locational hosts (`us-central1-gkehub.googleapis.com`), the
 * regional ones (`storage.us-central1.rep.googleapis.com`) and those of private endpoints (`*.p.googleapis.com`).
 */
export function isGoogle(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && /^[a-z0-9.-]+\.googleapis\.com$/.test(url.hostname);
}
