import { ConfigurationTarget, workspace } from 'vscode';
import type { Settings } from '../../settings.js';

/** A way to a credential, as the settings name it. */
export type CredentialChoice =
  | { readonly source: 'automatic' | 'applicationDefault' }
  | { readonly source: 'gcloud'; readonly account: string | undefined; readonly configuration: string | undefined }
  | { readonly source: 'signIn'; readonly account: string };

/** Whether the settings name this one. */
export function isChosen(choice: CredentialChoice, { credentials, signInAccount }: Settings): boolean {
  if (choice.source !== credentials.source) {
    return false;
  }
  switch (choice.source) {
    case 'automatic':
    case 'applicationDefault':
      return true;
    case 'gcloud':
      return choice.account === credentials.gcloud.account && choice.configuration === credentials.gcloud.configuration;
    case 'signIn':
      return signInAccount === undefined || signInAccount === choice.account;
  }
}

/** Writes a choice into the user settings, where alone they are read from. */
export async function choose(choice: CredentialChoice): Promise<void> {
  const { source } = choice;
  const gcloud = source === 'gcloud' ? choice : undefined;
  const values: readonly (readonly [name: string, value: string | undefined])[] = [
    ['gcloudAccount', gcloud?.account],
    ['gcloudConfiguration', gcloud?.configuration],
    ['signInAccount', source === 'signIn' ? choice.account : undefined],
    ['source', source === 'automatic' ? undefined : source],
  ];
  const configuration = workspace.getConfiguration('cloudOperations.credentials');
  for (const [name, value] of values) {
    if (configuration.inspect(name)?.globalValue !== value) {
      await configuration.update(name, value, ConfigurationTarget.Global);
    }
  }
}
