import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { strictFetch, tokenFetch, type StrictFetch, type TokenFetch } from '../http/tokenFetch.js';
import type { AllowedOrigins } from '../origins.js';

/** What credentials need of the world around them. */
export interface CredentialWire {
  readonly clock: Clock;
  readonly log: Log;
  /** `oauth2`, `accounts`, `sts`, `iamcredentials` → base URL in place of Google’s, with or without a path after the host. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  /** Where tokens may be sent beside Google; `fetch` asks it too. */
  readonly allowedOrigins: AllowedOrigins;
  /** Ends what is under way, and its timers. Absent: nothing does before its deadline. */
  readonly ended?: AbortSignal;
  /** For whatever carries a token, a secret or a code. */
  readonly fetch: TokenFetch;
  /** For what hands out a credential of its own and gets none of Google's: the metadata server, an identity provider. */
  readonly sourceFetch: StrictFetch;
}

/** @param send the host's own fetch, which knows its proxy and certificate settings. */
export function credentialWire(
  send: typeof fetch,
  world: Omit<CredentialWire, 'fetch' | 'sourceFetch'>,
): CredentialWire {
  return {
    clock: world.clock,
    log: world.log,
    allowedOrigins: world.allowedOrigins,
    ...(world.ended && { ended: world.ended }),
    // Those of the moment, where accounts outlive the settings they signed in by.
    get endpointOverrides() {
      return world.endpointOverrides;
    },
    fetch: tokenFetch(send, world.allowedOrigins),
    sourceFetch: strictFetch(send),
  };
}
