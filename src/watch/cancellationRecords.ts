import { distanceMs, type Clock } from '../base/clock.js';
import type { Event } from '../base/event.js';
import type { Log } from '../base/log.js';
import { isApiError } from '../google/apiError.js';
import { noOtherOrigins, type AllowedOrigins } from '../google/origins.js';
import {
  advance,
  isDecided,
  type Cancellation,
  type CancellationDelivery,
  type CancellationOutcome,
} from '../operations/cancellation.js';
import { mergeCancellations } from '../operations/cancellationMerge.js';
import { operationKey } from '../operations/operation.js';
import { NotRecordedError } from './notRecordedError.js';
import { isGone, operatingSystem, ownMark, type Processes, type ProcessMark } from './processes.js';
import { areWordsOrAbsent, isRecordedOperation, isTime, mayBeAsked } from './recordGuards.js';
import type { Records } from './records.js';
import { orElse, RecordsOf } from './recordsOf.js';

/** How long a decided request is kept for other windows to learn of it. */
export const keepDecidedForMs = 24 * 3_600_000;

/** A POST is answered or given up long before: `cloudOperations.requestTimeout` is ten minutes at most. */
const longestPostMs = 30 * 60_000;

/**
 * The extension host that sends the POST is noted with a request: once it has ended, nobody knows whether the POST left.
 */
interface StoredCancellation extends ProcessMark {
  readonly cancellation: Cancellation;
}

/**
 * Cancel requests on disk. Every method but `create` copes with a disk that fails: the log says so and the session goes on.
 */
export class CancellationRecords {
  readonly #records: Records;
  readonly #cancels: RecordsOf<StoredCancellation>;
  readonly #unsupported: RecordsOf<number>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #processes: Processes;
  /** Which process sent a request, by the request's id. */
  readonly #senders = new Map<string, ProcessMark>();
  readonly onDidOpen: Event<void>;
  readonly onDidChange: Event<void>;

  constructor(
    records: Records,
    clock: Clock,
    log: Log,
    processes: Processes = operatingSystem,
    allowed: AllowedOrigins = noOtherOrigins,
  ) {
    const isCancel = (value: unknown): value is StoredCancellation =>
      isStoredCancellation(value) && mayBeAsked(value.cancellation.collection, allowed);
    this.#records = records;
    this.#cancels = new RecordsOf(records, 'cancel', isCancel, log);
    this.#unsupported = new RecordsOf(records, 'unsupported', isTime, log);
    this.#clock = clock;
    this.#log = log;
    this.#processes = processes;
    this.onDidOpen = records.onDidOpen;
    this.onDidChange = records.onDidChange;
  }

  open(): Promise<void> {
    return orElse(this.#log, 'open records', undefined, () => this.#records.open());
  }

  /**
   * What is on disk; a request whose sender is gone comes back as one whose answer was lost. Undefined when the disk cannot
   * be read.
   */
  async load(): Promise<Cancellation[] | undefined> {
    const records = await this.#cancels.load();
    if (!records) {
      return undefined;
    }
    const cancellations: Cancellation[] = [];
    for (const record of records) {
      const { cancellation } = record.value;
      this.#senders.set(cancellation.id, record.value);
      if (isDecided(cancellation) && distanceMs(this.#clock, cancellation.decidedAt ?? 0) > keepDecidedForMs) {
        await this.#cancels.discard(record);
      } else {
        cancellations.push(this.#asItStands(record.value));
      }
    }
    return cancellations;
  }

  /**
   * Writes a new request down for the account that is signed in, before its POST leaves.
   * @param earlier id of the request for the same operation that it follows, where one is known.
   * @returns the request that stands: the new one, or one of another window that this one did not know of.
   * @throws NotRecordedError when the disk refuses; ApiError when nobody is signed in.
   */
  async create(cancellation: Cancellation, earlier: string | undefined): Promise<Cancellation> {
    let stands = cancellation;
    try {
      await this.#cancels.create(keyOf(cancellation), (stored) => {
        const there = stored?.cancellation;
        if (stored && !isDecided(stored.cancellation) && stored.cancellation.id !== earlier) {
          stands = this.#asItStands(stored);
          return undefined;
        }
        // Also where it is another account's window, or the clock was set back, and this one did not know of it.
        const requestedAt = Math.max(cancellation.requestedAt, (there?.requestedAt ?? -Infinity) + 1);
        stands = { ...cancellation, requestedAt };
        return { value: { cancellation: stands, ...ownMark(this.#processes) }, ...(there && { after: there.id }) };
      });
      return stands;
    } catch (error) {
      throw isApiError(error) || !(error instanceof Error) ? error : new NotRecordedError(error);
    }
  }

  /** Writes down how far a request got, unless a later one for the same operation, or its end, is on disk meanwhile. */
  save(cancellation: Cancellation): Promise<void> {
    // What this window learned of another's request leaves it the other's.
    const sender = this.#senders.get(cancellation.id);
    const mark = sender && !isGone(this.#processes, sender) ? sender : ownMark(this.#processes);
    const stored: StoredCancellation = { cancellation, pid: mark.pid, start: mark.start };
    return this.#cancels.change(keyOf(cancellation), (there) =>
      there && stays(there.cancellation, cancellation) ? there : stored,
    );
  }

  /**
   * Whether it is this window's part to tell how the request ended. It is that of the window where they asked for it, as long
   * as that is open, so that forty requests are told of as the one thing they were.
   */
  isToldHere({ id }: Cancellation, ours: boolean): boolean {
    const sender = this.#senders.get(id);
    return ours || sender === undefined || isGone(this.#processes, sender);
  }

  /**
   * True in one window only, and for one call in it: that one tells the person how the request ended, now. Undefined where
   * the disk cannot say whether an earlier session has.
   * @param atAnyRate also then: the session that asked knows that nobody has, and who has told it does not ask.
   */
  async claim(cancellation: Cancellation, atAnyRate: boolean): Promise<boolean | undefined> {
    const told = atAnyRate ? false : await this.isTold(cancellation);
    if (told !== false) {
      return told === undefined ? undefined : false;
    }
    return this.#records.claim(claimOf(cancellation));
  }

  /** Whether some window has told the person how it ended; undefined where the disk cannot say. */
  isTold(cancellation: Cancellation): Promise<boolean | undefined> {
    return orElse(this.#log, 'look for records', undefined, () => this.#records.isClaimed(claimOf(cancellation)));
  }

  /** The kinds of operation that were answered UNIMPLEMENTED, and when; what is older than `forMs` goes. */
  async unsupported(forMs: number): Promise<(readonly [kind: string, at: number])[]> {
    const kinds: (readonly [string, number])[] = [];
    for (const record of (await this.#unsupported.load()) ?? []) {
      if (distanceMs(this.#clock, record.value) < forMs) {
        kinds.push([record.key, record.value]);
      } else {
        await this.#unsupported.discard(record);
      }
    }
    return kinds;
  }

  saveUnsupported(kind: string, at: number): Promise<void> {
    return this.#unsupported.save(kind, at);
  }

  /** A request whose sender has ended is one whose answer was lost. */
  #asItStands({ cancellation, ...sender }: StoredCancellation): Cancellation {
    const over = isGone(this.#processes, sender) || distanceMs(this.#clock, cancellation.requestedAt) > longestPostMs;
    return over ? advance(cancellation, { type: 'answerLost' }, this.#clock.now()) : cancellation;
  }
}

/** Whether what is on disk is to stay there. Of one open request only the latest word counts, and that is the new one. */
function stays(there: Cancellation, next: Cancellation): boolean {
  return (there.id !== next.id || isDecided(there)) && mergeCancellations(there, next) === there;
}

/**
 * Whatever the end: who comes back to an old record, as after days under another account, finds another one than what was
 * told, for the server has forgotten the operation meanwhile.
 */
function claimOf({ id }: Cancellation): string {
  return id;
}

function keyOf({ collection, reading }: Pick<Cancellation, 'collection' | 'reading'>): string {
  return operationKey({ collection, name: reading.name });
}

/** Whether a text from the disk is the name of an outcome. */
export function isOutcome(value: unknown): value is CancellationOutcome {
  return typeof value === 'string' && Object.hasOwn(outcomes, value);
}

const outcomes = {
  requested: true,
  cancelled: true,
  completedAnyway: true,
  failed: true,
  refused: true,
  unsupported: true,
  notSent: true,
  expired: true,
  unknown: true,
} satisfies Record<CancellationOutcome, true>;

const deliveries = {
  pending: true,
  accepted: true,
  unconfirmed: true,
  rejected: true,
} satisfies Record<CancellationDelivery, true>;

function isStoredCancellation(value: unknown): value is StoredCancellation {
  if (typeof value !== 'object' || value === null || !('cancellation' in value) || !('pid' in value)) {
    return false;
  }
  const cancellation = value.cancellation as Partial<Cancellation> | null;
  return (
    typeof value.pid === 'number' &&
    typeof cancellation === 'object' &&
    typeof cancellation?.id === 'string' &&
    isOutcome(cancellation.outcome) &&
    Object.hasOwn(deliveries, cancellation.delivery ?? '') &&
    isTime(cancellation.requestedAt) &&
    (cancellation.decidedAt === undefined || isTime(cancellation.decidedAt)) &&
    areWordsOrAbsent(cancellation.words) &&
    areWordsOrAbsent(cancellation.answer) &&
    isRecordedOperation(cancellation)
  );
}
