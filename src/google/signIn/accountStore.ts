import { Emitter, type Event } from '../../base/event.js';
import { Owner } from '../../base/lifecycle.js';
import { arrayOf, isObject, parseJson, stringOf } from '../json.js';
import type { OAuthAccount, OAuthClient } from '../credentials/oauth/oauthClient.js';

/** Where secrets are kept; the shape of the editor's own store. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Fires for changes of this window and of others. */
  readonly onDidChange: Event<{ readonly key: string }>;
}

/** What may be shown of a signed-in account. */
export interface SignedInAccount {
  readonly id: string;
  readonly email: string;
  /** What its tokens are good for. */
  readonly scopes: readonly string[];
}

/** A signed-in account, with all that it takes to make tokens for it: secret as a whole. */
export interface StoredAccount extends OAuthAccount {
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
  readonly refreshToken: string;
}

const key = 'cloudOperations.signIn.accounts';

/** The accounts that are signed in, the latest first. Kept in memory, for every request asks, until the store says that they changed. */
export class AccountStore extends Owner {
  readonly #secrets: SecretStore;
  readonly #changed = this.own(new Emitter<void>());
  #accounts: Promise<readonly StoredAccount[]> | undefined;
  #lastChange: Promise<unknown> = Promise.resolve();

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(secrets: SecretStore) {
    super();
    this.#secrets = secrets;
    this.own(
      secrets.onDidChange((event) => {
        if (event.key === key) {
          this.#accounts = undefined;
          this.#changed.fire();
        }
      }),
    );
  }

  list(): Promise<readonly StoredAccount[]> {
    this.#accounts ??= this.#read().catch((error: unknown) => {
      this.#accounts = undefined;
      throw error;
    });
    return this.#accounts;
  }

  /** Adds an account, or replaces what is known of it. */
  put(account: StoredAccount): Promise<void> {
    return this.#change((accounts) => [account, ...accounts.filter(({ id }) => id !== account.id)]);
  }

  /** Replaces the refresh token of an account that is still signed in; its place stays. */
  renew(id: string, refreshToken: string): Promise<void> {
    return this.#change((accounts) =>
      accounts.map((account) => (account.id === id ? { ...account, refreshToken } : account)),
    );
  }

  remove(id: string): Promise<void> {
    return this.#change((accounts) => accounts.filter((account) => account.id !== id));
  }

  /** One after the other, for each reads what the one before has written. */
  #change(change: (accounts: readonly StoredAccount[]) => readonly StoredAccount[]): Promise<void> {
    const done = this.#lastChange.then(async () => {
      // Another window may have written since; its event can still be on its way.
      const accounts = change(await this.#read());
      await (accounts.length === 0 ? this.#secrets.delete(key) : this.#secrets.store(key, JSON.stringify(accounts)));
      this.#accounts = undefined;
    });
    this.#lastChange = done.catch(() => undefined);
    return done;
  }

  async #read(): Promise<readonly StoredAccount[]> {
    return arrayOf(parseJson((await this.#secrets.get(key)) ?? '[]')).flatMap(readAccount);
  }
}

/** Whatever is not a whole account is left out: an older version may have written it. */
function readAccount(json: unknown): StoredAccount[] {
  if (!isObject(json) || !isObject(json['client'])) {
    return [];
  }
  const id = stringOf(json['id']);
  const email = stringOf(json['email']);
  const refreshToken = stringOf(json['refreshToken']);
  const clientId = stringOf(json['client']['id']);
  if (id === undefined || email === undefined || refreshToken === undefined || clientId === undefined) {
    return [];
  }
  const scopes = arrayOf(json['scopes']).filter((scope) => typeof scope === 'string');
  return [{ id, email, refreshToken, scopes, client: { id: clientId, secret: stringOf(json['client']['secret']) } }];
}
