import { commands, l10n, type SecretStorage } from 'vscode';
import type { OAuthClient } from '../../google/credentials/oauth/oauthClient.js';
import { ask, complain } from '../show.js';

export const CLIENT_ID_SETTING = 'cloudOperations.credentials.oauthClientId';

/** Google's client ids; anything else in the setting is a mistake that Google would answer with a page of its own. */
const CLIENT_ID = /^[\w-]+\.apps\.googleusercontent\.com$/;

/** The organization's OAuth client: its id from the setting, its secret asked for once and kept in the secret store. */
export class OAuthClients {
  readonly #secrets: SecretStorage;
  readonly #clientId: () => string | undefined;

  constructor(secrets: SecretStorage, clientId: () => string | undefined) {
    this.#secrets = secrets;
    this.#clientId = clientId;
  }

  /** @returns undefined when the person gives up, or goes to the settings first. */
  async choose(): Promise<OAuthClient | undefined> {
    const id = this.#clientId();
    if (id === undefined || !CLIENT_ID.test(id)) {
      await offerSetting(id);
      return undefined;
    }
    const secret = (await this.#secrets.get(secretKey(id))) ?? (await this.#askForSecret(id));
    return secret === undefined ? undefined : { id, secret: secret === '' ? undefined : secret };
  }

  /** The secret was refused: the next sign-in asks for it again. */
  async forgetSecret({ id }: OAuthClient): Promise<void> {
    await this.#secrets.delete(secretKey(id));
  }

  async #askForSecret(id: string): Promise<string | undefined> {
    const secret = await ask({
      title: l10n.t('Sign In with Google'),
      prompt: l10n.t('Secret of the OAuth client {0}. Leave it empty for a client without one.', id),
      password: true,
      ignoreFocusOut: true,
    });
    if (secret !== undefined) {
      await this.#secrets.store(secretKey(id), secret.trim());
    }
    return secret?.trim();
  }
}

function secretKey(clientId: string): string {
  return `cloudOperations.signIn.clientSecret:${clientId}`;
}

async function offerSetting(id: string | undefined): Promise<void> {
  const open = l10n.t('Open Setting');
  const message =
    id === undefined
      ? l10n.t(
          'Signing in needs an OAuth client of your organization, of the type “Desktop app”. Put its id into the settings.',
        )
      : l10n.t('The setting {0} holds no OAuth client id: {1}', CLIENT_ID_SETTING, id);
  if ((await complain(message, open)) === open) {
    await commands.executeCommand('workbench.action.openSettings', CLIENT_ID_SETTING);
  }
}
