import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../base/clock.js';
import { startOfNextDay } from '../../base/day.js';
import { DueQueue, type Due } from '../../base/dueQueue.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import { Coalescer, Timer } from '../../base/timer.js';
import { operationKey, type Operation, type OperationReference } from '../../operations/operation.js';
import { Summary } from '../../operations/summary.js';
import type { HistoryChange } from '../../watch/history.js';
import { addPast, operationThen, pastOf, type Past } from '../../watch/pastOperation.js';
import type { Session, SessionHolder } from '../session.js';
import { operationTokens } from '../tree/operationItems.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { barOf, endOfBar } from './bar.js';
import type { Bar, ToPage } from './messages.js';
import { summaryLines } from './summaryLines.js';

/** Pages of listings come in many turns; what they change goes over together. */
const COALESCE_MS = 50;
/** So many operations are worked out in one turn: a few milliseconds. */
const CHUNK = 500;

/** What the page knows of an operation, and when the passing of time may change whether it matches the filter. */
interface Known extends Due {
  readonly key: string;
  readonly reference: OperationReference;
  /** Undefined where the filter leaves it out. */
  bar: Bar | undefined;
}

/**
 * What the timeline shows: the operations of the store, and those of the history that no list shows any more, as far as
 * the filter lets them and their project is not hidden. From its beginning to its end it tells the page what there is and then
 * what changed; it is there while the page is on screen, and asks nobody anything.
 */
export class TimelineBars extends Owner {
  readonly #session: SessionHolder;
  readonly #tree: Pick<OperationsTree, 'filter' | 'onDidDraw'>;
  readonly #clock: Clock;
  readonly #post: (message: ToPage) => void;
  readonly #flushing: Coalescer;
  readonly #turn: Timer;
  readonly #midnight: Timer;
  #filter: OperationsTree['filter'];
  #known = new Map<string, Known>();
  #due = new DueQueue<Known>();
  #past = new Map<string, Past>();
  #summary = new Summary();
  #told: readonly string[] = [];
  /** What changed and was not worked out yet. */
  readonly #stale = new Map<string, OperationReference>();

  constructor(
    session: SessionHolder,
    tree: Pick<OperationsTree, 'filter' | 'onDidDraw'>,
    clock: Clock,
    post: (message: ToPage) => void,
  ) {
    super();
    this.#session = session;
    this.#tree = tree;
    this.#clock = clock;
    this.#post = post;
    this.#flushing = this.own(new Coalescer(clock, COALESCE_MS, () => this.#flush()));
    this.#turn = this.own(new Timer(clock));
    this.#midnight = this.own(new Timer(clock));
    this.own(session.follow((current) => this.#follow(current)));
    this.own(tree.onDidDraw(() => this.#filter !== tree.filter && void this.#begin()));
  }

  /** The operation that a bar stands for. */
  reference(id: string): OperationReference | undefined {
    return this.#known.get(id)?.reference;
  }

  /** The same as it is now, or as it was last seen. */
  operation(id: string): Operation | undefined {
    const known = this.#known.get(id);
    return known && this.#operationOf(known.key, known.reference);
  }

  #follow({ watch }: Session): readonly Disposable[] {
    void this.#begin();
    return [
      watch.store.onDidChange((changes) => changes.forEach(({ operation }) => this.#mark(operation))),
      watch.cancellations.onDidChange(({ cancellation: { collection, reading } }) =>
        this.#mark({ collection, name: reading.name }),
      ),
      watch.follows.onDidChange((follow) => this.#mark({ collection: follow.collection, name: follow.reading.name })),
      watch.history.onDidChange((change) => (change ? this.#takeEntry(change) : void this.#begin())),
    ];
  }

  #takeEntry({ added, dropped }: HistoryChange): void {
    addPast(this.#past, added);
    this.#mark({ collection: added.collection, name: added.reading.name });
    if (dropped) {
      const reference = { collection: dropped.collection, name: dropped.reading.name };
      const key = operationKey(reference);
      if (this.#past.get(key)?.end?.id === dropped.id) {
        this.#past.delete(key);
        this.#mark(reference);
      }
    }
  }

  #mark({ collection, name }: OperationReference): void {
    this.#stale.set(operationKey({ collection, name }), { collection, name });
    this.#flushing.call();
  }

  /** Tells everything anew, a part in each turn. */
  async #begin(): Promise<void> {
    const known = (this.#known = new Map<string, Known>());
    this.#filter = this.#tree.filter;
    this.#due = new DueQueue();
    this.#past = pastOf(this.#session.current.watch.history.entries());
    this.#summary = new Summary();
    this.#stale.clear();
    let begun = false;
    for (const chunk of inChunks(this.#everything())) {
      const bars = chunk.flatMap((reference) => this.#renew(operationKey(reference), reference)?.bar ?? []);
      this.#post(begun ? { type: 'changes', upserts: bars, removals: [] } : { type: 'bars', bars });
      begun = true;
      await nextTurn();
      if (this.disposed || this.#known !== known) {
        return;
      }
    }
    this.#tellSummary();
    this.#setTurn();
  }

  *#everything(): Iterable<OperationReference> {
    const { store } = this.#session.current.watch;
    yield* store.all();
    for (const { end } of this.#past.values()) {
      if (end && !store.find(end.collection, end.reading.name)) {
        yield { collection: end.collection, name: end.reading.name };
      }
    }
  }

  #flush(): void {
    const upserts: Bar[] = [];
    const removals: string[] = [];
    let worked = 0;
    for (const [key, reference] of this.#stale) {
      if (worked++ === CHUNK) {
        break;
      }
      this.#stale.delete(key);
      const before = this.#known.get(key)?.bar;
      const bar = this.#renew(key, reference)?.bar;
      if (bar && JSON.stringify(bar) !== JSON.stringify(before)) {
        upserts.push(bar);
      } else if (before && !bar) {
        removals.push(key);
      }
    }
    if (upserts.length + removals.length > 0) {
      this.#post({ type: 'changes', upserts, removals });
    }
    if (this.#stale.size > 0) {
      this.#flushing.call();
      return;
    }
    this.#tellSummary();
    this.#setTurn();
  }

  /** Works out what there is to show of an operation. */
  #renew(key: string, { collection, name }: OperationReference): Known | undefined {
    const operation = this.#operationOf(key, { collection, name });
    const before = this.#known.get(key);
    if (before && before.place >= 0) {
      this.#due.remove(before);
    }
    if (!operation) {
      this.#known.delete(key);
      this.#summary.delete(key);
      return undefined;
    }
    const { watch } = this.#session.current;
    const facts = { past: this.#past.get(key), cancellation: watch.cancellations.find(collection, name) };
    const matches = this.#filter?.matches(operation) ?? true;
    const bar = matches ? barOf(operation, { ...facts, menu: this.#menuOf(operation) }) : undefined;
    const known: Known = { key, reference: { collection, name }, bar, dueAt: 0, place: -1 };
    this.#known.set(key, known);
    if (bar) {
      this.#summary.put(key, operation, endOfBar(operation, facts));
    } else {
      this.#summary.delete(key);
    }
    const changesAt = this.#filter?.changesAt(operation);
    if (changesAt !== undefined && changesAt !== Infinity) {
      this.#due.put(known, changesAt);
    }
    return known;
  }

  #menuOf(operation: Operation): string {
    const { watch } = this.#session.current;
    const watched = watch.follows.isFollowed(operation.collection, operation.name);
    return operationTokens(operation, { watched, now: this.#clock.now() }, watch);
  }

  /** As the store has it, else as the history saw it end. */
  #operationOf(key: string, { collection, name }: OperationReference): Operation | undefined {
    const { settings, watch } = this.#session.current;
    const end = this.#past.get(key)?.end;
    const operation = watch.store.find(collection, name) ?? (end && operationThen(end));
    const { project } = operation?.collection ?? {};
    return project !== undefined && settings.hiddenProjects.includes(project) ? undefined : operation;
  }

  /** By `age:` operations begin and cease to match although nothing happens to them. */
  #setTurn(): void {
    const { first } = this.#due;
    this.#turn.stop();
    if (first) {
      this.#turn.set(Math.max(0, first.dueAt - this.#clock.now()) + 1, () => {
        const now = this.#clock.now();
        for (let due = this.#due.first; due && due.dueAt <= now; due = this.#due.first) {
          this.#due.remove(due);
          this.#mark(due.reference);
        }
        this.#setTurn();
      });
    }
  }

  #tellSummary(): void {
    const now = this.#clock.now();
    this.#midnight.set(startOfNextDay(now) - now, () => this.#tellSummary());
    const { simulated, watch } = this.#session.current;
    const lines = summaryLines(this.#summary, watch.cancelOdds, { now, simulated, filter: this.#filter?.text });
    if (lines.join('\n') !== this.#told.join('\n')) {
      this.#told = lines;
      this.#post({ type: 'summary', lines });
    }
  }
}

/** At least one, be it empty. */
function* inChunks<T>(items: Iterable<T>): Iterable<readonly T[]> {
  let chunk: T[] = [];
  let yielded = false;
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === CHUNK) {
      yield chunk;
      yielded = true;
      chunk = [];
    }
  }
  if (chunk.length > 0 || !yielded) {
    yield chunk;
  }
}
