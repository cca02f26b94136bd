import { l10n, type QuickPick } from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import type { CredentialChoices } from '../../google/credentials/credentialChoices.js';
import type { SignedInAccounts } from '../../google/signIn/signedInAccounts.js';
import type { Settings } from '../../settings.js';
import { choiceItems, type Act, type ChoiceItem, type ChoicesFound } from './choiceItems.js';
import { createPick, setItems } from '../show.js';

export interface CredentialPickParts {
  readonly settings: Settings;
  readonly accounts: SignedInAccounts;
  /** Looks for the credentials of this machine. */
  readonly look: (signal: AbortSignal) => Promise<CredentialChoices>;
}

/** The picker of credentials. It opens at once; asking gcloud takes a second, and its accounts come when they are there. */
export class CredentialPick extends Owner {
  readonly #pick: QuickPick<ChoiceItem>;
  readonly #parts: CredentialPickParts;
  readonly #abort = new AbortController();
  #found: ChoicesFound = { applicationDefault: undefined, gcloud: undefined, signedIn: [] };

  constructor(parts: CredentialPickParts) {
    super();
    this.#parts = parts;
    this.#pick = this.own(createPick<ChoiceItem>());
    this.own({ dispose: () => this.#abort.abort() });
    this.#pick.title = l10n.t('Choose Credentials');
    this.#pick.placeholder = l10n.t('Choose whose credentials requests are made with');
    this.#pick.matchOnDescription = true;
    this.#pick.keepScrollPosition = true;
    this.own(parts.accounts.onDidChange(() => void this.#readSignedIn()));
    this.own(
      this.#pick.onDidTriggerItemButton(({ item }) => {
        if (item.signedIn) {
          void parts.accounts.signOut(item.signedIn.id);
        }
      }),
    );
  }

  /** @returns undefined when the person gives up. */
  async pick(): Promise<Act | undefined> {
    this.#show();
    void this.#look();
    return new Promise((resolve) => {
      this.own(
        this.#pick.onDidAccept(() => {
          const act = this.#pick.selectedItems[0]?.act;
          if (act) {
            resolve(act);
          }
        }),
      );
      this.own(this.#pick.onDidHide(() => resolve(undefined)));
      this.#pick.show();
    });
  }

  async #look(): Promise<void> {
    this.#pick.busy = true;
    await this.#readSignedIn();
    const { applicationDefault, gcloud } = await this.#parts.look(this.#abort.signal);
    await Promise.all([
      applicationDefault.then((found) => this.#learn({ applicationDefault: found })),
      gcloud.then((found) => this.#learn({ gcloud: found })),
    ]);
    if (!this.disposed) {
      this.#pick.busy = false;
    }
  }

  async #readSignedIn(): Promise<void> {
    this.#learn({ signedIn: await this.#parts.accounts.list().catch(() => []) });
  }

  #learn(news: Partial<ChoicesFound>): void {
    if (!this.disposed) {
      this.#found = { ...this.#found, ...news };
      this.#show();
    }
  }

  /** Rows are told apart by their texts, so that the active one stays active when others come. */
  #show(): void {
    const active = this.#pick.activeItems[0]?.label;
    const items = setItems(this.#pick, choiceItems(this.#found, this.#parts.settings));
    const same = items.filter(({ label, act }) => act && label === active);
    // None would leave the keyboard without a row.
    if (same.length > 0) {
      this.#pick.activeItems = same;
    }
  }
}
