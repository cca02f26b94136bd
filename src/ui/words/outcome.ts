import { l10n } from 'vscode';
import { keysOf } from '../../base/keysOf.js';
import { isDecided, type Cancellation, type CancellationOutcome } from '../../operations/cancellation.js';
import { ago } from './duration.js';
import { serviceTitle } from './service.js';
import { operationPhrase } from './label.js';
import { list, number, plural } from './plural.js';

/** What words for an outcome depend on. */
type Outcome = Pick<Cancellation, 'outcome' | 'delivery' | 'answer'>;
type Told = Outcome & Pick<Cancellation, 'collection' | 'location' | 'reading'>;

/** What is known of a cancel request as one line: `cancelled: delete cluster etl-7 (us-central1)`. */
export function outcomeSentence(cancellation: Told): string {
  const what = operationInPlace(cancellation);
  switch (cancellation.outcome) {
    case 'requested':
      return cancellation.delivery === 'unconfirmed'
        ? l10n.t('cancel unconfirmed: {0}', what)
        : l10n.t('cancelling: {0}', what);
    case 'cancelled':
      return l10n.t('cancelled: {0}', what);
    case 'completedAnyway':
      return l10n.t('finished before it could be cancelled: {0}', what);
    case 'failed':
      return l10n.t('failed before it could be cancelled: {0}', what);
    case 'refused':
      return l10n.t('cancel refused: {0}', what);
    case 'unsupported':
      return l10n.t('cancel not supported by {0}: {1}', serviceTitle(cancellation.collection), what);
    case 'notSent':
      return l10n.t('cancel not sent: {0}', what);
    case 'expired':
      return l10n.t('expired before its end could be read: {0}', what);
    case 'unknown':
      return l10n.t('outcome unknown: {0}', what);
  }
}

/** The outcome as a word or two, for a row or a column. */
export function outcomeWord({ outcome, delivery }: Outcome): string {
  switch (outcome) {
    case 'requested':
      return delivery === 'unconfirmed' ? l10n.t('cancel unconfirmed') : l10n.t('cancel requested');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'completedAnyway':
      return l10n.t('finished before it could be cancelled');
    case 'failed':
      return l10n.t('failed before it could be cancelled');
    case 'refused':
      return l10n.t('cancel refused');
    case 'unsupported':
      return l10n.t('cancel not supported');
    case 'notSent':
      return l10n.t('cancel not sent');
    case 'expired':
      return l10n.t('expired before its end could be read');
    case 'unknown':
      return l10n.t('outcome unknown');
  }
}

/** What an outcome means and what comes next, where the word alone does not say it. */
export function outcomeMeaning({ outcome, delivery, answer }: Outcome): string | undefined {
  switch (outcome) {
    case 'requested':
      if (delivery !== 'unconfirmed') {
        return answer && l10n.t('The server wanted no other cancel request; the operation is being cancelled already.');
      }
      return answer
        ? l10n.t(
            'The answer to the cancel request does not say whether it was taken. It is not sent twice; the operation is watched until it ends.',
          )
        : l10n.t(
            'The answer to the cancel request was lost. It is not sent twice; the operation is watched until it ends.',
          );
    case 'unknown':
      return l10n.t('The operation cannot be read at the moment; it is tried again.');
    case 'unsupported':
      return l10n.t('The service cannot cancel operations here. The operation runs on.');
    case 'refused':
      return l10n.t('The operation runs on.');
    case 'notSent':
      return l10n.t('The request reached no server, so the operation runs on. You can cancel it again at any time.');
    case 'expired':
      return l10n.t('The server no longer knows the operation, so nobody can tell how it ended.');
    case 'cancelled':
    case 'completedAnyway':
    case 'failed':
      return undefined;
  }
}

/** What is known of the service after UNIMPLEMENTED, which is believed for a while only. */
export function saidUnsupportedText(collection: Cancellation['collection'], agoMs: number): string {
  return l10n.t(
    '{0} answered {1} that it cannot cancel operations of this kind. You may ask all the same.',
    serviceTitle(collection),
    ago(agoMs),
  );
}

/**
 * What the person who has just asked is to know of an answer that does not tell whether the request was taken; undefined
 * for every other state of a request.
 */
export function doubtText(cancellation: Cancellation): string | undefined {
  const { outcome, delivery, answer } = cancellation;
  if (answer === undefined || delivery !== 'unconfirmed' || isDecided(cancellation)) {
    return undefined;
  }
  const { code, message } = answer;
  const what = operationInPlace(cancellation);
  return outcome === 'unknown'
    ? l10n.t(
        'The server answered the cancel request for “{0}” with {1}: {2} Whether the request was taken is not known, and the operation cannot be read at the moment.',
        what,
        code,
        message,
      )
    : l10n.t(
        'The server answered the cancel request for “{0}” with {1}: {2} Whether the request was taken is not known; the server reports the operation as running.',
        what,
        code,
        message,
      );
}

/**
 * `3 cancelled, 1 refused`: several outcomes in one line, in the order of `countWords`.
 * @param most how many kinds are told apart where there is little room; the last of them then stands for all that follow.
 */
export function outcomeCounts(outcomes: readonly CancellationOutcome[], most = Infinity): string {
  const counts = keysOf(countWords)
    .map((outcome) => ({ outcome, count: outcomes.filter((each) => each === outcome).length }))
    .filter(({ count }) => count > 0);
  const apart = counts.length > most ? counts.slice(0, most - 1) : counts;
  const others = outcomes.length - apart.reduce((sum, { count }) => sum + count, 0);
  return list([
    ...apart.map(({ outcome, count }) => countWords[outcome](count)),
    ...(others > 0 ? [plural(others, l10n.t('1 other'), l10n.t('{0} others', number(others)))] : []),
  ]);
}

/** `delete cluster etl-7 (us-central1)`. */
export function operationInPlace({ reading, location }: Pick<Told, 'reading' | 'location'>): string {
  const phrase = operationPhrase(reading);
  return location === undefined ? phrase : l10n.t('{0} ({1})', phrase, location);
}

/** Most telling first. */
const countWords = {
  cancelled: (count) => l10n.t('{0} cancelled', number(count)),
  completedAnyway: (count) => l10n.t('{0} finished anyway', number(count)),
  failed: (count) => l10n.t('{0} failed', number(count)),
  refused: (count) => l10n.t('{0} refused', number(count)),
  unsupported: (count) => l10n.t('{0} not supported', number(count)),
  notSent: (count) => l10n.t('{0} not sent', number(count)),
  expired: (count) => l10n.t('{0} expired', number(count)),
  unknown: (count) => l10n.t('{0} unknown', number(count)),
  requested: (count) => l10n.t('{0} cancelling', number(count)),
} satisfies Record<CancellationOutcome, (count: number) => string>;
