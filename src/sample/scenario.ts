/** How an operation ends if nobody interferes; times in milliseconds after its creation. */
export type Ending =
  | { kind: 'never' }
  | { kind: 'succeeds'; afterMs: number }
  /** `done: true` with neither response nor error, which some services answer. */
  | { kind: 'endsWithoutResult'; afterMs: number }
  | { kind: 'fails'; afterMs: number; code: number; message: string }
  /** The server no longer knows the name: `get` answers 404. */
  | { kind: 'disappears'; afterMs: number };

/** What a cancel request does; times in milliseconds after that request. */
export type CancelBehaviour =
  | { kind: 'cancels'; afterMs: number; message?: string }
  /** The request is accepted, then the operation comes to its own end as if nothing had happened. */
  | { kind: 'ignored' }
  /** The request is accepted and the operation succeeds all the same. */
  | { kind: 'completes'; afterMs: number }
  | { kind: 'fails'; afterMs: number; code: number; message: string }
  | { kind: 'disappears'; afterMs: number }
  | { kind: 'refused'; message?: string }
  | { kind: 'unimplemented' };

export interface Scenario {
  ends: Ending;
  cancel: CancelBehaviour;
  /** How long it stays PENDING where the service has such a state. */
  pendingMs?: number;
  /** How long after its end the server still knows it (AIP-151: operations may expire). */
  expiresMs?: number;
}

/** How an operation ended. `code` is a google.rpc.Code number, 1 for CANCELLED. */
export type Result = { kind: 'response' } | { kind: 'nothing' } | { kind: 'error'; code: number; message: string };

/** Where an operation stands at one moment. */
export type Life =
  | { phase: 'absent' }
  | { phase: 'pending'; cancelRequested: boolean }
  | { phase: 'running'; runningSince: number; cancelRequested: boolean }
  | { phase: 'done'; runningSince: number; endedAt: number; result: Result; cancelRequested: boolean };

/** Where an operation stands that the server still knows. */
export type PresentLife = Exclude<Life, { phase: 'absent' }>;

/** The three facts beside the scenario that decide where an operation stands; times in milliseconds since the epoch. */
export interface Course {
  scenario: Scenario;
  createdAt: number;
  cancelledAt: number | undefined;
}

/** Where an operation stands: a pure function of scenario, clock and cancel request, so that time can be moved at will. */
export function lifeAt(course: Course, now: number): Life {
  if (now < course.createdAt) return { phase: 'absent' };
  const cancelledAt = course.cancelledAt !== undefined && course.cancelledAt <= now ? course.cancelledAt : undefined;
  const cancelRequested = cancelledAt !== undefined;
  const runningSince = course.createdAt + (course.scenario.pendingMs ?? 0);
  const end = firstOf(ownEnd(course), cancelledAt === undefined ? undefined : cancelEnd(course.scenario, cancelledAt));
  if (end !== undefined && end.at <= now) {
    const expired = now >= end.at + (course.scenario.expiresMs ?? Number.POSITIVE_INFINITY);
    if (end.result === 'disappears' || expired) return { phase: 'absent' };
    return {
      phase: 'done',
      runningSince: Math.min(runningSince, end.at),
      endedAt: end.at,
      result: end.result,
      cancelRequested,
    };
  }
  return now < runningSince
    ? { phase: 'pending', cancelRequested }
    : { phase: 'running', runningSince, cancelRequested };
}

interface End {
  at: number;
  result: Result | 'disappears';
}

function ownEnd({ scenario: { ends }, createdAt }: Course): End | undefined {
  switch (ends.kind) {
    case 'never':
      return undefined;
    case 'succeeds':
      return { at: createdAt + ends.afterMs, result: { kind: 'response' } };
    case 'endsWithoutResult':
      return { at: createdAt + ends.afterMs, result: { kind: 'nothing' } };
    case 'fails':
      return { at: createdAt + ends.afterMs, result: { kind: 'error', code: ends.code, message: ends.message } };
    case 'disappears':
      return { at: createdAt + ends.afterMs, result: 'disappears' };
  }
}

function cancelEnd({ cancel }: Scenario, cancelledAt: number): End | undefined {
  switch (cancel.kind) {
    case 'cancels': {
      const message = cancel.message ?? 'The operation was cancelled.';
      return { at: cancelledAt + cancel.afterMs, result: { kind: 'error', code: 1, message } };
    }
    case 'completes':
      return { at: cancelledAt + cancel.afterMs, result: { kind: 'response' } };
    case 'fails':
      return {
        at: cancelledAt + cancel.afterMs,
        result: { kind: 'error', code: cancel.code, message: cancel.message },
      };
    case 'disappears':
      return { at: cancelledAt + cancel.afterMs, result: 'disappears' };
    case 'ignored':
    case 'refused':
    case 'unimplemented':
      return undefined;
  }
}

/** A cancel races the operation's own end; whichever comes first has happened. */
function firstOf(own: End | undefined, byCancel: End | undefined): End | undefined {
  if (own === undefined || byCancel === undefined) return own ?? byCancel;
  return own.at <= byCancel.at ? own : byCancel;
}
