import { EventEmitter, l10n, type Event, type TreeDataProvider, type TreeItem, type TreeView } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { startOfNextDay } from '../../base/day.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import { Coalescer, Timer } from '../../base/timer.js';
import type { HistoryEntry } from '../../watch/history.js';
import { operationThen } from '../../watch/pastOperation.js';
import type { Watch } from '../../watch/watch.js';
import type { SessionHolder } from '../session.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { seenItem } from '../tree/seenItem.js';
import { plainText } from '../words/plainText.js';
import { historyDays, type HistoryDay } from './historyDays.js';
import type { DayElement, EndElement, HistoryElement, OthersElement } from './historyElement.js';
import { historyItem, historyTooltip } from './historyItem.js';
import { number } from '../words/plural.js';

/** A bulk cancel brings forty ends within a second. */
const COALESCE_MS = 200;
/** An answer that takes longer, as that of a slow credential, is announced by a row in its place. */
const PATIENCE_MS = 200;

/** The history: what ended, by day, the person's own apart from others'. The filter of the other view narrows it too. */
export class HistoryTree extends Owner implements TreeDataProvider<HistoryElement> {
  readonly #session: SessionHolder;
  readonly #operations: Pick<OperationsTree, 'filter' | 'onDidDraw'>;
  readonly #view: Pick<TreeView<unknown>, 'message'>;
  readonly #clock: Clock;
  readonly #changed = this.own(new EventEmitter<undefined>());
  readonly #redraw: Coalescer;
  readonly #midnight: Timer;
  /** Whose records were read, or cannot be because nobody is signed in. */
  #opened: Watch | undefined;

  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  constructor(
    view: Pick<TreeView<unknown>, 'message' | 'onDidChangeVisibility'>,
    session: SessionHolder,
    operations: Pick<OperationsTree, 'filter' | 'onDidDraw'>,
    clock: Clock,
  ) {
    super();
    this.#session = session;
    this.#operations = operations;
    this.#view = view;
    this.#clock = clock;
    this.#midnight = this.own(new Timer(clock));
    this.#redraw = this.own(new Coalescer(clock, COALESCE_MS, () => this.#changed.fire(undefined)));
    this.own(session.onDidChange(() => this.#redraw.call()));
    this.own(session.follow(({ watch }) => [watch.history.onDidChange(() => this.#redraw.call())]));
    let { filter } = operations;
    this.own(
      operations.onDidDraw(() => {
        if (filter !== operations.filter) {
          filter = operations.filter;
          this.#redraw.call();
        }
      }),
    );
    this.own(
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) {
          void session.current.watch.history.reload();
        }
      }),
    );
  }

  /** What earlier sessions saw is read on the first look. */
  async getChildren(element?: HistoryElement): Promise<HistoryElement[]> {
    switch (element?.type) {
      case undefined:
        return await this.#days();
      case 'day':
        return inDay(element);
      case 'others':
        return element.parent.day.others.map((entry) => end(element, entry));
      case 'end':
      case 'reading':
        return [];
    }
  }

  getParent({ parent }: HistoryElement): HistoryElement | undefined {
    return parent;
  }

  getTreeItem(element: HistoryElement): TreeItem {
    return seenItem(historyItem(element, this.#session.current.settings.rows, this.#clock.now()));
  }

  resolveTreeItem(item: TreeItem, element: HistoryElement): TreeItem {
    if (element.type === 'end') {
      const { simulated, watch } = this.#session.current;
      item.tooltip = historyTooltip(element.entry, simulated, watch.starters.known(element));
    }
    return item;
  }

  async #days(): Promise<HistoryElement[]> {
    if (!(await this.#isOpenSoon())) {
      return [{ type: 'reading', id: 'reading', parent: undefined }];
    }
    const now = this.#clock.now();
    this.#midnight.set(startOfNextDay(now) - now, () => this.#redraw.call());
    const { watch } = this.#session.current;
    const isMine = mineTest(watch);
    const all = watch.history.entries();
    const { filter } = this.#operations;
    const days = historyDays(filter ? all.filter((entry) => filter.matches(operationThen(entry))) : all, isMine);
    this.#view.message = filter ? narrowedText(filter.text, days, historyDays(all, isMine)) : '';
    return days.map((day): DayElement => ({ type: 'day', id: `day ${day.start}`, parent: undefined, day }));
  }

  /** Whether what earlier sessions saw is read within a moment; where that takes longer the rows follow. */
  async #isOpenSoon(): Promise<boolean> {
    const { watch } = this.#session.current;
    if (watch.history.isRead || this.#opened === watch) {
      return true;
    }
    const opening = this.#open(watch);
    let late: Disposable | undefined;
    const isSoon = await Promise.race([
      opening.then(() => true),
      new Promise<boolean>((resolve) => (late = this.#clock.schedule(PATIENCE_MS, () => resolve(false)))),
    ]);
    late?.dispose();
    if (!isSoon) {
      void opening.then(() => this.#redraw.call());
    }
    return isSoon;
  }

  async #open(watch: Watch): Promise<void> {
    try {
      await watch.cancellations.restore();
      await watch.history.opened();
    } catch {
      // Nobody is signed in, so that nothing is kept; the other view says so.
    }
    this.#opened = watch;
  }
}

function inDay(element: DayElement): HistoryElement[] {
  const { id, day } = element;
  const others: OthersElement = { type: 'others', id: `${id} others`, parent: element };
  const mine = day.mine.map((entry) => end(element, entry));
  return day.others.length > 0 ? [...mine, others] : mine;
}

function end(parent: EndElement['parent'], entry: HistoryEntry): EndElement {
  return { type: 'end', id: entry.id, parent, entry, collection: entry.collection, name: entry.reading.name };
}

/** What the person started, or asked to cancel, as far as anybody knows. */
function mineTest({ survey, cancellations }: Watch): (entry: HistoryEntry) => boolean {
  const account = survey.credential?.account;
  return ({ outcome, reading, collection }) =>
    outcome !== undefined ||
    (account !== undefined && reading.user === account) ||
    cancellations.find(collection, reading.name) !== undefined;
}

function narrowedText(text: string, shown: readonly HistoryDay[], all: readonly HistoryDay[]): string {
  const count = (days: readonly HistoryDay[]): number =>
    days.reduce((sum, { mine, others }) => sum + mine.length + others.length, 0);
  return l10n.t('“{0}”: {1} of {2}', plainText(text), number(count(shown)), number(count(all)));
}
