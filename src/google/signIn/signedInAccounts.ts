import type { Event } from '../../base/event.js';
import { Lazy } from '../../base/lazy.js';
import { Owner } from '../../base/lifecycle.js';
import type { Credential } from '../credentials/credential.js';
import type { AccountTokens } from '../credentials/oauth/accountTokens.js';
import type { BrowserSignIn } from '../credentials/oauth/signInWithBrowser.js';
import { lazyCredential } from '../lazyGoogle.js';
import { AccountStore, type SecretStore, type SignedInAccount } from './accountStore.js';

/**
 * The people who signed in with Google through the editor. Who they are is read from the secret store; what signs them in
 * and out and makes their tokens is loaded when it is needed, for VS Code asks who is signed in long before.
 */
export class SignedInAccounts extends Owner {
  readonly #store: AccountStore;
  readonly #tokens: Lazy<AccountTokens>;

  /** Fires when an account was signed in or out, in this window or another one. */
  readonly onDidChange: Event<void>;

  constructor(secrets: SecretStore, openTokens: (store: AccountStore) => Promise<AccountTokens>) {
    super();
    this.#store = this.own(new AccountStore(secrets));
    this.onDidChange = this.#store.onDidChange;
    this.#tokens = new Lazy(() => openTokens(this.#store));
  }

  /** The latest sign-in first. */
  async list(): Promise<readonly SignedInAccount[]> {
    return (await this.#store.list()).map(({ id, email, scopes }) => ({ id, email, scopes }));
  }

  /** See `AccountTokens.signIn`. */
  async signIn(signIn: BrowserSignIn): Promise<SignedInAccount> {
    return (await this.#tokens.get()).signIn(signIn);
  }

  /** See `AccountTokens.signOut`. */
  async signOut(id: string): Promise<SignedInAccount | undefined> {
    return (await this.#tokens.get()).signOut(id);
  }

  /** See `AccountTokens.narrowToken`. */
  async narrowToken(id: string, scopes: readonly string[]): Promise<string> {
    return (await this.#tokens.get()).narrowToken(id, scopes);
  }

  /** @param email the account to use where several are signed in; without it the one that signed in last. */
  credential(email?: string): Credential {
    return lazyCredential(this.#tokens, (tokens) => tokens.credential(email));
  }
}
