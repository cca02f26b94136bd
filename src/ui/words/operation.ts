import { l10n } from 'vscode';
import { firstRequestedAt, isDecided, mayRepeat, type Cancellation } from '../../operations/cancellation.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { ago, duration, runningDuration } from './duration.js';
import { endReason } from './end.js';
import { joiner } from './joiner.js';
import { outcomeWord } from './outcome.js';
import { percentWord, phaseWord } from './progress.js';
import { serviceTitle } from './service.js';
import { stateWord } from './state.js';

/** In a list of its own: `Dataproc · 4 min`, the service and the one fact that matters in this state. */
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

/** How long it has been running or cancelling; of what has ended the outcome, when, and how long it took. */
export function operationFact(operation: Operation, cancellation: Cancellation | undefined, now: number): string {
  switch (operation.state) {
    case 'running':
      return runningFact(operation, cancellation, now);
    case 'cancelling':
      // A request from elsewhere shows in the server's flag alone, which has no time.
      return cancellation && !isDecided(cancellation) ? cancellingFact(cancellation, now) : l10n.t('cancelling');
    case 'cancelled': {
      const when = whenEnded(operation, now);
      const took = tookTime(operation);
      if (when === undefined) {
        return stateWord('cancelled');
      }
      return took === undefined ? l10n.t('cancelled {0}', when) : l10n.t('cancelled {0} after {1}', when, took);
    }
    case 'succeeded': {
      const took = tookTime(operation);
      const when = whenEnded(operation, now);
      return took !== undefined && when !== undefined
        ? l10n.t({
            message: '{0}, {1}',
            args: [took, when],
            comment: ['How long it took and when it ended: 18 s, 2 h ago'],
          })
        : (when ?? stateWord('succeeded'));
    }
    case 'failed': {
      const when = whenEnded(operation, now);
      const took = tookTime(operation);
      return joined([
        when === undefined ? stateWord('failed') : l10n.t('failed {0}', when),
        endReason(operation),
        took === undefined ? undefined : l10n.t('after {0}', took),
      ]);
    }
    case 'expired':
      return stateWord('expired');
  }
}

/** Whether the fact changes while the operation stays as it is. */
export function factAges({ state, endTime }: Pick<Operation, 'state' | 'endTime'>): boolean {
  return !isEnded(state) || (state !== 'expired' && endTime !== undefined);
}

/** Facts one after the other, those that are not known left out. */
export function joined(parts: readonly (string | undefined)[]): string {
  return dotted(parts.filter((part): part is string => part !== undefined && part !== ''));
}

const dotted = joiner((facts, fact) => l10n.t('{0} · {1}', facts, fact));

/** The same to be heard. */
export const spoken = joiner((facts, fact) => l10n.t('{0}, {1}', facts, fact));

/** What became of a cancel request, why it does not run, how far it is, and for how long it has been running. */
function runningFact(
  { phase, progress, startTime }: Operation,
  cancellation: Cancellation | undefined,
  now: number,
): string {
  const facts = joined([
    cancellation && runningNote(cancellation),
    phase && phaseWord(phase),
    percentWord(progress),
    startTime === undefined ? undefined : runningDuration(now - startTime),
  ]);
  return facts === '' ? stateWord('running') : facts;
}

function whenEnded({ endTime }: Operation, now: number): string | undefined {
  return endTime === undefined ? undefined : ago(now - endTime);
}

/** As short as a row needs it; the hover has it to the second. */
function tookTime({ startTime, endTime }: Operation): string | undefined {
  return startTime === undefined || endTime === undefined ? undefined : runningDuration(endTime - startTime);
}

/** After a while it says what the server says, that the operation runs, and no more: slow is not stuck. */
function cancellingFact(cancellation: Cancellation, now: number): string {
  const asked = duration(now - firstRequestedAt(cancellation));
  return mayRepeat(cancellation, now)
    ? l10n.t('cancelling {0}, the server still runs it', asked)
    : l10n.t('cancelling {0}', asked);
}

/** What became of a cancel request for an operation that runs on. */
function runningNote(cancellation: Cancellation): string | undefined {
  const { outcome, delivery } = cancellation;
  const silent = outcome === 'requested' && delivery !== 'unconfirmed';
  return silent || outcome === 'cancelled' ? undefined : outcomeWord(cancellation);
}
