import { ApiError, isApiError } from '../../apiError.js';
import type { AccountStore, SignedInAccount, StoredAccount } from '../../signIn/accountStore.js';
import type { Credential } from '../credential.js';
import { notSignedInError } from '../credentialError.js';
import { TokenCache } from '../tokenCache.js';
import type { TokenSource } from '../tokenSource.js';
import type { CredentialWire } from '../wire.js';
import { signInWithBrowser, type BrowserSignIn } from './signInWithBrowser.js';
import { refreshTokens, revokeToken } from './tokenEndpoint.js';

/** Makes tokens for the people who signed in with Google through the editor; access tokens are kept here. */
export class AccountTokens {
  readonly #store: AccountStore;
  readonly #wire: CredentialWire;
  /** By account, then by the scopes that tokens are narrowed to; the empty text stands for all. */
  readonly #caches = new Map<string, Map<string, TokenCache>>();

  constructor(store: AccountStore, wire: CredentialWire) {
    this.#store = store;
    this.#wire = wire;
  }

  /**
   * Signs an account in, or in again with other scopes.
   * @throws ApiError as `signInWithBrowser`
   */
  async signIn(signIn: BrowserSignIn): Promise<SignedInAccount> {
    const { account, scopes, refreshToken } = await signInWithBrowser(signIn, this.#wire);
    await this.#store.put({ ...account, client: signIn.client, scopes, refreshToken });
    this.#caches.delete(account.id);
    return { ...account, scopes };
  }

  /**
   * Forgets an account and takes its grant back. It is forgotten even where Google cannot be told so.
   * @returns the account; undefined when it was not signed in.
   */
  async signOut(id: string): Promise<SignedInAccount | undefined> {
    const account = (await this.#store.list()).find((candidate) => candidate.id === id);
    if (!account) {
      return undefined;
    }
    await this.#store.remove(id);
    this.#caches.delete(id);
    try {
      await revokeToken(account.refreshToken, this.#wire);
    } catch (error) {
      const kind = isApiError(error) ? error.facts.kind : 'other';
      this.#wire.log.warn(`A signed-out account's grant could not be revoked (${kind}).`);
    }
    return { id, email: account.email, scopes: account.scopes };
  }

  /**
   * A token for these scopes and no others: it is for somebody else.
   * @throws ApiError credentialsMissing when the account is not signed in, signInExpired, reauthRequired, network, …, and
   * garbled when the server gives one that is good for more.
   */
  narrowToken(id: string, scopes: readonly string[]): Promise<string> {
    return this.#cache(id, [...new Set(scopes)].sort()).accessToken([]);
  }

  #cache(id: string, scopes: readonly string[] | undefined): TokenCache {
    const caches = this.#caches.get(id) ?? new Map<string, TokenCache>();
    this.#caches.set(id, caches);
    const key = scopes?.join(' ') ?? '';
    const cache = caches.get(key) ?? new TokenCache(this.#wire.clock, () => this.#source(id, scopes));
    caches.set(key, cache);
    return cache;
  }

  /** @param email the account to use where several are signed in; without it the one that signed in last. */
  credential(email?: string): Credential {
    const chosen = (): Promise<StoredAccount> =>
      this.#find((account) => email === undefined || account.email === email);
    return {
      describe: async () => this.#cache((await chosen()).id, undefined).describe(),
      accessToken: async (scopes, signal) => {
        const account = await chosen();
        if (!scopes.some((scope) => account.scopes.includes(scope))) {
          throw new ApiError({ kind: 'scopeInsufficient', message: 'The sign-in lacks this permission.', scopes });
        }
        return this.#cache(account.id, undefined).accessToken([], signal);
      },
      rejected: (token) => this.#caches.forEach((caches) => caches.forEach((cache) => cache.rejected(token))),
    };
  }

  async #find(matches: (account: StoredAccount) => boolean): Promise<StoredAccount> {
    const account = (await this.#store.list()).find(matches);
    if (!account) {
      throw notSignedInError();
    }
    return account;
  }

  async #source(id: string, scopes: readonly string[] | undefined): Promise<TokenSource> {
    const account = await this.#find((candidate) => candidate.id === id);
    return {
      scoped: false,
      describe: () =>
        Promise.resolve({
          kind: 'signIn',
          account: account.email,
          file: undefined,
          project: undefined,
          quotaProject: undefined,
        }),
      mint: async () => {
        const grant = await refreshTokens(account.client, account.refreshToken, this.#wire, scopes);
        requireNarrow(grant.scopes, scopes);
        if (grant.refreshToken !== undefined && grant.refreshToken !== account.refreshToken) {
          await this.#store.renew(id, grant.refreshToken);
        }
        return { token: grant.accessToken, expiresInMs: grant.expiresInMs };
      },
    };
  }
}

/** A server need not name the scopes when they are those that were asked for (RFC 6749, 5.1). */
function requireNarrow(granted: readonly string[], asked: readonly string[] | undefined): void {
  if (asked && granted.some((scope) => !asked.includes(scope))) {
    throw new ApiError({ kind: 'garbled', message: 'The access token is good for more than was asked for.' });
  }
}
