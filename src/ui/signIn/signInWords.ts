import { CancellationError, env, l10n } from 'vscode';
import { isApiError } from '../../google/apiError.js';
import type { CredentialReason } from '../../google/credentials/credentialError.js';
import type { RedirectPageTexts } from '../../google/credentials/oauth/redirectPage.js';
import { errorWords } from '../words/apiError.js';
import { list } from '../words/plural.js';

/** The page in the browser that a sign-in ends at. */
export function redirectPageTexts(): RedirectPageTexts {
  return {
    language: env.language,
    signedIn: {
      title: l10n.t('Signed in to Cloud Operations'),
      body: l10n.t('You can close this window and go back to the editor.'),
    },
    refused: {
      title: l10n.t('Not signed in'),
      body: l10n.t('Google did not grant access. The editor says more; you can close this window.'),
    },
    foreign: {
      title: l10n.t('No sign-in is waiting here'),
      body: l10n.t('This address belongs to a sign-in that has ended. Start again in the editor.'),
    },
  };
}

/** A failed sign-in as VS Code shows it to whoever asked for a session; what the person gave up is a cancellation. */
export function signInError(error: unknown): Error {
  if (!isApiError(error)) {
    return error instanceof Error ? error : new Error(String(error));
  }
  return error.facts.kind === 'aborted' ? new CancellationError() : new Error(wordsOf(error.facts));
}

function wordsOf(facts: Parameters<typeof errorWords>[0]): string {
  if (facts.reason === ('consentDenied' satisfies CredentialReason)) {
    return l10n.t('Access was declined on Google’s consent page.');
  }
  if (facts.kind === 'scopeInsufficient') {
    return l10n.t('The sign-in lacks a permission that was asked for: {0}', list(facts.scopes ?? []));
  }
  if (facts.kind === 'deadline') {
    return l10n.t('The sign-in was not finished in the browser within five minutes.');
  }
  return l10n.t('{0}: {1}', errorWords(facts, undefined).title, facts.message);
}
