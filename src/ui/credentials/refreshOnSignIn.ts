import type { Disposable } from '../../base/lifecycle.js';
import type { SignedInAccounts } from '../../google/signIn/signedInAccounts.js';
import type { SessionHolder } from '../session.js';

/** Reads everything again when somebody signed in or out, where the requests are made with a sign-in or with nothing yet. */
export function refreshOnSignIn(accounts: SignedInAccounts, session: SessionHolder): Disposable {
  return accounts.onDidChange(() => {
    const { settings, watch } = session.current;
    if (settings.credentials.source === 'signIn' || watch.survey.general) {
      void watch.refresher.refresh();
    }
  });
}
