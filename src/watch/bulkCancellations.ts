import { distanceMs, type Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { isDecided, type Cancellation } from '../operations/cancellation.js';
import { operationKey, type Operation } from '../operations/operation.js';
import type { OperationStore } from '../operations/store.js';
import {
  bulkMember,
  bulkResults,
  memberKey,
  type BulkCancellation,
  type BulkLeftOut,
  type BulkMember,
} from './bulkCancellation.js';
import { mayAsk, whyNotCancellable, type CancellableBy, type NotCancellable } from './cancellable.js';
import { keepDecidedForMs } from './cancellationRecords.js';
import type { Cancellations } from './cancellations.js';
import type { ChangeGuard } from './changeGuard.js';
import { isGone, operatingSystem, ownMark, type Processes, type ProcessMark } from './processes.js';
import { isRecordedOperation, isTime } from './recordGuards.js';
import type { Records } from './records.js';
import { RecordsOf } from './recordsOf.js';

/** Requests under way at a time: enough that forty are sent in a second or two, few enough for a quota of writes. */
const parallel = 6;

/** The extension host that sends is noted: once it has ended nothing more is sent. */
interface StoredBulk extends ProcessMark {
  readonly bulk: BulkCancellation;
}

interface BulkCancellationsParts {
  readonly cancellations: Cancellations;
  readonly store: OperationStore;
  readonly mayChange: ChangeGuard;
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly processes?: Processes;
}

/** A bulk cancel that was just started. */
export interface StartedBulk {
  readonly bulk: BulkCancellation;
  /** Resolves when nothing more is being sent; with what kept back the rest, e.g. a NotRecordedError. */
  readonly sent: Promise<Error | undefined>;
  /** Sends nothing more; what was sent is watched to its end all the same. */
  stop(): void;
}

/** Bulk cancels of the last day, also those of earlier sessions and other windows. */
export class BulkCancellations extends Owner {
  readonly #parts: BulkCancellationsParts;
  readonly #processes: Processes;
  readonly #records: RecordsOf<StoredBulk>;
  readonly #known = new Map<string, BulkCancellation>();
  /** Keys of the operations of each, by its id. */
  readonly #keys = new Map<string, ReadonlySet<string>>();
  /** Ids of those begun here whose result nobody was told yet. */
  readonly #untold = new Set<string>();
  /** Ids of the requests whose end was part of a result that was told. */
  readonly #toldRequests = new Set<string>();
  readonly #abort = new AbortController();
  readonly #changed = this.own(new Emitter<BulkCancellation>());

  /** Fires when one has sent more, or has learned what became of a request. */
  readonly onDidChange: Event<BulkCancellation> = this.#changed.event;

  constructor(parts: BulkCancellationsParts) {
    super();
    this.#parts = parts;
    this.#processes = parts.processes ?? operatingSystem;
    this.#records = new RecordsOf(parts.records, 'bulk', isStoredBulk, parts.log);
    this.own({ dispose: () => this.#abort.abort() });
    this.own(
      parts.cancellations.onDidChange(({ cancellation }) => {
        this.#holding(cancellation).forEach((bulk) => this.#changed.fire(bulk));
      }),
    );
  }

  /** Newest first. */
  all(): readonly BulkCancellation[] {
    return [...this.#known.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  find(id: string): BulkCancellation | undefined {
    return this.#known.get(id);
  }

  /** Sends a cancel request for each operation, a few at a time, unless it can no longer be cancelled at its turn. */
  start(operations: readonly Operation[], leftOut: readonly BulkLeftOut[]): StartedBulk {
    const { newId, clock } = this.#parts;
    const members = operations.map(bulkMember);
    const bulk: BulkCancellation = { id: newId(), startedAt: clock.now(), members, leftOut, sending: true };
    const abort = new AbortController();
    this.#untold.add(bulk.id);
    this.#set(bulk);
    const sent = this.#send(bulk, operations, AbortSignal.any([abort.signal, this.#abort.signal]));
    return { bulk, sent, stop: () => abort.abort() };
  }

  /** Whether the end of this request was told as part of a bulk cancel, or will be. */
  holds(cancellation: Cancellation): boolean {
    return (
      this.#toldRequests.has(cancellation.id) || this.#holding(cancellation).some(({ id }) => this.#untold.has(id))
    );
  }

  isTold({ id }: BulkCancellation): boolean {
    return !this.#untold.has(id);
  }

  /** The person was told what is decided by now; what is learned later is told by itself. */
  setTold(bulk: BulkCancellation): void {
    this.#untold.delete(bulk.id);
    for (const { cancellation } of bulkResults(bulk, this.#parts.cancellations)) {
      if (cancellation && isDecided(cancellation)) {
        this.#toldRequests.add(cancellation.id);
      }
    }
  }

  /** Takes up what earlier sessions and other windows did. Never throws. */
  async load(): Promise<void> {
    for (const record of (await this.#records.load()) ?? []) {
      const { bulk, ...sender } = record.value;
      if (distanceMs(this.#parts.clock, bulk.startedAt) > keepDecidedForMs) {
        // Not longer than the requests: without them it would say that nothing was sent.
        await this.#records.discard(record);
      } else if (!this.#untold.has(bulk.id)) {
        this.#keep({ ...bulk, sending: bulk.sending && !isGone(this.#processes, sender) });
      }
    }
  }

  async #send(
    bulk: BulkCancellation,
    operations: readonly Operation[],
    signal: AbortSignal,
  ): Promise<Error | undefined> {
    const { cancellations } = this.#parts;
    await cancellations.restore();
    await this.#save(bulk);
    // Filled as turns come: of what ended meanwhile, or was cancelled otherwise.
    const notAsked: Record<string, NotCancellable> = {};
    this.#set({ ...bulk, notAsked });
    const waiting = [...operations];
    let failure: Error | undefined;
    const sendNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        const { collection, name } = next;
        const current = this.#parts.store.find(collection, name);
        const reason = current && whyNotCancellable(current, this.#parts);
        // What the service said meanwhile of others of its kind is no reason: the person has asked for this one too.
        if (!mayAsk(reason)) {
          notAsked[operationKey(next)] = reason;
          this.#fire(bulk);
        } else if (current) {
          try {
            await cancellations.request(current);
          } catch (error) {
            // What cannot be written down is not sent, and the next would fare no better.
            failure ??= error instanceof Error ? error : new Error(String(error));
            waiting.length = 0;
          }
          this.#fire(bulk);
        }
      }
    };
    await Promise.all(Array.from({ length: parallel }, sendNext));
    const over = { ...bulk, notAsked, sending: false };
    this.#set(over);
    await this.#save(over);
    return failure;
  }

  #holding({ collection, reading, requestedAt }: Cancellation): BulkCancellation[] {
    const key = memberKey({ collection, reading });
    return [...this.#known.values()].filter(
      ({ id, startedAt }) => requestedAt >= startedAt && this.#keys.get(id)?.has(key),
    );
  }

  #keep(bulk: BulkCancellation): void {
    this.#known.set(bulk.id, bulk);
    if (!this.#keys.has(bulk.id)) {
      this.#keys.set(bulk.id, new Set(bulk.members.map(memberKey)));
    }
  }

  #set(bulk: BulkCancellation): void {
    this.#keep(bulk);
    this.#fire(bulk);
  }

  #fire({ id }: BulkCancellation): void {
    const bulk = this.#known.get(id);
    if (bulk && !this.disposed) {
      this.#changed.fire(bulk);
    }
  }

  async #save(bulk: BulkCancellation): Promise<void> {
    await this.#records.save(bulk.id, { bulk, ...ownMark(this.#processes) });
  }
}

/** Parts the chosen operations into those that can be cancelled, each once, and the others with the reason. */
export function sortOut(
  chosen: readonly Operation[],
  by: CancellableBy,
): { readonly cancellable: readonly Operation[]; readonly leftOut: readonly BulkLeftOut[] } {
  const cancellable: Operation[] = [];
  const leftOut: BulkLeftOut[] = [];
  for (const operation of new Map(chosen.map((each) => [operationKey(each), each])).values()) {
    const reason: NotCancellable | undefined = whyNotCancellable(operation, by);
    if (reason === undefined) {
      cancellable.push(operation);
    } else {
      leftOut.push({ ...bulkMember(operation), reason });
    }
  }
  return { cancellable, leftOut };
}

function isStoredBulk(value: unknown): value is StoredBulk {
  const { bulk, pid } = (value ?? {}) as Partial<{ bulk: Partial<BulkCancellation> } & ProcessMark>;
  return (
    typeof pid === 'number' &&
    typeof bulk?.id === 'string' &&
    isTime(bulk.startedAt) &&
    [bulk.members, bulk.leftOut].every((members) => Array.isArray(members) && members.every(isMember))
  );
}

function isMember(value: unknown): boolean {
  const member = (value ?? {}) as Partial<BulkMember>;
  return isRecordedOperation(member);
}
