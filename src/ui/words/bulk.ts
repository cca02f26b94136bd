import { l10n } from 'vscode';
import { keysOf } from '../../base/keysOf.js';
import { isDecided } from '../../operations/cancellation.js';
import type { BulkFate, BulkLeftOut, BulkResult } from '../../watch/bulkCancellation.js';
import type { NotCancellable } from '../../watch/cancellable.js';
import { outcomeCounts, outcomeWord } from './outcome.js';
import { list, number, plural } from './plural.js';

/** What became of one of many, as a word or two. */
export function fateWord({ fate, cancellation }: Pick<BulkResult, 'fate' | 'cancellation'>): string {
  if (fate === 'waiting') {
    return l10n.t('waits for its turn');
  }
  if (fate === 'notAsked') {
    return l10n.t('not asked to cancel');
  }
  return outcomeWord({ ...cancellation, outcome: fate, delivery: cancellation?.delivery ?? 'accepted' });
}

/** `31 cancelled, 4 finished anyway, 2 not asked`: many fates in one line. */
export function fateCounts(results: readonly Pick<BulkResult, 'fate'>[]): string {
  const of = (wanted: BulkFate): number => results.filter(({ fate }) => fate === wanted).length;
  const outcomes = results.map(({ fate }) => fate).filter((fate) => fate !== 'waiting' && fate !== 'notAsked');
  const parts = [
    outcomeCounts(outcomes),
    of('waiting') > 0 ? l10n.t('{0} waiting', number(of('waiting'))) : '',
    of('notAsked') > 0 ? l10n.t('{0} not asked', number(of('notAsked'))) : '',
  ];
  return list(parts.filter((part) => part !== ''));
}

/** The one line that sums a bulk cancel up: whether it is over, and what became of how many. */
export function bulkSentence(results: readonly BulkResult[]): string {
  const over = results.filter(
    ({ fate }) => fate === 'notAsked' || (fate !== 'waiting' && isDecided({ outcome: fate })),
  );
  return over.length === results.length
    ? plural(
        results.length,
        l10n.t('1 operation, decided: {0}', fateCounts(results)),
        l10n.t('{0} operations, all decided: {1}', number(results.length), fateCounts(results)),
      )
    : plural(
        results.length,
        l10n.t('{0} of 1 operation decided: {1}', number(over.length), fateCounts(results)),
        l10n.t('{0} of {1} operations decided: {2}', number(over.length), number(results.length), fateCounts(results)),
      );
}

/** Why an operation cannot be cancelled, within a sentence. */
export function reasonText(reason: NotCancellable): string {
  switch (reason) {
    case 'readOnly':
      return l10n.t('read-only by your settings');
    case 'ended':
      return l10n.t('has already ended');
    case 'cancelling':
      return l10n.t('is already being cancelled');
    case 'unconfirmed':
      return l10n.t('was asked to cancel, and nobody knows whether that arrived');
    case 'unsupported':
      return l10n.t('its service does not support cancelling it');
    case 'uncancellable':
      return l10n.t('the server says that it cannot be cancelled at this point');
    case 'saidUnsupported':
      return l10n.t('its service answered within the last hour that it cannot cancel operations of this kind');
  }
}

/** `2 ended, 1 read-only`: what was left out, by reason. */
export function leftOutCounts(leftOut: readonly Pick<BulkLeftOut, 'reason'>[]): string {
  return list(
    keysOf(reasonCounts)
      .map((reason) => [reason, leftOut.filter((each) => each.reason === reason).length] as const)
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => reasonCounts[reason](count)),
  );
}

/** In the order in which they are counted. */
const reasonCounts = {
  ended: (count) => l10n.t('{0} ended', number(count)),
  cancelling: (count) => l10n.t('{0} already being cancelled', number(count)),
  unconfirmed: (count) => l10n.t('{0} asked before without a clear answer', number(count)),
  uncancellable: (count) => l10n.t('{0} that cannot be cancelled at this point', number(count)),
  unsupported: (count) => l10n.t('{0} without support for cancelling', number(count)),
  saidUnsupported: (count) => l10n.t('{0} of a kind that their service said it cannot cancel', number(count)),
  readOnly: (count) => l10n.t('{0} read-only', number(count)),
} satisfies Record<NotCancellable, (count: number) => string>;
