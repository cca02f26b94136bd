import { ConfigurationTarget, l10n, window, workspace } from 'vscode';
import type { CredentialOptions } from '../../google/credentials/options.js';
import type { SessionHolder } from '../session.js';

/** "Select Credentials…": where the credential comes from. */
export function selectCredentialsCommand(session: SessionHolder) {
  return async (): Promise<void> => {
    const current = session.current.settings.credentials.source;
    const items = sources().map((item) => ({
      ...item,
      description: item.source === current ? l10n.t('in use') : '',
    }));
    const picked = await window.showQuickPick(items, { title: l10n.t('Select Credentials') });
    if (picked) {
      const configuration = workspace.getConfiguration('cloudOperations');
      await configuration.update('credentials.source', picked.source, ConfigurationTarget.Global);
    }
  };
}

function sources(): readonly { readonly label: string; readonly source: CredentialOptions['source'] }[] {
  return [
    { label: l10n.t('Automatic'), source: 'automatic' },
    { label: l10n.t('Application Default Credentials'), source: 'applicationDefault' },
    { label: l10n.t('gcloud CLI'), source: 'gcloud' },
    { label: l10n.t('Sign-in with Google'), source: 'signIn' },
  ];
}
