import { l10n } from 'vscode';
import type { ApiErrorFacts } from '../../google/apiError.js';
import type { CredentialKind } from '../../google/credentials/credential.js';
import type { CredentialReason } from '../../google/credentials/credentialError.js';
import type { KindsThat } from '../../google/errorTraits.js';
import type { GcloudRemedy } from './gcloudRemedy.js';
import { remedies, type ErrorWords, type Remedy } from './remedy.js';
import { list } from './plural.js';

export function credentialErrorWords(
  kind: KindsThat<'aboutCredential'>,
  error: ApiErrorFacts,
  credential: CredentialKind | undefined,
): ErrorWords {
  switch (kind) {
    case 'credentialsMissing':
      return missingWords(error);
    case 'credentialsBroken':
      return {
        title: l10n.t('Credential cannot be used'),
        detail: brokenText(error),
        remedy: selectCredentials(),
      };
    case 'signInExpired':
      return {
        title: l10n.t('Sign-in has expired'),
        detail: l10n.t('The sign-in has expired or was revoked. Sign in again, then refresh.'),
        remedy: signInAgain(credential),
      };
    case 'reauthRequired':
      return {
        title: l10n.t('Fresh sign-in required'),
        detail: l10n.t('Your organization asks you to sign in again from time to time. Sign in again, then refresh.'),
        remedy: signInAgain(credential),
      };
    case 'tokenRejected':
      return {
        title: l10n.t('Access token not accepted'),
        detail: l10n.t('The service accepted neither the access token nor a fresh one. Sign in again, then refresh.'),
        remedy: signInAgain(credential),
      };
    case 'scopeInsufficient':
      return {
        title: l10n.t('Token lacks a scope'),
        detail: l10n.t('The credential was made without this scope: {0}. Sign in again with it.', scopeNames(error)),
        remedy: signInWith(error.scopes ?? [], credential),
      };
  }
}

function brokenText({ reason, metadata }: ApiErrorFacts): string {
  return reason === ('environmentMalformed' satisfies CredentialReason)
    ? l10n.t(
        'The environment variable {0} must hold the path of a file. It holds something else, which is not shown because it may be secret.',
        metadata?.['variable'] ?? 'GOOGLE_APPLICATION_CREDENTIALS',
      )
    : l10n.t('A credential was found but cannot be used. Mend it, or choose another one.');
}

function missingWords({ reason, metadata }: ApiErrorFacts): ErrorWords {
  switch (reason as CredentialReason | undefined) {
    case 'notSignedIn':
    case 'consentDenied':
      return {
        title: l10n.t('Nobody is signed in'),
        detail: l10n.t('The settings choose a sign-in with Google, and nobody is signed in.'),
        remedy: remedies.signIn(l10n.t('Sign In with Google…'), []),
      };
    case 'gcloudNotSignedIn':
      return {
        title: l10n.t('gcloud has no account'),
        detail: l10n.t('The settings choose the gcloud CLI, which has no such account. Sign in with it, then refresh.'),
        remedy: copyLogin({ kind: 'accountLogin' }),
      };
    case 'gcloudNotFound':
      return {
        title: l10n.t('gcloud was not found'),
        detail: l10n.t(
          'The settings choose the gcloud CLI, which was not found: {0}',
          metadata?.['program'] ?? 'gcloud',
        ),
        remedy: remedies.openSetting(l10n.t('Path of gcloud…'), 'cloudOperations.credentials.gcloudPath'),
      };
    case 'noneFound':
    case 'fileUnreadable':
    case 'fileMalformed':
    case 'environmentMalformed':
    case 'unsupported':
    case 'executableNotAllowed':
    case 'gcloudFailed':
    case 'refused':
    case 'unusable':
    case undefined:
      return {
        title: l10n.t('No credential found'),
        detail: l10n.t('No Google Cloud credential was found on this machine. Choose where one is to come from.'),
        remedy: selectCredentials(),
      };
  }
}

/** The way back in, by the credential in use. */
function signInAgain(credential: CredentialKind | undefined): Remedy {
  switch (credential) {
    case 'signIn':
      return remedies.signIn(l10n.t('Sign In Again…'), []);
    case 'gcloud':
      return copyLogin({ kind: 'accountLogin' });
    case 'serviceAccount':
    case 'externalAccount':
    case 'metadataServer':
    case 'simulated':
      return selectCredentials();
    // A service account that a person acts as ('impersonated'): the person's own sign-in has ended.
    case 'user':
    case 'externalAccountUser':
    case 'impersonated':
    case 'unknown':
    case undefined:
      return copyLogin({ kind: 'login', scopes: [] });
  }
}

/** The same with scopes that the credential lacks; gcloud's own login and machines cannot ask for any. */
function signInWith(scopes: readonly string[], credential: CredentialKind | undefined): Remedy {
  switch (credential) {
    case 'signIn':
      return remedies.signIn(l10n.t('Sign In Again…'), scopes);
    case 'gcloud':
    case 'serviceAccount':
    case 'externalAccount':
    case 'metadataServer':
    case 'simulated':
      return selectCredentials();
    case 'user':
    case 'externalAccountUser':
    case 'impersonated':
    case 'unknown':
    case undefined:
      return copyLogin({ kind: 'login', scopes });
  }
}

function selectCredentials(): Remedy {
  return remedies.selectCredentials(l10n.t('Choose Credentials…'));
}

function copyLogin(command: GcloudRemedy): Remedy {
  return remedies.copyCommand(l10n.t('Copy Login Command'), command);
}

function scopeNames({ scopes }: ApiErrorFacts): string {
  const names = (scopes ?? []).map((scope) => scope.replace('https://www.googleapis.com/auth/', ''));
  return names.length === 0 ? l10n.t('not named by the server') : list(names);
}
