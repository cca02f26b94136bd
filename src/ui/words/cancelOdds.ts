import { l10n } from 'vscode';
import { actKey, type Operation } from '../../operations/operation.js';
import type { CancelOdds, Odds } from '../../watch/cancelOdds.js';
import { duration } from './duration.js';
import { operationAct } from './label.js';
import { number } from './plural.js';
import { serviceTitle } from './service.js';

/** A dialog has other things to say. */
const MOST_LINES = 5;

/**
 * How cancels of such operations went until now, a line for each kind of which enough is known:
 * `Dataproc create cluster: 9 of 11 cancels worked, median 7 sec`.
 */
export function cancelOddsLines(operations: readonly Operation[], cancelOdds: Pick<CancelOdds, 'of'>): string[] {
  const kinds = new Map(operations.map((operation) => [actKey(operation), operation]));
  const lines = [...kinds.values()].flatMap((operation) => {
    const act = operationAct(operation);
    const odds = cancelOdds.of(operation);
    // What cannot be named is not one kind of thing.
    return act === undefined || !odds
      ? []
      : [l10n.t('{0} {1}: {2}', serviceTitle(operation.collection), act, oddsText(odds))];
  });
  const rest = lines.length - MOST_LINES;
  return rest <= 1 ? lines : [...lines.slice(0, MOST_LINES), l10n.t('… {0} more', number(rest))];
}

/** `9 of 11 cancels worked, median 7 sec`. @param odds of five at least, so that the plural is right. */
function oddsText({ known, worked, medianMs }: Odds): string {
  if (worked === 0) {
    return l10n.t('none of {0} cancels worked', number(known));
  }
  if (medianMs === undefined) {
    return l10n.t('{0} of {1} cancels worked', number(worked), number(known));
  }
  return medianMs < 1000
    ? l10n.t('{0} of {1} cancels worked, median less than 1 s', number(worked), number(known))
    : l10n.t('{0} of {1} cancels worked, median {2}', number(worked), number(known), duration(medianMs));
}
