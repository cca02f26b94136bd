import type { OperationSpec } from '../record.js';
import type { CancelBehaviour, Ending, Scenario } from '../scenario.js';

/** When an operation of the day began and how it goes on, in minutes relative to the beginning of the day. */
export type Course = Required<Pick<OperationSpec, 'createdAgoMs' | 'scenario'>> &
  Pick<OperationSpec, 'cancelledElsewhereAfterMs'>;

const minute = 60_000;

/** Most cancels of the day are carried out within seconds, so that a person sees the end of what they asked for. */
export const cancelsIn = (seconds: number): CancelBehaviour => ({ kind: 'cancels', afterMs: seconds * 1000 });

/** Still running when the day begins, to succeed `endsIn` minutes later (never, where absent). */
export function running(startedAgo: number, endsIn?: number, cancel: CancelBehaviour = cancelsIn(6)): Course {
  const ends: Ending =
    endsIn === undefined ? { kind: 'never' } : { kind: 'succeeds', afterMs: (startedAgo + endsIn) * minute };
  return course(startedAgo, { ends, cancel, pendingMs: 4000 });
}

/** Running now, to fail by itself. */
export function failing(startedAgo: number, endsIn: number, code: number, message: string): Course {
  const ends: Ending = { kind: 'fails', afterMs: (startedAgo + endsIn) * minute, code, message };
  return course(startedAgo, { ends, cancel: cancelsIn(5), pendingMs: 4000 });
}

export function succeeded(startedAgo: number, took: number): Course {
  const ends: Ending = { kind: 'succeeds', afterMs: took * minute };
  return course(startedAgo, { ends, cancel: cancelsIn(6), pendingMs: 4000 });
}

export function failed(startedAgo: number, took: number, code: number, message: string): Course {
  const ends: Ending = { kind: 'fails', afterMs: took * minute, code, message };
  return course(startedAgo, { ends, cancel: cancelsIn(6), pendingMs: 4000 });
}

/** A colleague cancelled it `after` minutes into its life. */
export function cancelled(startedAgo: number, after: number): Course {
  const scenario: Scenario = { ends: { kind: 'never' }, cancel: cancelsIn(9), pendingMs: 4000 };
  return { ...course(startedAgo, scenario), cancelledElsewhereAfterMs: after * minute };
}

/** A colleague asked to cancel it shortly before the day began; the server needs `takes` minutes more. */
export function cancelling(startedAgo: number, askedAgo: number, takes: number): Course {
  const cancel = cancelsIn((askedAgo + takes) * 60);
  const scenario: Scenario = { ends: { kind: 'never' }, cancel, pendingMs: 4000 };
  return { ...course(startedAgo, scenario), cancelledElsewhereAfterMs: (startedAgo - askedAgo) * minute };
}

/** Starts by itself during the day. */
export function starting(inMinutes: number, took: number, cancel: CancelBehaviour = cancelsIn(5)): Course {
  const ends: Ending = { kind: 'succeeds', afterMs: took * minute };
  return course(-inMinutes, { ends, cancel, pendingMs: 6000 });
}

function course(startedAgo: number, scenario: Scenario): Course {
  return { createdAgoMs: Math.round(startedAgo * minute), scenario };
}
