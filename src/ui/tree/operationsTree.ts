import { EventEmitter, TreeItemCollapsibleState, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Emitter, type Event as FloorEvent } from '../../base/event.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import { Slices } from '../../base/slices.js';
import type { Operation } from '../../operations/operation.js';
import type { Watch } from '../../watch/watch.js';
import type { Session, SessionHolder } from '../session.js';
import type { MoreElement, OperationElement, ParentElement, TreeElement } from './element.js';
import { usualArrangement, type Arrangement } from './arrangement.js';
import { Concerns } from './concerns.js';
import { Drawing } from './drawing.js';
import { Expansion } from './expansion.js';
import type { OperationFilter } from './filter.js';
import { FirstDrawing } from './firstDrawing.js';
import { Redraw } from './redraw.js';
import { Rows } from './rows.js';
import type { Shown } from './outline.js';
import { followNews, markConcerns } from './staleByNews.js';
import { elementsToDraw, topOfTree, type StaleRow } from './staleRows.js';
import { Turns } from './turns.js';

/** How long rows of an old session stay on screen while the new one reads, so that selection and expansion survive. */
const HANDOVER_MS = 2000;
/** So many matches are shown at once, whatever was closed; VS Code fetches the rows below each open one. */
const FEW_MATCHES = 500;

/** What the view draws: rows of the current session, redrawn where something changed. */
export class OperationsTree extends Owner implements TreeDataProvider<TreeElement> {
  readonly #expansion = new Expansion();
  /** While the tree is narrowed: what is opened to show matches is not what the person opened. */
  #narrowed: Expansion | undefined;
  /** Until VS Code asks for rows none is out of date, and to say so would have it begin anew. */
  #asked = false;
  /** Whether every row above a match is open; asked once a drawing, because counting goes over the whole store. */
  #showsMatches = false;
  readonly #slices = new Slices();
  readonly #session: SessionHolder;
  readonly #clock: Clock;
  readonly #changed = this.own(new EventEmitter<TreeElement[] | undefined>());
  readonly #drawn = this.own(new Emitter<void>());
  readonly #arranged = this.own(new Emitter<Arrangement>());
  readonly #redraw: Redraw;
  readonly #drawing: Drawing;
  #rows: Rows;
  /** Rows of a filter that goes through the store. */
  #preparing: Rows | undefined;
  #watch: Watch;
  #simulated: boolean;
  #handover: Disposable | undefined;
  readonly #turns: Turns;
  readonly #concerns: Concerns;

  readonly onDidChangeTreeData: Event<TreeElement[] | undefined> = this.#changed.event;
  readonly onDidArrange: FloorEvent<Arrangement> = this.#arranged.event;
  /** Fires after rows were declared out of date. */
  readonly onDidDraw: FloorEvent<void> = this.#drawn.event;
  readonly firstDrawing: FirstDrawing;

  constructor(session: SessionHolder, clock: Clock, arrangement = usualArrangement) {
    super();
    this.#session = session;
    this.#clock = clock;
    this.#concerns = this.own(new Concerns(session, clock));
    this.#rows = new Rows(session.current, false, { arrangement, concerns: this.#concerns });
    this.#drawing = new Drawing(session, this, clock);
    this.#watch = session.current.watch;
    this.#simulated = session.current.simulated;
    this.#turns = this.own(new Turns(clock, (rows) => this.#redraw.mark(rows)));
    this.firstDrawing = this.own(new FirstDrawing(clock));
    this.#redraw = this.own(new Redraw(clock, (rows) => this.#draw(rows)));
    this.own(this.#concerns.onDidMove((moves) => markConcerns(moves, this.#rows, this.#redraw)));
    this.own(session.onDidChange(() => this.#startHandover()));
    this.own(session.follow((current) => this.#follow(current)));
    this.own({ dispose: () => this.#handover?.dispose() });
  }

  get rows(): Rows {
    return this.#rows;
  }

  get filter(): OperationFilter | undefined {
    return this.#rows.outline.filter;
  }

  get arrangement(): Arrangement {
    return this.#rows.outline.arrangement;
  }

  /** Which rows are open now. */
  get expansion(): Expansion {
    return this.#narrowed ?? this.#expansion;
  }

  /** Shows only what matches; everything again without a filter. */
  setFilter(filter: OperationFilter | undefined): void {
    this.#narrowed = filter && (this.#narrowed ?? new Expansion());
    this.#show({ filter, arrangement: this.arrangement });
  }

  /** Cuts the tree otherwise, or puts its operations in another order. */
  arrange(arrangement: Arrangement): void {
    this.#show({ filter: this.filter, arrangement });
    this.#arranged.fire(arrangement);
  }

  /** Looks anew for what is the person's own, or watched. */
  #filterAgain(): void {
    if (this.filter?.isPersonal) {
      this.setFilter(this.filter.again());
    }
  }

  #newRows(shown: Shown, isRead: boolean): Rows {
    return new Rows(this.#session.current, isRead, { ...shown, concerns: this.#concerns }, this.#rows);
  }

  #show(shown: Shown & { readonly arrangement: Arrangement }): void {
    const rows = this.#newRows(shown, this.#rows.isRead);
    const atHand = !shown.filter && shown.arrangement.groupBy === 'place';
    this.#rows = rows;
    this.#preparing = atHand ? undefined : rows;
    if (atHand) {
      this.#redraw.mark([topOfTree]);
      return;
    }
    // What was on screen stays there until it is known what there is.
    const isWanted = (): boolean => this.#preparing === rows && !this.disposed;
    void rows.outline.prepare(isWanted).then(() => {
      if (isWanted()) {
        this.#preparing = undefined;
        this.#redraw.mark([topOfTree]);
      }
    });
  }

  /** VS Code asks for all parents of a level in one message: where that takes long, others have their turn in between. */
  async provideChildren(element?: TreeElement): Promise<TreeElement[]> {
    await this.#slices.next();
    const first = !this.#asked;
    if (first) {
      this.#asked = true;
      this.#session.current.watch.refresher.showKnown();
      this.#redraw.forget();
    }
    const rows = this.getChildren(element);
    this.firstDrawing.noteRows(element);
    if (first) {
      this.#drawn.fire();
    }
    return rows;
  }

  getChildren(element?: TreeElement): TreeElement[] {
    return this.#timed(() => {
      if (element === undefined) {
        this.#showsMatches = this.#narrowed !== undefined && this.#rows.outline.matches().matching <= FEW_MATCHES;
      }
      return [...this.#rows.children(element)];
    });
  }

  /** See `Expansion.of`. VS Code may ask before it asks for the rows at the top. */
  isOpen(element: ParentElement, wanted: boolean, needed = false): boolean {
    return this.expansion.of(element, wanted, needed || (this.#narrowed !== undefined && this.#showsMatches));
  }

  getParent(element: TreeElement): TreeElement | undefined {
    return element.parent;
  }

  getTreeItem(element: TreeElement): TreeItem {
    return this.#timed(() => {
      const item = this.#drawing.item(element);
      if (item.collapsibleState === TreeItemCollapsibleState.Expanded) {
        this.firstDrawing.noteOpen(element);
      }
      // By another id VS Code takes a row for a new one, and opens it where the filter found something.
      item.id = this.#narrowed ? `narrowed|${element.id}` : element.id;
      return item;
    });
  }

  /** Notes how long VS Code's questions hold the thread. */
  #timed<T>(answer: () => T): T {
    const begun = performance.now();
    const result = answer();
    const ms = performance.now() - begun;
    this.#slices.note(ms);
    this.#redraw.noteCost(ms);
    return result;
  }

  async resolveTreeItem(item: TreeItem, element: TreeElement): Promise<TreeItem> {
    item.tooltip = (await this.#drawing.tooltip(element)) ?? item.tooltip;
    return item;
  }

  /** The operation that a row stands for; undefined when it is gone. */
  operation(element: OperationElement): Operation | undefined {
    return this.#drawing.operation(element);
  }

  showMore(element: MoreElement): void {
    this.#rows.showMore(element.parent);
    this.#redraw.mark([element.parent ?? topOfTree], true);
  }

  /** The row of an operation, ready to be revealed: a filter that hides it ends. Undefined when it is gone. */
  find(operation: Operation): OperationElement | undefined {
    if (this.filter?.matches(operation) === false) {
      this.setFilter(undefined);
    }
    this.#redraw.flush();
    const row = this.#rows.find(operation);
    if (row) {
      // Its parent may show more rows than before.
      this.#redraw.mark([row.parent ?? topOfTree], true);
    }
    return row;
  }

  /** Whether a row on screen would say something else if it were drawn now. */
  hasAged(element: OperationElement): boolean {
    return this.#drawing.hasAged(element);
  }

  /** Notes that somebody has chosen a row: what would move it waits a moment. */
  touch(): void {
    this.#redraw.touch();
  }

  /** Draws rows again whose text has grown old. */
  redrawRows(rows: readonly StaleRow[]): void {
    this.#redraw.mark(rows);
  }

  #follow(session: Session): readonly Disposable[] {
    const { watch } = session;
    return [
      ...followNews(session, {
        rows: () => this.#rows,
        mark: (stale, urgent = false) => this.#redraw.mark(stale, urgent && this.#handover === undefined),
        markInserted: (stale) => this.#redraw.markInserted(stale),
        nothingToDraw: () => this.#turns.follow(this.#rows),
      }),
      watch.survey.onDidChange(({ what }) => what === 'credential' && this.#filterAgain()),
      watch.follows.onDidChange(() => this.#filterAgain()),
      watch.refresher.onDidChangeBusy((busy) => {
        if (!busy && !this.#rows.isRead) {
          this.#rows.setRead();
          this.#redraw.mark([topOfTree]);
        }
        if (!busy) {
          this.#endHandover();
        }
      }),
    ];
  }

  /**
   * The rows of the old session stay on screen until the new one has read, or until that takes too long; but nothing that
   * is real stays beside what is not, and a filter is about what it was typed for.
   */
  #startHandover(): void {
    const { current } = this.#session;
    const otherWorld = current.simulated !== this.#simulated;
    this.#simulated = current.simulated;
    this.#narrowed = otherWorld ? undefined : this.#narrowed;
    this.#preparing = otherWorld ? undefined : this.#preparing;
    const shown = { filter: otherWorld ? undefined : this.filter, arrangement: this.arrangement };
    this.#rows = this.#newRows(shown, current.watch === this.#watch && this.#rows.isRead);
    this.#handover?.dispose();
    // Where only what rows say has changed there is nothing to wait for.
    if (otherWorld || current.watch === this.#watch) {
      this.#watch = current.watch;
      this.#handover = undefined;
      this.#redraw.mark([topOfTree], true);
      return;
    }
    this.#watch = current.watch;
    this.#handover = this.#clock.schedule(HANDOVER_MS, () => this.#endHandover());
  }

  #endHandover(): void {
    if (this.#handover) {
      this.#handover.dispose();
      this.#handover = undefined;
      this.#redraw.mark([topOfTree], true);
    }
  }

  #draw(stale: readonly StaleRow[]): void {
    if (this.#handover === undefined && this.#preparing !== this.#rows) {
      this.#changed.fire(elementsToDraw(stale, this.#rows));
      this.#drawn.fire();
      this.#turns.follow(this.#rows);
    }
  }
}
