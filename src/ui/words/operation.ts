import { l10n } from 'vscode';
import { firstRequestedAt, isDecided, mayRepeat, type Cancellation } from '../../operations/cancellation.js';
import type { Operation } from '../../operations/operation.js';
import { endWords, isReplaced } from '../../operations/state.js';
import { ago, duration, runningDuration } from './duration.js';
import { outcomeWord } from './outcome.js';
import { firstLine } from './plainText.js';
import { percentWord, phaseWord } from './progress.js';
import { serviceTitle } from './service.js';
import { stateWord } from './state.js';

/** A row's description: `Dataproc · 4 min`, the service and the one fact that matters in this state. */
export function operationDescription(
  operation: Operation,
  cancellation: Cancellation | undefined,
  now: number,
): string {
  return l10n.t({
    message: '{0} · {1}',
    args: [serviceTitle(operation.collection), operationFact(operation, cancellation, now)],
    comment: ['A service and the state of one of its operations: Dataproc · cancelled 2 min ago'],
  });
}

/** How long it has been running or cancelling; how and when it ended. */
export function operationFact(operation: Operation, cancellation: Cancellation | undefined, now: number): string {
  const { state, startTime, endTime } = operation;
  switch (state) {
    case 'running': {
      const note = cancellation && runningNote(cancellation);
      return [runningFact(operation, now), percentWord(operation.progress), note]
        .filter((part) => part !== undefined)
        .reduce((facts, fact) => l10n.t('{0} · {1}', facts, fact));
    }
    case 'cancelling':
      // A request from elsewhere shows in the server's flag alone, which has no time.
      return cancellation && !isDecided(cancellation) ? cancellingFact(cancellation, now) : l10n.t('cancelling');
    case 'cancelled':
      return endTime === undefined ? stateWord(state) : l10n.t('cancelled {0}', ago(now - endTime));
    case 'succeeded':
      return startTime === undefined || endTime === undefined
        ? stateWord(state)
        : l10n.t('took {0}', duration(endTime - startTime));
    case 'failed':
      return failure(operation);
    case 'expired':
      return stateWord(state);
  }
}

/** For how long it has been running; of one that does not run, why. */
function runningFact({ phase, startTime }: Operation, now: number): string {
  const running = startTime === undefined ? undefined : runningDuration(now - startTime);
  if (phase === undefined) {
    return running ?? stateWord('running');
  }
  return running === undefined ? phaseWord(phase) : l10n.t('{0} · {1}', phaseWord(phase), running);
}

/** ABORTED says that a later change took the place of this one (AIP-151), which is nobody's fault. */
function failure(operation: Operation): string {
  if (isReplaced(operation)) {
    return l10n.t('replaced by a later change');
  }
  const message = endWords(operation)?.message;
  return message ? l10n.t('failed: {0}', firstLine(message, 60)) : stateWord('failed');
}

/** After a while it says what the server says, that the operation runs, and no more: slow is not stuck. */
function cancellingFact(cancellation: Cancellation, now: number): string {
  const asked = duration(now - firstRequestedAt(cancellation));
  return mayRepeat(cancellation, now)
    ? l10n.t('cancelling for {0}, the server still runs it', asked)
    : l10n.t('cancelling for {0}', asked);
}

/** What became of a cancel request for an operation that runs on. */
function runningNote(cancellation: Cancellation): string | undefined {
  const { outcome, delivery } = cancellation;
  const silent = outcome === 'requested' && delivery !== 'unconfirmed';
  return silent || outcome === 'cancelled' ? undefined : outcomeWord(cancellation);
}
