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
 *                ├─ notSent          no request has reached a server: no connection, no trusted certificate, no credential
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
  notSent: true,
  expired: true,
  unknown: false,
} as const;

/**
 * How far the POST got. `unconfirmed`: it may or may not have been carried out (the answer was lost or does not tell, or
 * the editor ended in between); it is never sent again by itself, only reading can tell. `rejected`: the server declined;
 * as long as that is no outcome, the operation could not be read since, and it may have ended before.
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
  /** How the last POST was answered, where that was no success and has not decided anything. */
  readonly answer?: ServerWords | undefined;
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
      readonly why: Rejection;
      readonly words: ServerWords;
      readonly reading: OperationReading | undefined;
    }
  /** The POST was answered with something that does not tell whether it was carried out; `reading` as above. */
  | { readonly type: 'doubtful'; readonly words: ServerWords; readonly reading: OperationReading | undefined }
  /** No answer to the POST; or restored after a restart. */
  | { readonly type: 'answerLost' }
  /** The POST reached no server. */
  | { readonly type: 'notSent'; readonly words: ServerWords }
  /** `get` (or a list) showed the operation. */
  | { readonly type: 'read'; readonly reading: OperationReading }
  /** `get` answered NOT_FOUND. */
  | { readonly type: 'gone'; readonly words: ServerWords }
  /** `get` could not be answered; it will be asked again. */
  | { readonly type: 'unreadable'; readonly words: ServerWords };

/** What a server declines a cancel for: it has none, the state of the operation, or anything else. */
export type Rejection = 'unsupported' | 'state' | 'other';

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
  if (!isRepeatable(cancellation)) {
    return false;
  }
  const { delivery, requestedAt } = cancellation;
  // A request that lies ahead was dated before the clock was set back, nobody knows how long ago.
  return delivery === 'unconfirmed' || now - requestedAt >= patienceMs || now < requestedAt;
}

/** Whether it is open and the POST no longer under way: another one then adds to it. */
export function isRepeatable(cancellation: Cancellation): boolean {
  const { delivery } = cancellation;
  return !isDecided(cancellation) && (delivery === 'accepted' || delivery === 'unconfirmed');
}

/** When it was asked for first, in milliseconds since the epoch. */
export function firstRequestedAt({ earlier, requestedAt }: Cancellation): number {
  return earlier?.firstRequestedAt ?? requestedAt;
}

/** What the server said that is worth showing: what decided, else how it answered the last POST. */
export function serverSaid({ words, answer }: Pick<Cancellation, 'words' | 'answer'>): ServerWords | undefined {
  return words ?? answer;
}

/** Whether the operation's end is what became of the request; otherwise it is news of its own. */
export function explainsEnd({ outcome }: Pick<Cancellation, 'outcome'>): boolean {
  return outcome !== 'refused' && outcome !== 'unsupported' && outcome !== 'notSent';
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
      return afterDoubt(cancellation);
    case 'doubtful': {
      const doubtful = { ...afterDoubt(cancellation), answer: event.words };
      return event.reading
        ? afterReading(doubtful, event.reading, now)
        : { ...doubtful, outcome: 'unknown', words: undefined };
    }
    case 'rejected':
      return afterRejection(cancellation, event, now);
    case 'notSent':
      return cancellation.earlier
        ? { ...cancellation, delivery: cancellation.earlier.delivery, answer: event.words }
        : { ...cancellation, delivery: 'rejected', outcome: 'notSent', decidedAt: now, words: event.words };
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

/** Nobody knows whether the POST was carried out, unless an earlier one was accepted. */
function afterDoubt(cancellation: Cancellation): Cancellation {
  return cancellation.delivery === 'pending'
    ? { ...cancellation, delivery: cancellation.earlier?.delivery === 'accepted' ? 'accepted' : 'unconfirmed' }
    : cancellation;
}

function afterRejection(
  cancellation: Cancellation,
  { why, words, reading }: Extract<CancellationEvent, { type: 'rejected' }>,
  now: number,
): Cancellation {
  const read = reading ? afterReading(cancellation, reading, now) : cancellation;
  if (isDecided(read)) {
    return read;
  }
  // The server's own flag says that a cancel is under way, and so perhaps why it wants no other.
  if (read.delivery === 'accepted') {
    return { ...read, answer: words };
  }
  if (read.earlier && stands(read.earlier, why === 'unsupported')) {
    return { ...read, delivery: read.earlier.delivery, answer: words };
  }
  if (why === 'state' && !reading) {
    return { ...read, delivery: 'rejected', outcome: 'unknown', words: undefined, answer: words };
  }
  const outcome = why === 'unsupported' ? 'unsupported' : 'refused';
  return { ...read, delivery: 'rejected', outcome, decidedAt: now, words, answer: undefined };
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
    return { ...cancellation, reading, outcome, decidedAt: now, words: endWords(reading), answer: undefined };
  }
  // The server's own flag confirms a request whose answer was lost. Where a service has no such flag (Dataproc), an
  // unconfirmed request stays so until the operation ends.
  const delivery = reading.cancelRequested ? 'accepted' : cancellation.delivery;
  if (delivery === 'rejected') {
    const { answer } = cancellation;
    return { ...cancellation, reading, outcome: 'refused', decidedAt: now, words: answer, answer: undefined };
  }
  if (cancellation.outcome === 'requested' && delivery === cancellation.delivery) {
    return cancellation;
  }
  const answer = delivery === cancellation.delivery ? cancellation.answer : undefined;
  return { ...cancellation, reading, delivery, outcome: 'requested', words: undefined, answer };
}
