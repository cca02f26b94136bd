import type { Collection } from './collection.js';
import type { OperationReading } from './operation.js';
import { endOf, endWords } from './state.js';

/**
 * What became of a cancel request, in the server's own word wherever it has one.
 *
 *     requested ─┬─ cancelled        the operation is done with error code 1
 *                ├─ completedAnyway  it finished despite the request
 *                ├─ failed           it ended with another error
 *                ├─ refused          the server declined the request (FAILED_PRECONDITION, PERMISSION_DENIED, …)
 *                ├─ unsupported      the service has no cancel here (UNIMPLEMENTED)
 *                ├─ expired          the operation is gone (NOT_FOUND), so nobody can tell
 *                └─ unknown ─ …      it could not be read; not final, the next answer decides
 */
export type CancellationOutcome = keyof typeof isFinal;

/** Whether any further event can change each. */
const isFinal = {
  requested: false,
  cancelled: true,
  completedAnyway: true,
  failed: true,
  refused: true,
  unsupported: true,
  expired: true,
  unknown: false,
} as const;

/**
 * How far the POST got. `unconfirmed`: it may or may not have reached the server (the answer was lost, or the editor
 * ended in between); it is never sent again by itself, only reading can tell.
 */
export type CancellationDelivery = 'pending' | 'accepted' | 'unconfirmed' | 'rejected';

/** What the server said when it decided, kept to be shown word for word. */
export interface ServerWords {
  /** Name of the google.rpc.Code, or the HTTP status as text where the answer had none. */
  readonly code: string;
  readonly message: string;
}

/** One click on Cancel, and what became of it. Plain JSON, so that it survives the editor. */
export interface Cancellation {
  /** One per click. */
  readonly id: string;
  readonly collection: Collection;
  /** The last reading: names the operation, and words it after a restart. */
  readonly reading: OperationReading;
  readonly location: string | undefined;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly requestedAt: number;
  readonly delivery: CancellationDelivery;
  readonly outcome: CancellationOutcome;
  readonly decidedAt: number | undefined;
  readonly words: ServerWords | undefined;
  /** The clicks before this one whose fate was open when it came; absent for a first request. */
  readonly earlier?: EarlierRequests;
}

/** What a repeated request rests on: it can be refused, and what was asked before it stands all the same. */
export interface EarlierRequests {
  readonly clicks: number;
  /** When it was asked first, in milliseconds since the epoch. */
  readonly firstRequestedAt: number;
  /** How far the last of them got. */
  readonly delivery: CancellationDelivery;
}

/** Something learned about a cancellation. */
export type CancellationEvent =
  /** The POST was answered with success. */
  | { readonly type: 'accepted' }
  /** The POST was answered with a definite no; `reading` is a look at the operation after it, where one succeeded. */
  | {
      readonly type: 'rejected';
      readonly unsupported: boolean;
      readonly words: ServerWords;
      readonly reading: OperationReading | undefined;
    }
  /** No answer to the POST, or one that does not tell whether it was carried out; or restored after a restart. */
  | { readonly type: 'answerLost' }
  /** `get` (or a list) showed the operation. */
  | { readonly type: 'read'; readonly reading: OperationReading }
  /** `get` answered NOT_FOUND. */
  | { readonly type: 'gone'; readonly words: ServerWords }
  /** `get` could not be answered; it will be asked again. */
  | { readonly type: 'unreadable'; readonly words: ServerWords };

/**
 * A request in its first state, before anything was sent.
 * @param earlier the request before it, which still counts where its fate is open.
 */
export function requestCancellation(
  subject: Pick<Cancellation, 'collection' | 'reading' | 'location'>,
  id: string,
  now: number,
  earlier?: Cancellation,
): Cancellation {
  return {
    ...(earlier && !isDecided(earlier) && { earlier: earlierRequests(earlier) }),
    id,
    ...subject,
    // The newer click has the later time even where the clock was set back in between: by that windows agree which it is.
    requestedAt: earlier ? Math.max(now, earlier.requestedAt + 1) : now,
    delivery: 'pending',
    outcome: 'requested',
    decidedAt: undefined,
    words: undefined,
  };
}

/** No further event changes a cancellation with a final outcome. */
export function isDecided(cancellation: Pick<Cancellation, 'outcome'>): boolean {
  return isFinal[cancellation.outcome];
}

/**
 * Long enough that a server which cancels at all has usually done so: the clusters and releases of the four services take
 * seconds to a minute.
 */
export const patienceMs = 2 * 60_000;

/**
 * Whether asking once more makes sense: nobody knows whether the request arrived, or it was accepted a good while ago and
 * the server has not said the end of it. The server may be right to take its time; nothing is called stuck for it.
 * @param now milliseconds since the epoch.
 */
export function mayRepeat(cancellation: Cancellation, now: number): boolean {
  if (isDecided(cancellation)) {
    return false;
  }
  switch (cancellation.delivery) {
    case 'unconfirmed':
      return true;
    case 'accepted':
      // A request that lies ahead was dated before the clock was set back, nobody knows how long ago.
      return now - cancellation.requestedAt >= patienceMs || now < cancellation.requestedAt;
    case 'pending':
    case 'rejected':
      return false;
  }
}

/** When it was asked for first, in milliseconds since the epoch. */
export function firstRequestedAt({ earlier, requestedAt }: Cancellation): number {
  return earlier?.firstRequestedAt ?? requestedAt;
}

/** Whether the operation is to be shown as cancelling on the strength of this record alone. */
export function showsCancelling(cancellation: Cancellation): boolean {
  return !isDecided(cancellation) && (cancellation.delivery === 'pending' || cancellation.delivery === 'accepted');
}

/**
 * The life cycle: the next state after an event. Returns the same object when the event changes nothing.
 * @param now milliseconds since the epoch.
 */
export function advance(cancellation: Cancellation, event: CancellationEvent, now: number): Cancellation {
  if (isDecided(cancellation)) {
    return cancellation;
  }
  switch (event.type) {
    case 'accepted':
      return { ...cancellation, delivery: 'accepted' };
    case 'answerLost':
      return cancellation.delivery === 'pending'
        ? { ...cancellation, delivery: cancellation.earlier?.delivery === 'accepted' ? 'accepted' : 'unconfirmed' }
        : cancellation;
    case 'rejected': {
      const read = event.reading ? afterReading(cancellation, event.reading, now) : cancellation;
      if (isDecided(read)) {
        return read;
      }
      if (read.earlier && stands(read.earlier, event.unsupported)) {
        return { ...read, delivery: read.earlier.delivery, words: event.words };
      }
      const outcome = event.unsupported ? 'unsupported' : 'refused';
      return { ...read, delivery: 'rejected', outcome, decidedAt: now, words: event.words };
    }
    case 'read':
      return afterReading(cancellation, event.reading, now);
    case 'gone':
      return { ...cancellation, outcome: 'expired', decidedAt: now, words: event.words };
    case 'unreadable':
      return cancellation.outcome === 'unknown' && cancellation.words?.message === event.words.message
        ? cancellation
        : { ...cancellation, outcome: 'unknown', words: event.words };
  }
}

function earlierRequests(earlier: Cancellation): EarlierRequests {
  return {
    clicks: (earlier.earlier?.clicks ?? 0) + 1,
    firstRequestedAt: firstRequestedAt(earlier),
    delivery: earlier.delivery,
  };
}

/**
 * Whether earlier requests count after the server refused another one. It may refuse that one because it is cancelling
 * already; only UNIMPLEMENTED says that a request whose answer was lost cannot have been carried out either.
 */
function stands({ delivery }: EarlierRequests, unsupported: boolean): boolean {
  return delivery === 'accepted' || (delivery === 'unconfirmed' && !unsupported);
}

function afterReading(cancellation: Cancellation, reading: OperationReading, now: number): Cancellation {
  if (reading.done) {
    const end = endOf(reading);
    const outcome = end === 'succeeded' ? 'completedAnyway' : end;
    return { ...cancellation, reading, outcome, decidedAt: now, words: endWords(reading) };
  }
  // The server's own flag confirms a request whose answer was lost. Where a service has no such flag (Dataproc), an
  // unconfirmed request stays so until the operation ends.
  const delivery = reading.cancelRequested ? 'accepted' : cancellation.delivery;
  if (cancellation.outcome === 'requested' && delivery === cancellation.delivery) {
    return cancellation;
  }
  return { ...cancellation, reading, delivery, outcome: 'requested', words: undefined };
}
