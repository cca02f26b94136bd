import { commands, l10n, type TreeView } from 'vscode';
import type { Clock } from '../base/clock.js';
import { Owner, type Disposable } from '../base/lifecycle.js';
import { Coalescer, Timer } from '../base/timer.js';
import type { Operation } from '../operations/operation.js';
import type { RecentPlaces } from '../watch/recentPlaces.js';
import type { Refresher } from '../watch/refresher.js';
import type { Survey } from '../watch/survey.js';
import { SelectedRows } from './selection/selectedRows.js';
import type { Session, SessionHolder } from './session.js';
import { Ageing } from './tree/ageing.js';
import type { TreeElement } from './tree/element.js';
import { arrangementText } from './tree/arrangementText.js';
import { Expansion } from './tree/expansion.js';
import type { OperationsTree } from './tree/operationsTree.js';
import { credentialTitle } from './words/credential.js';
import { joined } from './words/operation.js';
import { plainText, seenText } from './words/plainText.js';
import { recentPlacesText } from './words/recentPlaces.js';
import { progressText } from './words/requests.js';
import { simulatedMark, simulatedSentence } from './words/simulated.js';
import { shownMoment } from './words/time.js';
import { VIEW_ID } from './viewId.js';
import { showProgress } from './show.js';
import { number, plural } from './words/plural.js';

/** How often the progress of a long look is told. */
const PROGRESS_MS = 1000;
/** After so long without any answer it is said how old the rows are. */
const SILENCE_MS = 60_000;
const REVEAL_ATTEMPTS = 4;
/** How long VS Code may take to say that a revealed row is selected, at first; on a slow machine twice as long each time. */
const REVEAL_MS = 500;
/** What has ended by then needs no button to stop it, and no other one in the place of a second click on Refresh. */
const STOPPABLE_AFTER_MS = 1000;

/** The view in the side bar, around the tree: visibility, progress, what it says when it is empty. */
export class OperationsView extends Owner {
  readonly tree: OperationsTree;
  readonly selected: SelectedRows;
  readonly #view: TreeView<TreeElement>;
  readonly #clock: Clock;
  #welcome: string | undefined;
  /** Whose credential is in use, in words. */
  #account = '';
  #narrowed = false;
  #simulated = false;
  readonly #progressed: Coalescer;
  #refresher: Refresher | undefined;
  #recent: RecentPlaces | undefined;
  #snapshot: Session['watch']['snapshot'] | undefined;
  #survey: Survey | undefined;
  #endProgress: (() => void) | undefined;
  readonly #stoppable: Timer;

  constructor(view: TreeView<TreeElement>, tree: OperationsTree, session: SessionHolder, clock: Clock) {
    super();
    this.tree = tree;
    this.selected = this.own(new SelectedRows(view));
    this.own(view.onDidChangeSelection(() => tree.touch()));
    this.#view = view;
    this.#clock = clock;
    this.#stoppable = this.own(new Timer(clock));
    const ageing = this.own(new Ageing(tree, clock));
    this.own(view.onDidExpandElement(({ element }) => this.#opened(element)));
    this.own(view.onDidCollapseElement(({ element }) => Expansion.note(element, false)));
    this.own(view.onDidChangeVisibility(({ visible }) => ageing.setVisible(visible)));
    this.own(tree.onDidDraw(() => this.#updateWelcome()));
    this.own(tree.onDidDraw(() => this.#updateFilter()));
    this.own(tree.onDidArrange(() => this.#showDescription()));
    this.#showDescription();
    this.#progressed = this.own(new Coalescer(clock, PROGRESS_MS, () => this.#updateMessage()));
    this.own(session.follow((current) => this.#follow(current)));
    this.own({ dispose: () => this.#setBusy(false) });
    ageing.setVisible(view.visible);
  }

  /**
   * Brings the row of an operation into view and selects it; false when there is no such row.
   * @param focus whether the keys go there too.
   */
  async reveal(operation: Operation, focus = true): Promise<boolean> {
    const row = this.tree.find(operation);
    return row !== undefined && this.select(row, focus);
  }

  /** Brings a row into view and selects it; false when VS Code does not do it. */
  async select(row: TreeElement, focus = true): Promise<boolean> {
    // VS Code ignores a row that it has not fetched yet, silently, as happens while it draws the rows around it.
    for (let attempt = 0; attempt < REVEAL_ATTEMPTS; attempt++) {
      await this.#view.reveal(row, { select: true, focus });
      if (await this.#becomesSelected(row, REVEAL_MS * 2 ** attempt)) {
        return true;
      }
    }
    return false;
  }

  /** Whoever opens a project wants to see what is in it, and does not wait for the turn of what was not read yet. */
  #opened(element: TreeElement): void {
    Expansion.note(element, true);
    if (element.type === 'project') {
      void this.#refresher?.readWaiting(element.project);
    }
  }

  #isSelected({ id }: TreeElement): boolean {
    return this.#view.selection.some((selected) => selected.id === id);
  }

  /** Whether VS Code says in time that the row is selected. */
  async #becomesSelected(row: TreeElement, withinMs: number): Promise<boolean> {
    if (!this.#isSelected(row)) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          timer.dispose();
          listening.dispose();
          resolve();
        };
        const timer = this.#clock.schedule(withinMs, done);
        const listening = this.#view.onDidChangeSelection(() => this.#isSelected(row) && done());
      });
    }
    return this.#isSelected(row);
  }

  #follow({ simulated, watch: { refresher, recent, snapshot, survey } }: Session): readonly Disposable[] {
    const otherWorld = simulated !== this.#simulated;
    if (otherWorld) {
      // Nobody's account stands beside the title of what is made up, nor that mark beside what is not.
      this.#simulated = simulated;
      this.#account = simulated ? simulatedMark() : '';
      this.#showDescription();
    }
    this.#setBusy(refresher.busy);
    this.#refresher = refresher;
    this.#recent = recent;
    this.#snapshot = snapshot;
    this.#survey = survey;
    if (otherWorld) {
      this.#updateMessage();
    }
    return [
      snapshot.onDidAnswer(() => this.#progressed.call()),
      survey.onDidChange(({ what }) => (what === 'general' || what === 'problems') && this.#progressed.call()),
      refresher.onDidProgress(() => this.#progressed.call()),
      recent.onDidProgress(() => this.#progressed.call()),
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
      this.#account = credential ? credentialTitle(credential) : '';
      this.#showDescription();
    }
  }

  #showDescription(): void {
    this.#view.description = seenText(joined([this.#account, arrangementText(this.tree.arrangement)]));
  }

  /** The bar at the top of the view runs as long as the promise is open. */
  #setBusy(busy: boolean): void {
    if (busy && this.#endProgress === undefined) {
      const done = new Promise<void>((resolve) => {
        this.#endProgress = resolve;
      });
      void showProgress({ location: { viewId: VIEW_ID } }, () => done);
      this.#stoppable.set(STOPPABLE_AFTER_MS, () => showStop(true));
    } else if (!busy && this.#endProgress !== undefined) {
      this.#endProgress();
      this.#endProgress = undefined;
      this.#stoppable.stop();
      showStop(false);
    }
  }

  #updateFilter(): void {
    const { filter } = this.tree;
    this.#updateMessage();
    if (this.#narrowed !== (filter !== undefined)) {
      this.#narrowed = filter !== undefined;
      void commands.executeCommand('setContext', 'cloudOperations.filtered', this.#narrowed);
    }
  }

  /** What the rows are narrowed to, and how far they tell everything. */
  #updateMessage(): void {
    const progress = this.#refresher?.progress;
    const recent = progress && this.#recent?.progress;
    const asOf = this.#snapshot?.asOf ?? this.#cutOffSince();
    const lines = [
      this.#simulated ? simulatedSentence() : undefined,
      this.#filterText(),
      asOf === undefined ? undefined : l10n.t('As of {0}', shownMoment(asOf, this.#clock.now())),
      progress && progressText(progress),
      recent && recentPlacesText(recent),
    ].filter((line) => line !== undefined);
    // VS Code writes a line break as a space.
    this.#view.message = joined(lines);
  }

  /** When the rows were true, where no answer comes any more; a look that fails now and then says nothing of all others. */
  #cutOffSince(): number | undefined {
    const since = this.#survey?.cutOffSince;
    const ms = since === undefined ? 0 : this.#clock.monotonic() - since;
    return since !== undefined && (this.#survey?.general || ms > SILENCE_MS) ? this.#clock.now() - ms : undefined;
  }

  #filterText(): string | undefined {
    const { filter, rows } = this.tree;
    if (!filter) {
      return undefined;
    }
    const { matching, total } = rows.outline.matches();
    const text = plainText(filter.text);
    return plural(
      total,
      l10n.t('“{0}”: {1} of 1 operation', text, number(matching)),
      l10n.t('“{0}”: {1} of {2} operations', text, number(matching), number(total)),
    );
  }

  #updateWelcome(): void {
    const welcome = this.tree.rows.welcome() ?? 'none';
    if (welcome !== this.#welcome) {
      this.#welcome = welcome;
      void commands.executeCommand('setContext', 'cloudOperations.welcome', welcome);
    }
  }
}

/** Whether the button in the view's title stops a refresh or begins one. */
function showStop(shown: boolean): void {
  void commands.executeCommand('setContext', 'cloudOperations.refreshing', shown);
}
