import { isDecided, type Cancellation } from '../../src/operations/cancellation.js';
import { isEnded, type OperationChange } from '../../src/operations/operation.js';
import type { CancellationChange } from '../../src/watch/cancellations.js';
import type { Control } from '../emulator/index.js';
import type { Network } from './network.js';
import type { SimulatedTime } from './simulatedTime.js';

/** How soon what the server has decided is known here, once it can be read. */
const lateMs = 20_000;

interface Click {
  readonly service: string;
  readonly name: string;
  readonly atMs: number;
  /** In time awake. */
  decidedAtMs: number | undefined;
  told: number;
}

/** What was promised to the person, held against the truth as the emulator knows it. */
export class Ledger {
  readonly #control: Control;
  readonly #time: SimulatedTime;
  readonly #network: Network;
  readonly #clicks = new Map<string, Click>();
  /** When the latest thing happened after which a decision needs time: a reload, a login, a suspend; in time awake. */
  restartedAtMs = 0;
  wrongStates = 0;
  toldTwice = 0;
  lateDecisions = 0;
  worstDelayMs = 0;
  readonly notes: string[] = [];

  constructor(control: Control, time: SimulatedTime, network: Network) {
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
    if (isDecided(cancellation) && click.decidedAtMs === undefined) {
      click.decidedAtMs = this.#time.awakeMs;
      this.#checkOutcome(cancellation);
      this.#checkDelay(cancellation, click);
    }
    if (tell && isDecided(cancellation) && ++click.told === 2) {
      this.toldTwice++;
      this.note(`told twice, the second time as ${cancellation.outcome}: ${click.name}`);
    }
  };

  /** Requests that nobody knows of any more, though the server has an answer. */
  forgotten(): number {
    const clicks = new Map<string, Click[]>();
    for (const click of this.#clicks.values()) {
      const key = `${click.service} ${click.name}`;
      clicks.set(key, [...(clicks.get(key) ?? []), click]);
    }
    // A click of another account counts as well: what became of the operation after the last one was told.
    const lost = [...clicks.values()].filter((ofOne) => {
      const last = ofOne.at(-1);
      const known = ofOne.some(({ decidedAtMs = -Infinity }) => decidedAtMs >= (last?.atMs ?? Infinity));
      return last && !known && this.truth(last.service, last.name) !== 'running';
    });
    for (const ofOne of lost) {
      const times = ofOne.map(({ atMs, decidedAtMs }) => `${atMs} to ${decidedAtMs}`).join(', ');
      this.note(`forgotten: ${ofOne[0]?.name}, clicked and decided at ${times} ms`);
    }
    return lost.length;
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

  #click({ id, collection, reading }: Cancellation): Click {
    let click = this.#clicks.get(id);
    if (!click) {
      const { service } = collection;
      click = { service, name: reading.name, atMs: this.#time.awakeMs, decidedAtMs: undefined, told: 0 };
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
