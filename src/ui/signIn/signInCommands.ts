import { l10n } from 'vscode';
import { isApiError } from '../../google/apiError.js';
import type { SignedInAccount } from '../../google/signIn/accountStore.js';
import type { SignIn } from './signIn.js';
import { signInError } from './signInWords.js';
import { inform, pickOne } from '../show.js';

/** "Sign In with Google…"; a row whose service needs another scope hands that over. */
export function signInCommand(signIn: SignIn) {
  return async (scopes?: unknown): Promise<void> => {
    const asked = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
    try {
      const { email } = await signIn.signIn(asked);
      // Not awaited: the promise stays open as long as the message does.
      void inform(l10n.t('Signed in with Google: {0}', email));
    } catch (error) {
      if (!isApiError(error) || error.facts.kind !== 'aborted') {
        throw signInError(error);
      }
    }
  };
}

/** "Sign Out of Google…": the account that is chosen, or the only one. */
export function signOutCommand({ accounts }: SignIn) {
  return async (): Promise<void> => {
    const signedIn = await accounts.list();
    const account = signedIn.length > 1 ? await pickAccount(signedIn) : signedIn[0];
    if (signedIn.length === 0) {
      void inform(l10n.t('Nobody is signed in with Google.'));
    } else if (account) {
      await accounts.signOut(account.id);
      void inform(l10n.t('Signed out of Google: {0}', account.email));
    }
  };
}

async function pickAccount(accounts: readonly SignedInAccount[]): Promise<SignedInAccount | undefined> {
  const items = accounts.map((account) => ({ label: account.email, account }));
  return (await pickOne(items, { title: l10n.t('Sign Out of Google') }))?.account;
}
