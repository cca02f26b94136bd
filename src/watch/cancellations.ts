import { sharedAbortController } from '../base/abort.js';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { errorFactsOrFault } from '../google/apiError.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import {
  advance,
  isDecided,
  isRepeatable,
  requestCancellation,
  showsCancelling,
  type Cancellation,
  type CancellationEvent,
  type CancellationOutcome,
} from '../operations/cancellation.js';
import { mergeCancellations } from '../operations/cancellationMerge.js';
import type { Collection } from '../operations/collection.js';
import { operationKey, type Operation } from '../operations/operation.js';
import { toReading } from '../operations/reading.js';
import type { OperationStore } from '../operations/store.js';
import { cancelAnswer } from './cancelAnswer.js';
import type { CancellationRecords } from './cancellationRecords.js';
import { requireChangeable, type ChangeGuard } from './changeGuard.js';
import { LeftTellings } from './leftTellings.js';
import { UnsupportedKinds } from './unsupportedKinds.js';

/** News of a cancellation. */
export interface CancellationChange {
  readonly cancellation: Cancellation;
  /** Its outcome before; absent for one just requested, or just learned of from another window. */
  readonly from: CancellationOutcome | undefined;
  /** This window is to tell the person about it, where `claimTelling` lets it. */
  readonly tell: boolean;
}

interface CancellationsParts {
  readonly api: OperationsApi;
  readonly store: OperationStore;
  readonly records: CancellationRecords;
  readonly clock: Clock;
  readonly log: Log;
  /** A new id for each click. */
  readonly newId: () => string;
  /** Absent: every operation may be changed. */
  readonly mayChange?: ChangeGuard | undefined;
}

/**
 * Every cancel request from the click to the server's final word. A request is on disk before its POST leaves; a POST is
 * sent once per click and never repeated: when its answer is lost, reading decides.
 */
export class Cancellations extends Owner {
  readonly #parts: CancellationsParts;
  readonly #known = new Map<string, Cancellation>();
  /** Ids of the requests made by this session. */
  readonly #ours = new Set<string>();
  /** Requests that are being written down, by operation: a second click is the same request. */
  readonly #beginning = new Map<string, Promise<Cancellation>>();
  readonly #unsupported: UnsupportedKinds;
  readonly #left: LeftTellings;
  readonly #changed = this.own(new Emitter<CancellationChange>());
  readonly #abort = sharedAbortController();
  #restored: Promise<void> | undefined;

  readonly onDidChange: Event<CancellationChange> = this.#changed.event;

  constructor(parts: CancellationsParts) {
    super();
    this.#parts = parts;
    this.#unsupported = new UnsupportedKinds(parts.records, parts.clock);
    this.#left = this.own(
      new LeftTellings(parts.records, parts.clock, (each) => this.#announce(each, each.outcome, true)),
    );
    this.own({ dispose: () => this.#abort.abort() });
    this.own(parts.records.onDidChange(() => void this.#adopt()));
    this.own(parts.records.onDidOpen(() => (this.#restored = undefined)));
    this.own(
      parts.store.onDidChange((changes) => {
        for (const { operation, to } of changes) {
          if (to !== undefined && operation.done && this.#known.size > 0) {
            this.observe(operation.collection, operation.name, { type: 'read', reading: toReading(operation) });
          }
        }
      }),
    );
  }

  /** Takes up what earlier sessions and other windows of whoever is signed in left undecided. Never throws. */
  async restore(): Promise<void> {
    await this.#parts.records.open();
    this.#restored ??= this.#takeUp();
    await this.#restored;
  }

  async #takeUp(): Promise<void> {
    await this.#unsupported.load();
    await this.#adopt();
  }

  /** Requests whose fate is open. */
  active(): readonly Cancellation[] {
    return [...this.#known.values()].filter((cancellation) => !isDecided(cancellation));
  }

  /** The newest request for an operation, also a decided one. */
  find(collection: Collection, name: string): Cancellation | undefined {
    // Asked for each operation of a large listing, when nearly always there is no request at all.
    return this.#known.size === 0 ? undefined : this.#known.get(operationKey({ collection, name }));
  }

  /**
   * When the service answered UNIMPLEMENTED to a cancel of this kind of operation, in milliseconds since the epoch; undefined
   * where it never did, or too long ago to be believed.
   */
  unsupportedSince(operation: Operation): number | undefined {
    return this.#unsupported.saidAt(operation);
  }

  /**
   * Asks the server to cancel. What happened is in the outcome. While the fate of a request is open another one returns
   * it and sends nothing, except for `again`: the person wants to ask once more, and the first POST is answered or lost.
   * @throws ChangeForbiddenError where the settings forbid to change the operation; NotRecordedError where the request
   * cannot be written down, and ApiError where nobody is signed in: nothing is sent then, and nothing stays of it.
   */
  async request(operation: Operation, again = false): Promise<Cancellation> {
    requireChangeable(this.#parts.mayChange, operation);
    await this.restore();
    const { collection, name } = operation;
    const earlier = this.find(collection, name);
    if (earlier && !isDecided(earlier) && !(again && isRepeatable(earlier))) {
      return earlier;
    }
    const key = operationKey(operation);
    const begun = this.#beginning.get(key);
    if (begun) {
      return begun;
    }
    const beginning = this.#begin(operation, earlier).finally(() => this.#beginning.delete(key));
    this.#beginning.set(key, beginning);
    const request = await beginning;
    // Otherwise another window was faster, and sends its own.
    return this.#ours.has(request.id) ? this.#send(request) : request;
  }

  /** Writes a request down: the new one, unless another window has written one that is open. */
  async #begin(operation: Operation, earlier: Cancellation | undefined): Promise<Cancellation> {
    const { clock, records, newId } = this.#parts;
    const { collection, location } = operation;
    const subject = { collection, reading: toReading(operation), location };
    const request = requestCancellation(subject, newId(), clock.now(), earlier);
    this.#ours.add(request.id);
    let stands: Cancellation | undefined;
    try {
      stands = await records.create(request, earlier?.id);
    } finally {
      if (stands?.id !== request.id) {
        this.#ours.delete(request.id);
      }
    }
    this.#set(stands, earlier?.outcome);
    return stands;
  }

  async #send(request: Cancellation): Promise<Cancellation> {
    const { api, clock, log } = this.#parts;
    const { collection, reading } = request;
    const { name } = reading;
    let event: CancellationEvent;
    try {
      await api.cancel(collection, name, { signal: this.#abort.signal });
      event = { type: 'accepted' };
    } catch (error) {
      const facts = errorFactsOrFault(error);
      log.info(`cancel of ${name}: ${facts?.kind ?? 'a fault of the extension'} ${facts?.httpStatus ?? ''}`);
      // After a fault of the program nobody knows whether the request has left.
      event = facts ? await cancelAnswer(api, collection, name, facts, this.#abort.signal) : { type: 'answerLost' };
    }
    log.info(`cancel of ${name}: ${event.type}`);
    if (advance(this.find(collection, name) ?? request, event, clock.now()).outcome === 'unsupported') {
      await this.#unsupported.note({ collection, ...reading });
    }
    await this.#advance(request.id, collection, name, event);
    return this.find(collection, name) ?? request;
  }

  /**
   * True where nobody has told the person yet how the request ended, and this window does so now. Asked for no earlier than
   * that: what a window that closes has not told the next one tells. Where nobody can know it is told once the disk says.
   */
  async claimTelling(cancellation: Cancellation): Promise<boolean> {
    const mine = await this.#parts.records.claim(cancellation, this.#ours.has(cancellation.id));
    if (mine === undefined) {
      this.#left.leave(cancellation);
    }
    return mine === true;
  }

  /** Notes that nobody is to be told of it any more: the person was, among others, or does not want to be. */
  noteTold(cancellation: Cancellation): void {
    void this.#parts.records.claim(cancellation, true);
  }

  /** Takes in what a reading of the operation showed. */
  observe(collection: Collection, name: string, event: CancellationEvent): void {
    const cancellation = this.find(collection, name);
    if (cancellation && !isDecided(cancellation)) {
      if (cancellation.delivery === 'pending' && !this.#ours.has(cancellation.id)) {
        // Another window is sending it; if that window has crashed, its record now says that the answer was lost.
        void this.#adopt();
      }
      void this.#advance(cancellation.id, collection, name, event);
    }
  }

  async #advance(id: string, collection: Collection, name: string, event: CancellationEvent): Promise<void> {
    const before = this.find(collection, name);
    if (!before || before.id !== id) {
      return;
    }
    const after = advance(before, event, this.#parts.clock.now());
    if (after === before) {
      return;
    }
    // In memory at once, so that a second answer that arrives while the disk is written finds the new state.
    this.#set(after, before.outcome);
    await this.#parts.records.save(after);
  }

  /** Takes over what other windows, or an earlier session, have written, and writes again what has gone from the disk. */
  async #adopt(): Promise<void> {
    const { records } = this.#parts;
    const lost = new Map(this.active().map((cancellation) => [keyOf(cancellation), cancellation]));
    const onDisk = await records.load();
    for (const recorded of onDisk ?? []) {
      const key = keyOf(recorded);
      const known = this.#known.get(key);
      // How far its own requests got this session knows better than the disk; not how they ended.
      const own = this.#ours.has(recorded.id) && (!known || known.id === recorded.id) && !isDecided(recorded);
      const merged = known ? mergeCancellations(known, recorded) : recorded;
      if (!own && (!known || isNews(known, merged))) {
        this.#set(merged, known?.outcome);
      }
      if (merged.id === recorded.id) {
        lost.delete(key);
      }
    }
    for (const [key, { id }] of onDisk ? lost : []) {
      const known = this.#known.get(key);
      // Another window's writing of an older request crossed it.
      if (known?.id === id) {
        await records.save(known);
      }
    }
  }

  #set(cancellation: Cancellation, from: CancellationOutcome | undefined): void {
    this.#keep(cancellation);
    const isOver = isDecided(cancellation);
    const tell = isOver && this.#parts.records.isToldHere(cancellation, this.#ours.has(cancellation.id));
    if (isOver && !tell) {
      this.#left.leave(cancellation);
    }
    this.#announce(cancellation, from, tell);
  }

  #keep(cancellation: Cancellation): void {
    const { store } = this.#parts;
    const { collection, reading } = cancellation;
    this.#known.set(keyOf(cancellation), cancellation);
    // An operation that nobody can find any more stays in the tree, as expired, as long as its fate was asked for.
    const kept = !isDecided(cancellation) || cancellation.outcome === 'expired';
    store.setKept(collection, reading.name, 'cancellation', kept);
    // Another window's reading may be the only one that says how it ended: a decided request is no longer polled. What has
    // ended and is not listed stays away: the server may have forgotten it since the last session.
    const isShown = store.find(collection, reading.name) !== undefined;
    if (isShown ? reading.done : !isDecided(cancellation)) {
      store.read(collection, reading);
    }
    if (cancellation.outcome === 'expired') {
      store.gone(collection, reading.name);
    }
    store.setCancelRequested(collection, reading.name, showsCancelling(cancellation));
  }

  #announce(cancellation: Cancellation, from: CancellationOutcome | undefined, tell: boolean): void {
    if (!this.disposed) {
      this.#changed.fire({ cancellation, from, tell });
    }
  }
}

function keyOf({ collection, reading }: Cancellation): string {
  return operationKey({ collection, name: reading.name });
}

function isNews(known: Cancellation, merged: Cancellation): boolean {
  return known.id !== merged.id || known.outcome !== merged.outcome || known.delivery !== merged.delivery;
}
