import {
  EventEmitter,
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationProviderSessionOptions,
  type AuthenticationSession,
} from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import { isApiError } from '../../google/apiError.js';
import type { SignedInAccount } from '../../google/signIn/accountStore.js';
import type { SignedInAccounts } from '../../google/signIn/signedInAccounts.js';
import { signInError } from './signInWords.js';

type SessionsChange = AuthenticationProviderAuthenticationSessionsChangeEvent;

/**
 * The signed-in accounts as VS Code knows them: a session for each, in the Accounts menu and for other extensions. An
 * extension gets a token for the scopes it asked for, whatever else the account has granted this one.
 */
export class GoogleAuthenticationProvider extends Owner implements AuthenticationProvider {
  readonly #accounts: SignedInAccounts;
  readonly #signIn: (scopes: readonly string[], email: string | undefined) => Promise<SignedInAccount>;
  readonly #changed = this.own(new EventEmitter<SessionsChange>());
  #announced: Promise<readonly SignedInAccount[]>;

  readonly onDidChangeSessions = this.#changed.event;

  constructor(
    accounts: SignedInAccounts,
    signIn: (scopes: readonly string[], email: string | undefined) => Promise<SignedInAccount>,
  ) {
    super();
    this.#accounts = accounts;
    this.#signIn = signIn;
    this.#announced = accounts.list().catch(() => []);
    this.own(
      accounts.onDidChange(() => {
        this.#announced = this.#announce(this.#announced);
      }),
    );
  }

  /**
   * Sessions that are good for all of `scopes`. Without scopes VS Code only wants to know who is signed in, so nobody is
   * asked for a token. An account that has to sign in again is left out: the request for a session then leads there.
   */
  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: AuthenticationProviderSessionOptions,
  ): Promise<AuthenticationSession[]> {
    const accounts = (await this.#accounts.list()).filter(
      (candidate) =>
        (account === undefined || candidate.id === account.id) &&
        (scopes ?? []).every((scope) => candidate.scopes.includes(scope)),
    );
    if (scopes === undefined || scopes.length === 0) {
      return accounts.map((candidate) => sessionOf(candidate, ''));
    }
    const sessions = await Promise.all(accounts.map((candidate) => this.#narrowSession(candidate, scopes)));
    return sessions.filter((session) => session !== undefined);
  }

  async createSession(
    scopes: readonly string[],
    { account }: AuthenticationProviderSessionOptions,
  ): Promise<AuthenticationSession> {
    try {
      const signedIn = await this.#signIn(scopes, account?.label);
      // Without scopes VS Code signs somebody in and wants no token, as in `getSessions`.
      const token = scopes.length === 0 ? '' : await this.#accounts.narrowToken(signedIn.id, scopes);
      return sessionOf({ ...signedIn, scopes: scopes.length === 0 ? signedIn.scopes : scopes }, token);
    } catch (error) {
      throw signInError(error);
    }
  }

  async removeSession(sessionId: string): Promise<void> {
    await this.#accounts.signOut(sessionId);
  }

  async #narrowSession(
    account: SignedInAccount,
    scopes: readonly string[],
  ): Promise<AuthenticationSession | undefined> {
    try {
      return sessionOf({ ...account, scopes }, await this.#accounts.narrowToken(account.id, scopes));
    } catch (error) {
      if (isApiError(error) && (error.facts.kind === 'signInExpired' || error.facts.kind === 'reauthRequired')) {
        return undefined;
      }
      throw signInError(error);
    }
  }

  /** One announcement after the other, for each tells the difference to the one before. */
  async #announce(previous: Promise<readonly SignedInAccount[]>): Promise<readonly SignedInAccount[]> {
    const before = await previous;
    const after = await this.#accounts.list().catch(() => before);
    const change = difference(before, after);
    if (change.added.length + change.removed.length + change.changed.length > 0) {
      this.#changed.fire(change);
    }
    return after;
  }
}

/** One session for an account: a sign-in with other scopes takes the place of the one before. */
function sessionOf({ id, email, scopes }: SignedInAccount, accessToken: string): AuthenticationSession {
  return { id, accessToken, account: { id, label: email }, scopes };
}

function difference(before: readonly SignedInAccount[], after: readonly SignedInAccount[]) {
  const find = (list: readonly SignedInAccount[], id: string): SignedInAccount | undefined =>
    list.find((account) => account.id === id);
  const session = (account: SignedInAccount): AuthenticationSession => sessionOf(account, '');
  return {
    added: after.filter(({ id }) => !find(before, id)).map(session),
    removed: before.filter(({ id }) => !find(after, id)).map(session),
    changed: after
      .filter(({ id, scopes }) => {
        const earlier = find(before, id);
        return earlier !== undefined && earlier.scopes.join(' ') !== scopes.join(' ');
      })
      .map(session),
  };
}
