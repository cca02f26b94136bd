import { isObject, objectOf, parseJson, stringOf } from '../../json.js';
import { explainFailure } from '../credentialError.js';
import { exchangeToken } from '../tokenExchange.js';
import type { CredentialWire } from '../wire.js';
import type { OAuthAccount, OAuthClient, TokenGrant } from './oauthClient.js';

const tokenUrl = 'https://oauth2.googleapis.com/token';
const revokeUrl = 'https://oauth2.googleapis.com/revoke';

/** For one request to the token endpoint. */
const deadlineMs = 20_000;

/** RFC 6749 only recommends to say how long a token lives. */
const unknownLifetimeMs = 10 * 60_000;

/** What a consent page gave, with what is needed to redeem it. */
export interface RedeemableCode {
  readonly code: string;
  readonly verifier: string;
  /** The same as in the request for the code. */
  readonly redirectUri: string;
}

/** @throws ApiError signInExpired (a code works once, for ten minutes), credentialsBroken, network, … */
export function redeemCode(client: OAuthClient, code: RedeemableCode, wire: CredentialWire): Promise<TokenGrant> {
  return requestTokens(wire, {
    ...clientFields(client),
    grant_type: 'authorization_code',
    code: code.code,
    code_verifier: code.verifier,
    redirect_uri: code.redirectUri,
  });
}

/**
 * @param scopes those the token is to be good for and no others (RFC 6749, 6); without them, all that were granted.
 * @throws ApiError signInExpired, reauthRequired, credentialsBroken, network, …
 */
export function refreshTokens(
  client: OAuthClient,
  refreshToken: string,
  wire: CredentialWire,
  scopes?: readonly string[],
): Promise<TokenGrant> {
  return requestTokens(wire, {
    ...clientFields(client),
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...(scopes && { scope: scopes.join(' ') }),
  });
}

/**
 * Takes the whole grant back: the refresh token and every access token made from it (RFC 7009). A token that is no
 * longer valid is as good as revoked.
 */
export async function revokeToken(token: string, wire: CredentialWire): Promise<void> {
  await exchangeToken(
    wire,
    { deadlineMs },
    async (observedFetch) => {
      const response = await post(observedFetch, revokeUrl, { token });
      if (!response.ok && response.status !== 400) {
        throw new Error(`HTTP ${response.status}`);
      }
    },
    (failure) => explainFailure(failure, { kind: 'signIn', file: undefined }, wire.clock.now()),
  );
}

function requestTokens(wire: CredentialWire, form: Readonly<Record<string, string>>): Promise<TokenGrant> {
  return exchangeToken(
    wire,
    { deadlineMs },
    async (observedFetch) => {
      const response = await post(observedFetch, tokenUrl, form);
      const grant = response.ok ? readGrant(parseJson(await response.text())) : undefined;
      if (!grant) {
        // What the answer was is in the exchange's record, and the error is made of that.
        throw new Error(`HTTP ${response.status}`);
      }
      return grant;
    },
    (failure) => explainFailure(failure, { kind: 'signIn', file: undefined }, wire.clock.now()),
  );
}

function post(send: typeof fetch, url: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return send(url, { method: 'POST', body: new URLSearchParams(form), headers: { accept: 'application/json' } });
}

function clientFields({ id, secret }: OAuthClient): Record<string, string> {
  return { client_id: id, ...(secret !== undefined && secret !== '' && { client_secret: secret }) };
}

function readGrant(answer: unknown): TokenGrant | undefined {
  const fields = objectOf(answer);
  const accessToken = stringOf(fields['access_token']);
  if (accessToken === undefined) {
    return undefined;
  }
  const seconds = fields['expires_in'];
  return {
    accessToken,
    expiresInMs: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : unknownLifetimeMs,
    refreshToken: stringOf(fields['refresh_token']),
    scopes: (stringOf(fields['scope']) ?? '').split(' ').filter((scope) => scope !== ''),
    account: readIdToken(stringOf(fields['id_token'])),
  };
}

/**
 * The account in an id token. Its signature need not be checked: it came straight from the token endpoint over TLS
 * (OpenID Connect Core 1.0, 3.1.3.7).
 */
function readIdToken(idToken: string | undefined): OAuthAccount | undefined {
  const payload = idToken?.split('.')[1];
  const claims = payload === undefined ? undefined : parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!isObject(claims)) {
    return undefined;
  }
  const id = stringOf(claims['sub']);
  const email = stringOf(claims['email']);
  return id === undefined || email === undefined ? undefined : { id, email };
}
