import type { SecretStorage } from 'vscode';
import { systemClock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { lazyAccountTokens } from '../../google/lazyGoogle.js';
import type { AllowedOrigins } from '../../google/origins.js';
import type { Settings } from '../../settings.js';
import { SignIn } from './signIn.js';

/**
 * "Sign in with Google" for this window.
 * @param clientId the organization's OAuth client, as the setting has it.
 * @param settings those of the moment: accounts outlive the session that they signed in for.
 */
export function openSignIn(
  secrets: SecretStorage,
  log: Log,
  allowedOrigins: AllowedOrigins,
  clientId: () => string | undefined,
  settings: () => Pick<Settings, 'endpointOverrides'>,
): SignIn {
  const world = {
    clock: systemClock,
    log,
    allowedOrigins,
    get endpointOverrides() {
      return settings().endpointOverrides;
    },
  };
  return new SignIn({ secrets, clientId, openTokens: (store) => lazyAccountTokens(store, world) });
}
