import { l10n, QuickPickItemKind, ThemeIcon, type QuickInputButton, type QuickPickItem } from 'vscode';
import type { CredentialDescription } from '../../google/credentials/credential.js';
import type { Found, GcloudChoices } from '../../google/credentials/credentialChoices.js';
import type { SignedInAccount } from '../../google/signIn/accountStore.js';
import type { Settings } from '../../settings.js';
import type { CommandId } from '../commands/commandIds.js';
import { errorWords } from '../words/apiError.js';
import { credentialKindTitle } from '../words/credential.js';
import { isChosen, type CredentialChoice } from './choice.js';
import { list } from '../words/plural.js';
import { joined } from '../words/operation.js';

/** What a row of the picker does. */
export type Act =
  | { readonly kind: 'choose'; readonly choice: CredentialChoice }
  | { readonly kind: 'run'; readonly command: CommandId; readonly args: readonly unknown[] }
  | { readonly kind: 'signIn' };

export interface ChoiceItem extends QuickPickItem {
  readonly act: Act | undefined;
  /** The account that the row's button signs out. */
  readonly signedIn?: SignedInAccount;
}

/** What was found so far; undefined while it is being looked for. */
export interface ChoicesFound {
  readonly applicationDefault: Found<CredentialDescription> | undefined;
  readonly gcloud: Found<GcloudChoices> | undefined;
  readonly signedIn: readonly SignedInAccount[];
}

/** Every source of credentials with what there is of it; the one in use is marked. */
export function choiceItems({ applicationDefault, gcloud, signedIn }: ChoicesFound, settings: Settings): ChoiceItem[] {
  const choice = (label: string, description: string, way: CredentialChoice): ChoiceItem => ({
    iconPath: new ThemeIcon(isChosen(way, settings) ? 'circle-filled' : 'circle-outline'),
    label,
    description: isChosen(way, settings) ? chosenText(description) : description,
    act: { kind: 'choose', choice: way },
  });
  return [
    choice(l10n.t('Automatic'), l10n.t('the first of these that there is'), { source: 'automatic' }),
    separator(''),
    choice(l10n.t('Application Default Credentials'), applicationDefaultText(applicationDefault), {
      source: 'applicationDefault',
    }),
    separator(l10n.t('gcloud CLI')),
    ...gcloudItems(gcloud, choice),
    separator(l10n.t('Signed in with Google')),
    ...signedIn.map((account) => ({
      ...choice(account.email, scopeNames(account), { source: 'signIn', account: account.email }),
      signedIn: account,
      buttons: [signOutButton()],
    })),
    { iconPath: new ThemeIcon('sign-in'), label: l10n.t('Sign In with Google…'), act: { kind: 'signIn' } },
    separator(''),
    {
      iconPath: new ThemeIcon('gear'),
      label: l10n.t('Credential Settings…'),
      description: settings.credentials.impersonate ?? '',
      act: { kind: 'run', command: 'cloudOperations.openSettings', args: ['cloudOperations.credentials'] },
    },
  ];
}

function gcloudItems(
  gcloud: ChoicesFound['gcloud'],
  choice: (label: string, description: string, way: CredentialChoice) => ChoiceItem,
): ChoiceItem[] {
  if (gcloud === undefined) {
    return [{ label: l10n.t('Looking for accounts…'), act: undefined }];
  }
  if ('error' in gcloud) {
    const { title, remedy } = errorWords(gcloud.error, undefined, { credential: 'gcloud' });
    const act = remedy && ({ kind: 'run', command: remedy.command, args: remedy.args } as const);
    return [{ iconPath: new ThemeIcon('warning'), label: title, description: remedy?.title ?? '', act }];
  }
  const { accounts, configurations } = gcloud.found;
  return [
    ...accounts.map(({ account, active }) =>
      choice(account, active ? l10n.t('account, active in gcloud') : l10n.t('account'), {
        source: 'gcloud',
        account,
        configuration: undefined,
      }),
    ),
    ...configurations.map(({ name, active, account, project }) => {
      const facts = [active ? l10n.t('configuration, active in gcloud') : l10n.t('configuration'), account, project];
      return choice(name, joined(facts), {
        source: 'gcloud',
        account: undefined,
        configuration: name,
      });
    }),
  ];
}

/** In words beside the mark: not everybody sees marks. */
function chosenText(description: string): string {
  return description === '' ? l10n.t('in use') : l10n.t('in use · {0}', description);
}

function applicationDefaultText(found: ChoicesFound['applicationDefault']): string {
  if (found === undefined) {
    return '';
  }
  if ('error' in found) {
    return found.error.kind === 'credentialsMissing' ? l10n.t('none on this machine') : found.error.message;
  }
  const { kind, account, file } = found.found;
  return joined([credentialKindTitle(kind), account, file]);
}

function scopeNames({ scopes }: SignedInAccount): string {
  const names = scopes.filter((scope) => scope.startsWith('https://')).map((scope) => scope.split('/').at(-1) ?? '');
  return list(names.filter((name) => !name.startsWith('userinfo.')));
}

function signOutButton(): QuickInputButton {
  return { iconPath: new ThemeIcon('sign-out'), tooltip: l10n.t('Sign Out') };
}

function separator(label: string): ChoiceItem {
  return { label, kind: QuickPickItemKind.Separator, act: undefined };
}
