import {
  explainsEnd,
  isDecided,
  type Cancellation,
  type CancellationOutcome,
} from '../../src/operations/cancellation.js';
import { isEnded, type OperationChange } from '../../src/operations/operation.js';
import type { CancellationChange } from '../../src/watch/cancellations.js';
import type { Control } from '../emulator/index.js';
import { currentProcess } from './hostProcess.js';
import type { Network } from './network.js';
import type { SimulatedTime } from './simulatedTime.js';
import type { Trace } from './trace.js';

/** How soon what the server has decided is known here, once it can be read. */
const lateMs = 20_000;

/** What the disk refused is tried again every ten seconds. */
const writtenWithinMs = 15_000;

interface Click {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly atMs: number;
  /** By the clock that somebody may set, as windows tell clicks apart. */
  readonly requestedAt: number;
  /** Since when it speaks for the clicks before it, by the same clock. */
  readonly firstRequestedAt: number;
  /** In time awake. */
  decidedAtMs: number | undefined;
  outcome: CancellationOutcome | undefined;
  /** When the person was told, in time awake. */
  readonly toldAtMs: number[];
}

/** What was promised to the person, held against the truth as the emulator knows it. */
export class Ledger {
  readonly #control: Control;
  readonly #time: SimulatedTime;
  readonly #network: Network;
  readonly #trace: Trace;
  readonly #clicks = new Map<string, Click>();
  /** When the latest thing happened after which a decision needs time: a reload, a login, a suspend; in time awake. */
  restartedAtMs = 0;
  diskRefuses = false;
  /** Told while the disk refused to take that it was, and by which window. */
  readonly #unwritten = new Map<string, number>();
  /** Told by a window that closed before the disk took that it was: nobody else can know. */
  readonly #toldInVain = new Set<string>();
  /** Told a second time for that reason, which is better than not at all. */
  toldAgain = 0;
  wrongStates = 0;
  toldTwice = 0;
  lateDecisions = 0;
  worstDelayMs = 0;
  readonly notes: string[] = [];

  constructor(control: Control, time: SimulatedTime, network: Network, trace: Trace) {
    this.#trace = trace;
    this.#control = control;
    this.#time = time;
    this.#network = network;
  }

  /** Clicks that led to a request. */
  get cancels(): number {
    return this.#clicks.size;
  }

  note(text: string): void {
    if (this.notes.length < 30) {
      this.notes.push(`[${this.#time.hours.toFixed(2)} h] ${text}`);
    }
  }

  /** What the tree shows of operations that have ended. */
  readonly onStore = (changes: readonly OperationChange[]): void => {
    for (const { operation, to } of changes) {
      if (to !== undefined && isEnded(to)) {
        const truth = this.truth(operation.collection.service, operation.name);
        if (to !== truth && truth !== 'gone') {
          this.wrongStates++;
          this.note(`${operation.name} is shown as ${to}, and the server says ${truth}`);
        }
      }
    }
  };

  readonly onCancellation = ({ cancellation, tell }: CancellationChange): void => {
    const click = this.#click(cancellation);
    const { delivery, outcome } = cancellation;
    const by = currentProcess()?.pid ?? 0;
    this.#trace.note(`window ${by}: ${click.id} ${delivery} ${outcome}${tell ? ' told' : ''} ${click.name}`);
    if (isDecided(cancellation) && click.decidedAtMs === undefined) {
      click.decidedAtMs = this.#time.awakeMs;
      click.outcome = outcome;
      this.#checkOutcome(cancellation);
      this.#checkDelay(cancellation, click);
    }
  };

  /** A window has told the person how a request ended. */
  onTold({ id, outcome, reading }: Cancellation): void {
    const by = currentProcess()?.pid ?? 0;
    this.#trace.note(`told by window ${by}: ${id} ${outcome} ${reading.name}`);
    const told = this.#clicks.get(id)?.toldAtMs;
    if (told && told.push(this.#time.awakeMs) > 1) {
      if (this.#toldInVain.has(id)) {
        this.toldAgain++;
      } else {
        this.toldTwice++;
        this.note(`told twice, the second time as ${outcome}: ${reading.name}`);
      }
    }
    if (this.diskRefuses) {
      this.#unwritten.set(id, by);
    }
  }

  /** What a window that could not write it down has told, it writes down once the disk takes it, if it is still open. */
  setDisk(refuses: boolean): void {
    this.diskRefuses = refuses;
    if (!refuses) {
      this.#time.onMachine(writtenWithinMs, () => this.diskRefuses || this.#unwritten.clear());
    }
  }

  /** A window has closed; what only it knows to be told is told again by whoever reads how it ended. */
  onClosed(pid: number): void {
    for (const [id, by] of this.#unwritten) {
      if (by === pid) {
        this.#unwritten.delete(id);
        this.#toldInVain.add(id);
      }
    }
  }

  /** Requests of whose end nobody knows, though the server has an answer. */
  forgotten(): number {
    return this.#lost('forgotten', (click) => this.#isAnswered(click));
  }

  /** Requests of whose end a window knows, and nobody was told. */
  untold(): number {
    return this.#lost('untold', (click) => !this.#isAnswered(click) || this.#isTold(click));
  }

  #lost(what: string, isWell: (click: Click) => boolean): number {
    const lost = [...this.#clicks.values()].filter((click) => {
      return !isWell(click) && this.truth(click.service, click.name) !== 'running';
    });
    for (const { id, name, atMs, outcome, decidedAtMs } of lost) {
      this.note(`${what}: ${name}, clicked at ${atMs} ms as ${id}: ${outcome ?? 'open'} since ${decidedAtMs} ms`);
    }
    return lost.length;
  }

  #isAnswered(click: Click): boolean {
    return click.outcome !== undefined || this.#speakersFor(click).some(({ outcome }) => outcome !== undefined);
  }

  #isTold(click: Click): boolean {
    return [click, ...this.#speakersFor(click)].some(({ toldAtMs }) => toldAtMs.length > 0);
  }

  /**
   * The requests whose end is an answer to a click as well: a later one that rests on it; and one for the same operation, of
   * another account or window, whose answer is how the operation ended, after that click.
   */
  #speakersFor(click: Click): Click[] {
    return [...this.#clicks.values()].filter((other) => {
      const { id, service, name, requestedAt, firstRequestedAt, outcome, decidedAtMs = -Infinity } = other;
      if (id === click.id || service !== click.service || name !== click.name) {
        return false;
      }
      const restsOnIt = firstRequestedAt <= click.requestedAt && click.requestedAt < requestedAt;
      return restsOnIt || (outcome !== undefined && explainsEnd({ outcome }) && decidedAtMs >= click.atMs);
    });
  }

  /** POSTs beyond one for each click. */
  doublePosts(): number {
    let doubles = 0;
    for (const [name, posts] of this.#network.posts) {
      const clicks = [...this.#clicks.values()].filter((click) => click.name === name).length;
      if (posts > clicks) {
        doubles += posts - clicks;
        this.note(`${posts} POSTs for ${clicks} clicks: ${name}`);
      }
    }
    return doubles;
  }

  truth(service: string, name: string): string {
    let wire: unknown;
    try {
      ({ wire } = this.#control.operation({ service, name }));
    } catch {
      return 'gone';
    }
    if (wire === null) {
      return 'gone';
    }
    const { done, error } = wire as { readonly done?: boolean; readonly error?: { readonly code?: number } };
    if (!done) {
      return 'running';
    }
    return error?.code === undefined || error.code === 0 ? 'succeeded' : error.code === 1 ? 'cancelled' : 'failed';
  }

  #click({ id, collection, reading, requestedAt, earlier }: Cancellation): Click {
    let click = this.#clicks.get(id);
    if (!click) {
      const { service } = collection;
      const firstRequestedAt = earlier?.firstRequestedAt ?? requestedAt;
      const open = { decidedAtMs: undefined, outcome: undefined, toldAtMs: [] };
      click = { id, service, name: reading.name, atMs: this.#time.awakeMs, requestedAt, firstRequestedAt, ...open };
      this.#clicks.set(id, click);
    }
    return click;
  }

  #checkOutcome({ outcome, collection, reading }: Cancellation): void {
    const truth = this.truth(collection.service, reading.name);
    const fits: Partial<Record<typeof outcome, string>> = {
      cancelled: 'cancelled',
      completedAnyway: 'succeeded',
      failed: 'failed',
      expired: 'gone',
    };
    if (fits[outcome] !== undefined && fits[outcome] !== truth) {
      this.wrongStates++;
      this.note(`${reading.name} is told as ${outcome}, and the server says ${truth}`);
    }
  }

  #checkDelay({ collection, reading, outcome }: Cancellation, click: Click): void {
    if (outcome !== 'cancelled' && outcome !== 'completedAnyway' && outcome !== 'failed') {
      return;
    }
    const { endedAt } = this.#control.operation({ service: collection.service, name: reading.name });
    const endedMs = this.#time.awakeMs - Math.max(0, this.#time.now() - (endedAt ?? this.#time.now()));
    const readableMs = Math.max(endedMs, click.atMs, this.restartedAtMs, this.#network.soundSince);
    const delayMs = this.#time.awakeMs - readableMs;
    this.worstDelayMs = Math.max(this.worstDelayMs, delayMs);
    if (delayMs > lateMs) {
      this.lateDecisions++;
      this.note(`late by ${Math.round(delayMs / 1000)} s: ${outcome} ${reading.name}`);
    }
  }
}
