import { EventEmitter, type Event, type TreeDataProvider, type TreeItem, type TreeView } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Coalescer } from '../../base/timer.js';
import type { Collection } from '../../operations/collection.js';
import type { HistoryEntry } from '../../watch/history.js';
import type { SessionHolder } from '../session.js';
import { historyItem, historyTooltip } from './historyItem.js';
import { seenItem } from '../tree/seenItem.js';

/** A row of the history. It names its operation as rows of the other view do, so that their commands work on it. */
export interface HistoryElement {
  readonly type: 'transition';
  readonly id: string;
  readonly entry: HistoryEntry;
  readonly collection: Collection;
  readonly name: string;
}

/** A bulk cancel brings forty transitions within a second. */
const COALESCE_MS = 200;

/** The view of recent transitions, newest first. */
export class HistoryTree extends Owner implements TreeDataProvider<HistoryElement> {
  readonly #session: SessionHolder;
  readonly #clock: Clock;
  readonly #changed = this.own(new EventEmitter<undefined>());
  #rows = new Map<string, HistoryElement>();

  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  constructor(view: TreeView<HistoryElement>, session: SessionHolder, clock: Clock) {
    super();
    this.#session = session;
    this.#clock = clock;
    const redraw = this.own(new Coalescer(clock, COALESCE_MS, () => this.#changed.fire(undefined)));
    this.own(session.onDidChange(() => redraw.call()));
    this.own(session.follow(({ watch }) => [watch.history.onDidChange(() => redraw.call())]));
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
    if (element) {
      return [];
    }
    const { cancellations, history } = this.#session.current.watch;
    await cancellations.restore();
    const before = this.#rows;
    const rows = history.entries().map((entry) => before.get(entry.id) ?? rowOf(entry));
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    return rows;
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem({ entry }: HistoryElement): TreeItem {
    return seenItem(historyItem(entry, this.#clock.now()));
  }

  resolveTreeItem(item: TreeItem, { entry }: HistoryElement): TreeItem {
    item.tooltip = historyTooltip(entry);
    return item;
  }
}

function rowOf(entry: HistoryEntry): HistoryElement {
  return { type: 'transition', id: entry.id, entry, collection: entry.collection, name: entry.reading.name };
}
