import type { AuthClient } from 'google-auth-library';
import { objectOf, type JsonObject } from '../json.js';
import type { CredentialDescription } from './credential.js';
import { explainFailure } from './credentialError.js';
import { exchangeToken, type ExchangeLimits } from './tokenExchange.js';
import type { MintedToken, TokenSource } from './tokenSource.js';
import type { CredentialWire } from './wire.js';

/** Long enough for the library's repetitions of a 503 (2.1 s in all) and a slow proxy. */
export const exchangeDeadlineMs = 20_000;

/** RFC 6749 only recommends to say how long a token lives; Google's live an hour. Were it less, a 401 would tell. */
const unknownLifetimeMs = 10 * 60_000;

/**
 * For every client of the library: without this its interceptors print each answer, and so each token, to stderr where
 * GOOGLE_SDK_NODE_LOGGING is set, and the editor keeps what is printed there in its log files.
 */
export const silentClient = { useAuthRequestParameters: false };

/** A way to tokens that goes through a client of the credential library. */
export interface LibraryClient {
  readonly description: CredentialDescription;
  readonly scoped: boolean;
  readonly limits?: Partial<ExchangeLimits>;
  /** A new client each time: the library's own cache cannot be told that a token was refused. */
  create(scope: string): AuthClient;
  /** Is given the token endpoint's answer, for what it says beside the token. */
  onAnswer?(answer: JsonObject): void;
}

export function librarySource(library: LibraryClient, wire: CredentialWire): TokenSource {
  return {
    scoped: library.scoped,
    describe: () => Promise.resolve(library.description),
    mint: (scope) =>
      exchangeToken(
        wire,
        { deadlineMs: exchangeDeadlineMs, ...library.limits },
        () => mintWith(library, scope),
        (failure) => explainFailure(failure, library.description, wire.clock.now()),
      ),
  };
}

async function mintWith(library: LibraryClient, scope: string): Promise<MintedToken> {
  const client = library.create(scope);
  const { token, res } = await client.getAccessToken();
  if (typeof token !== 'string' || token === '') {
    throw new Error('The answer held no access token.');
  }
  const answer = objectOf(res?.data);
  library.onAnswer?.(answer);
  return { token, expiresInMs: lifetimeMs(client, answer) };
}

function lifetimeMs(client: AuthClient, answer: JsonObject): number {
  const expiry = client.credentials.expiry_date;
  if (typeof expiry === 'number') {
    // The library stamps the end with the machine's clock; the cache counts by its own.
    return Math.max(0, expiry - Date.now());
  }
  const seconds = answer['expires_in'];
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : unknownLifetimeMs;
}
