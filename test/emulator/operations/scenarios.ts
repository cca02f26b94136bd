import type { CancelBehaviour, Scenario } from '../../../src/sample/scenario.js';

/** Ready-made scenarios, by the words of a test. Times are in seconds here, because tests and the demo think in seconds. */
export const scenarios = {
  /** Runs for `seconds`, then succeeds; a cancel takes `cancelSeconds`. */
  succeeds: (seconds: number, cancelSeconds = 3): Scenario => ({
    ends: { kind: 'succeeds', afterMs: seconds * 1000 },
    cancel: cancels(cancelSeconds),
  }),
  fails: (seconds: number, code: number, message: string, cancelSeconds = 3): Scenario => ({
    ends: { kind: 'fails', afterMs: seconds * 1000, code, message },
    cancel: cancels(cancelSeconds),
  }),
  neverEnds: (cancelSeconds = 3): Scenario => ({ ends: { kind: 'never' }, cancel: cancels(cancelSeconds) }),
  /** Accepts the cancel and finishes `seconds` later with success. */
  completesAnyway: (seconds: number): Scenario => ({
    ends: { kind: 'never' },
    cancel: { kind: 'completes', afterMs: seconds * 1000 },
  }),
  failsWhenCancelled: (seconds: number, code: number, message: string): Scenario => ({
    ends: { kind: 'never' },
    cancel: { kind: 'fails', afterMs: seconds * 1000, code, message },
  }),
  refusesCancel: (message?: string): Scenario => ({
    ends: { kind: 'never' },
    cancel: message === undefined ? { kind: 'refused' } : { kind: 'refused', message },
  }),
  cannotBeCancelled: (): Scenario => ({ ends: { kind: 'never' }, cancel: { kind: 'unimplemented' } }),
  disappears: (seconds: number): Scenario => ({
    ends: { kind: 'disappears', afterMs: seconds * 1000 },
    cancel: cancels(3),
  }),
  disappearsWhenCancelled: (seconds: number): Scenario => ({
    ends: { kind: 'never' },
    cancel: { kind: 'disappears', afterMs: seconds * 1000 },
  }),
  endsWithoutResult: (seconds: number): Scenario => ({
    ends: { kind: 'endsWithoutResult', afterMs: seconds * 1000 },
    cancel: cancels(3),
  }),
} as const;

function cancels(seconds: number): CancelBehaviour {
  return { kind: 'cancels', afterMs: seconds * 1000 };
}
