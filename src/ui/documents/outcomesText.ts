import { l10n } from 'vscode';
import { serverSaid, type Cancellation } from '../../operations/cancellation.js';
import { commonPlace, outcomeSections } from '../outcomeList.js';
import { pageLine, pageText, simulatedLine } from '../pageText.js';
import { duration } from '../words/duration.js';
import { saidText } from '../words/end.js';
import { operationLabel } from '../words/label.js';
import { outcomeCounts, outcomeWord } from '../words/outcome.js';
import { number, plural } from '../words/plural.js';

/** What became of several cancel requests, in the order in which they were asked for. */
export function outcomesText(requests: readonly Cancellation[], simulated: boolean): string {
  const counts = outcomeCounts(requests.map(({ outcome }) => outcome));
  return pageText(
    plural(
      requests.length,
      l10n.t('1 cancel request: {0}', counts),
      l10n.t('{0} cancel requests: {1}', number(requests.length), counts),
    ),
    [...simulatedLine(simulated), ...pageLine(commonPlace(requests))],
    outcomeSections(requests.map(listed)),
  );
}

function listed(request: Cancellation) {
  const { reading, outcome, requestedAt, decidedAt } = request;
  const said = outcome === 'cancelled' ? undefined : serverSaid(request);
  return {
    head: outcomeWord(request),
    label: operationLabel(reading),
    took: decidedAt === undefined ? undefined : l10n.t('after {0}', duration(decidedAt - requestedAt)),
    place: request,
    note: said && saidText(said),
  };
}
