import { l10n } from 'vscode';
import { simulatedMark } from './simulated.js';
import type { CredentialDescription, CredentialKind } from '../../google/credentials/credential.js';

/** Whose credential is in use, in a few words: the account where it is known, unless it is nobody's. */
export function credentialTitle({ kind, account }: CredentialDescription): string {
  return account === undefined || account === '' || kind === 'simulated' ? credentialKindTitle(kind) : account;
}

/** What sort of credential it is. */
export function credentialKindTitle(kind: CredentialKind): string {
  switch (kind) {
    case 'user':
      return l10n.t('User credentials');
    case 'serviceAccount':
      return l10n.t('Service account');
    case 'externalAccount':
      return l10n.t('Workload identity federation');
    case 'externalAccountUser':
      return l10n.t('Workforce identity federation');
    case 'impersonated':
      return l10n.t('Impersonated service account');
    case 'metadataServer':
      return l10n.t('Service account of this machine');
    case 'gcloud':
      return l10n.t('gcloud CLI');
    case 'signIn':
      return l10n.t('Signed in with Google');
    case 'simulated':
      return simulatedMark();
    case 'unknown':
      return l10n.t('Unknown credentials');
  }
}
