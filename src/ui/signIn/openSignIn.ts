import type { SecretStorage } from 'vscode';
import { systemClock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { credentialWire } from '../../google/credentials/wire.js';
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
  // Looked up at each call: VS Code replaces it with the one that knows its proxy and certificate settings.
  const wire = credentialWire((input, init) => globalThis.fetch(input, init), world);
  return new SignIn({ secrets, clientId, wire });
}
