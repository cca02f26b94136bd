import { l10n, ProgressLocation, type SecretStorage } from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import { ApiError, isApiError } from '../../google/apiError.js';
import { SignedInAccounts } from '../../google/signIn/signedInAccounts.js';
import type { AccountTokens } from '../../google/credentials/oauth/accountTokens.js';
import type { AccountStore, SignedInAccount } from '../../google/signIn/accountStore.js';
import { GoogleAuthenticationProvider } from './authenticationProvider.js';
import { abortOn, browser } from './browser.js';
import { OAuthClients } from './oauthClients.js';
import { redirectPageTexts } from './signInWords.js';
import { showProgress } from '../show.js';

/** What every sign-in is good for; a service that needs another scope asks for it when it is used. */
const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform';

export interface SignInParts {
  readonly secrets: SecretStorage;
  /** Opens what makes tokens for the accounts. */
  readonly openTokens: (store: AccountStore) => Promise<AccountTokens>;
  /** The id of the organization's OAuth client, as the setting has it. */
  readonly clientId: () => string | undefined;
}

/** "Sign in with Google": the accounts, their sessions in VS Code, and the way in and out. */
export class SignIn extends Owner {
  readonly accounts: SignedInAccounts;
  readonly provider: GoogleAuthenticationProvider;
  readonly #clients: OAuthClients;

  constructor({ secrets, openTokens, clientId }: SignInParts) {
    super();
    this.#clients = new OAuthClients(secrets, clientId);
    this.accounts = this.own(new SignedInAccounts(secretStore(secrets), openTokens));
    this.provider = this.own(
      new GoogleAuthenticationProvider(this.accounts, (scopes, email) => this.signIn(scopes, email)),
    );
  }

  /**
   * Signs an account in, showing that it waits for the browser.
   * @param scopes beside the one for all of Google Cloud.
   * @param email the account that is to sign in; without it the person chooses.
   * @throws ApiError `aborted` when the person gives up, else as `SignedInAccounts.signIn`
   */
  async signIn(scopes: readonly string[], email?: string): Promise<SignedInAccount> {
    const client = await this.#clients.choose();
    if (!client) {
      throw new ApiError({ kind: 'aborted', message: 'No OAuth client was chosen.' });
    }
    const title = l10n.t('Signing in with Google: continue in the browser…');
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    try {
      return await showProgress(options, (_progress, cancellation) =>
        this.accounts.signIn({
          ...browser,
          client,
          scopes: [...new Set([CLOUD_PLATFORM, ...scopes])],
          account: email,
          page: redirectPageTexts(),
          signal: abortOn(cancellation),
        }),
      );
    } catch (error) {
      if (isApiError(error) && error.facts.reason === 'refused') {
        await this.#clients.forgetSecret(client);
      }
      throw error;
    }
  }
}

function secretStore(secrets: SecretStorage) {
  return {
    get: (key: string) => secrets.get(key),
    store: (key: string, value: string) => secrets.store(key, value),
    delete: (key: string) => secrets.delete(key),
    onDidChange: (listener: (change: { readonly key: string }) => void) => secrets.onDidChange(listener),
  };
}
