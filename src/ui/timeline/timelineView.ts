import { env, Uri, type Event, type TreeViewSelectionChangeEvent, type WebviewView } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { operationKey, type Operation, type OperationReference } from '../../operations/operation.js';
import { runCommand } from '../runCommand.js';
import type { SessionHolder } from '../session.js';
import type { TreeElement } from '../tree/element.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { operationTooltip } from '../tree/tooltip.js';
import { simulatedMark } from '../words/simulated.js';
import { TimelineBars } from './bars.js';
import { exportSvg } from './exportSvg.js';
import { contextOperationId, fromPage } from './fromPage.js';
import type { LaneKind, ToPage } from './messages.js';
import { pageHtml } from './pageHtml.js';
import { timelineWords } from './timelineWords.js';

export interface TimelineParts {
  /** The extension's folder. */
  readonly folder: Uri;
  readonly session: SessionHolder;
  readonly tree: Pick<OperationsTree, 'filter' | 'onDidDraw'>;
  readonly onDidSelect: Event<TreeViewSelectionChangeEvent<TreeElement>>;
  /** Selects an operation's row in the tree, where the tree is on screen; the focus stays where it is. */
  readonly select: (operation: Operation) => Promise<unknown>;
  readonly memory: { readonly lanes: LaneKind; keepLanes(by: LaneKind): void };
  readonly clock: Clock;
  /** What the page asks for and cannot be done is told to the person, as of a command. */
  readonly withBoundary: (run: () => Promise<void>) => Promise<void>;
}

/**
 * The extension's side of the timeline in the panel. VS Code throws the page away when it is hidden and loads it anew when
 * it is shown; nothing is worked out or sent in between.
 */
export class TimelineView extends Owner {
  readonly #parts: TimelineParts;
  #view: WebviewView | undefined;
  #bars: TimelineBars | undefined;
  /** What the page was told to select, or has. */
  #selected: string | undefined;
  /** To be selected in the tree next, and what is being selected: keys walk faster than a row is revealed. */
  #next: Operation | undefined;
  #selecting: string | undefined;

  constructor(parts: TimelineParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#hide() });
    this.own(parts.onDidSelect(({ selection }) => this.#followTree(selection)));
    this.own(
      parts.session.follow(({ simulated }) => {
        this.#mark(simulated);
        if (this.#bars) {
          this.#introduce();
        }
        return [];
      }),
    );
  }

  /** Fills the view when it is opened. */
  resolve(view: WebviewView): void {
    this.#view = view;
    this.#mark(this.#parts.session.current.simulated);
    const { webview } = view;
    const { withBoundary } = this.#parts;
    const dist = Uri.joinPath(this.#parts.folder, 'dist');
    const address = (name: string): Uri => Uri.joinPath(dist, name);
    // VS Code takes folders alone: what else lies in it is the product's own code, without a secret.
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.onDidReceiveMessage((message: unknown) => void withBoundary(() => this.receive(message)));
    view.onDidChangeVisibility(() => !view.visible && this.#hide());
    view.onDidDispose(() => {
      this.#hide();
      this.#view = undefined;
    });
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(address('timeline.js')).toString(),
      style: webview.asWebviewUri(address('timeline.css')).toString(),
      title: timelineWords(false).title,
      locale: env.language,
    });
  }

  /**
   * The operation that a menu of the page was opened on, of what VS Code hands a menu's command: `gone` for one that is no
   * longer there, undefined for what is no such thing.
   */
  locate(argument: unknown): OperationReference | 'gone' | undefined {
    const id = contextOperationId(argument);
    return id === undefined ? undefined : (this.#bars?.reference(id) ?? 'gone');
  }

  /** Takes in a message of the page; what is none is passed over. */
  async receive(message: unknown): Promise<void> {
    const said = fromPage(message);
    switch (said?.type) {
      case undefined:
        return;
      case 'ready':
        this.#show();
        return;
      case 'select':
        this.#selected = said.id;
        await this.#selectInTree(said.id);
        return;
      case 'open': {
        const reference = this.#bars?.reference(said.id);
        await (reference && runCommand('cloudOperations.openDetails', reference));
        return;
      }
      case 'hover':
        this.#answerHover(said.id);
        return;
      case 'export':
        await exportSvg(said.svg, this.#parts.session.current.simulated);
        return;
      case 'lanes':
        this.#parts.memory.keepLanes(said.by);
        return;
    }
  }

  #show(): void {
    const { session, tree, clock } = this.#parts;
    this.#bars?.dispose();
    // What earlier sessions saw end is read from this machine's disk, if nobody has yet.
    void session.current.watch.cancellations.restore();
    this.#introduce();
    this.#bars = new TimelineBars(session, tree, clock, (message) => this.#post(message));
    this.#post({ type: 'select', ...(this.#selected !== undefined && { id: this.#selected }) });
  }

  #hide(): void {
    this.#bars?.dispose();
    this.#bars = undefined;
  }

  #introduce(): void {
    const { session, memory } = this.#parts;
    const words = timelineWords(session.current.simulated);
    this.#post({ type: 'init', words, locale: env.language, preset: 'day', lanes: memory.lanes });
  }

  #mark(simulated: boolean): void {
    if (this.#view) {
      this.#view.description = simulated ? simulatedMark() : '';
    }
  }

  #answerHover(id: string): void {
    const operation = this.#bars?.operation(id);
    if (operation) {
      const { simulated, watch } = this.#parts.session.current;
      const facts = { now: this.#parts.clock.now(), simulated, who: watch.starters.known(operation) };
      const { lines } = operationTooltip(operation, watch.cancellations, facts);
      this.#post({ type: 'hover', id, lines });
    }
  }

  /** One after the other, and of those that wait the last alone. */
  async #selectInTree(id: string | undefined): Promise<void> {
    this.#next = id === undefined ? undefined : this.#bars?.operation(id);
    if (this.#selecting !== undefined) {
      return;
    }
    try {
      for (let next = this.#takeNext(); next; next = this.#takeNext()) {
        this.#selecting = operationKey(next);
        await this.#parts.select(next);
      }
    } finally {
      this.#selecting = undefined;
    }
  }

  #takeNext(): Operation | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next;
  }

  /** What the person selects in the tree; not what is selected there because it was here. */
  #followTree(rows: readonly TreeElement[]): void {
    const [row] = rows;
    const id = row?.type === 'operation' ? operationKey(row) : undefined;
    if (id !== undefined && id !== this.#selecting && id !== this.#selected) {
      this.#selected = id;
      this.#post({ type: 'select', id });
    }
  }

  #post(message: ToPage): void {
    void this.#view?.webview.postMessage(message);
  }
}
