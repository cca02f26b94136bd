import { commands, l10n, window, type TreeView } from 'vscode';
import type { Clock } from '../base/clock.js';
import { Owner, type Disposable } from '../base/lifecycle.js';
import type { Operation } from '../operations/operation.js';
import type { Survey } from '../watch/survey.js';
import type { Session, SessionHolder } from './session.js';
import { Ageing } from './tree/ageing.js';
import type { TreeElement } from './tree/element.js';
import type { OperationsTree } from './tree/operationsTree.js';
import { credentialTitle } from './words/credential.js';
import { plainText } from './words/plainText.js';
import { VIEW_ID } from './viewId.js';

const REVEAL_ATTEMPTS = 4;
/** How long VS Code may take to say that a revealed row is selected. */
const REVEAL_MS = 500;

/** The view in the side bar, around the tree: visibility, progress, what it says when it is empty. */
export class OperationsView extends Owner {
  readonly tree: OperationsTree;
  readonly #view: TreeView<TreeElement>;
  readonly #clock: Clock;
  #welcome: string | undefined;
  #narrowed = false;
  #endProgress: (() => void) | undefined;

  constructor(view: TreeView<TreeElement>, tree: OperationsTree, session: SessionHolder, clock: Clock) {
    super();
    this.tree = tree;
    this.#view = view;
    this.#clock = clock;
    const ageing = this.own(new Ageing(tree, clock));
    this.own(view.onDidExpandElement(({ element }) => tree.expansion.set(element, true)));
    this.own(view.onDidCollapseElement(({ element }) => tree.expansion.set(element, false)));
    this.own(view.onDidChangeVisibility(({ visible }) => ageing.setVisible(visible)));
    this.own(tree.onDidDraw(() => this.#updateWelcome()));
    this.own(tree.onDidDraw(() => this.#updateFilter()));
    this.own(session.follow((current) => this.#follow(current)));
    this.own({ dispose: () => this.#setBusy(false) });
    ageing.setVisible(view.visible);
  }

  /** Brings the row of an operation into view and selects it; false when there is no such row. */
  async reveal(operation: Operation): Promise<boolean> {
    const row = this.tree.find(operation);
    if (!row) {
      return false;
    }
    // VS Code ignores a row that it has not fetched yet, silently, as happens while it draws the rows around it.
    for (let attempt = 0; attempt < REVEAL_ATTEMPTS; attempt++) {
      await this.#view.reveal(row, { select: true, focus: true });
      if (await this.#becomesSelected(row)) {
        return true;
      }
    }
    return false;
  }

  #isSelected({ id }: TreeElement): boolean {
    return this.#view.selection.some((selected) => selected.id === id);
  }

  /** Whether VS Code says within a moment that the row is selected. */
  async #becomesSelected(row: TreeElement): Promise<boolean> {
    if (!this.#isSelected(row)) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          timer.dispose();
          listening.dispose();
          resolve();
        };
        const timer = this.#clock.schedule(REVEAL_MS, done);
        const listening = this.#view.onDidChangeSelection(() => this.#isSelected(row) && done());
      });
    }
    return this.#isSelected(row);
  }

  #follow({ watch: { refresher, survey } }: Session): readonly Disposable[] {
    this.#setBusy(refresher.busy);
    return [
      refresher.onDidChangeBusy((busy) => {
        this.#setBusy(busy);
        this.#showCredential(survey, busy);
      }),
      survey.onDidChange(({ what }) => what === 'credential' && this.#showCredential(survey, refresher.busy)),
    ];
  }

  /** Whose credential is in use stands beside the title; the one before stays until the next is known. */
  #showCredential({ credential }: Survey, reading: boolean): void {
    if (credential || !reading) {
      this.#view.description = credential ? credentialTitle(credential) : '';
    }
  }

  /** The bar at the top of the view runs as long as the promise is open. */
  #setBusy(busy: boolean): void {
    if (busy && this.#endProgress === undefined) {
      const done = new Promise<void>((resolve) => {
        this.#endProgress = resolve;
      });
      void window.withProgress({ location: { viewId: VIEW_ID } }, () => done);
    } else if (!busy) {
      this.#endProgress?.();
      this.#endProgress = undefined;
    }
  }

  #updateFilter(): void {
    const { filter, rows } = this.tree;
    const { matching, total } = filter ? rows.outline.matches() : { matching: 0, total: 0 };
    this.#view.message = filter ? l10n.t('“{0}”: {1} of {2} operations', plainText(filter.text), matching, total) : '';
    if (this.#narrowed !== (filter !== undefined)) {
      this.#narrowed = filter !== undefined;
      void commands.executeCommand('setContext', 'cloudOperations.filtered', this.#narrowed);
    }
  }

  #updateWelcome(): void {
    const welcome = this.tree.rows.welcome() ?? 'none';
    if (welcome !== this.#welcome) {
      this.#welcome = welcome;
      void commands.executeCommand('setContext', 'cloudOperations.welcome', welcome);
    }
  }
}
