import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';

/** What credentials need of the world around them. */
export interface CredentialWire {
  readonly clock: Clock;
  readonly log: Log;
  /** `oauth2`, `accounts`, `sts`, `iamcredentials` → base URL in place of Google’s, with or without a path after the host. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  /** The host's own fetch, which knows its proxy and certificate settings. */
  readonly fetch: typeof fetch;
}
