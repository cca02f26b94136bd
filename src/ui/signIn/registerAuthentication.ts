import { authentication, Disposable, EventEmitter, l10n } from 'vscode';
import type { AuthenticationProvider, AuthenticationProviderAuthenticationSessionsChangeEvent } from 'vscode';

/** As in package.json (`contributes.authentication`), which makes VS Code activate the extension for it. */
const PROVIDER_ID = 'cloudOperations.google';

/**
 * Registers "Google Cloud (Cloud Operations)" with VS Code at activation; the provider itself is opened with the first
 * question, for it is in a file that is loaded later.
 */
export function registerAuthentication(open: () => Promise<AuthenticationProvider>): Disposable {
  const changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let opened: Promise<AuthenticationProvider> | undefined;

  function provider(): Promise<AuthenticationProvider> {
    opened ??= open().then((found) => {
      found.onDidChangeSessions((change) => changed.fire(change));
      return found;
    });
    return opened;
  }

  const registration = authentication.registerAuthenticationProvider(
    PROVIDER_ID,
    l10n.t('Google Cloud (Cloud Operations)'),
    {
      onDidChangeSessions: changed.event,
      getSessions: async (scopes, options) => (await provider()).getSessions(scopes, options),
      createSession: async (scopes, options) => (await provider()).createSession(scopes, options),
      removeSession: async (id) => (await provider()).removeSession(id),
    },
    { supportsMultipleAccounts: true },
  );
  return Disposable.from(registration, changed);
}
