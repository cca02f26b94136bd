import { l10n } from 'vscode';
import type { Cancellation } from '../../operations/cancellation.js';
import { operationLabel } from '../words/label.js';
import { outcomeCounts, outcomeWord } from '../words/outcome.js';
import { serviceTitle } from '../words/service.js';
import { comment } from './operationText.js';

/** What became of several cancel requests, one JSON object for each. */
export function outcomesText(requests: readonly Cancellation[]): string {
  const head = l10n.t(
    '{0} cancel requests: {1}',
    requests.length,
    outcomeCounts(requests.map(({ outcome }) => outcome)),
  );
  return `${comment(head)}\n${JSON.stringify(requests.map(entryOf), undefined, 2)}\n`;
}

function entryOf(request: Cancellation) {
  const { collection, reading, location, outcome, requestedAt, decidedAt, words } = request;
  return {
    operation: operationLabel(reading),
    outcome,
    meaning: outcomeWord(request),
    service: serviceTitle(collection),
    ...(collection.project !== undefined && { project: collection.project }),
    ...(location !== undefined && { region: location }),
    requestedAt: new Date(requestedAt).toISOString(),
    ...(decidedAt !== undefined && { decidedAt: new Date(decidedAt).toISOString() }),
    ...(words && { serverWords: words }),
    name: reading.name,
  };
}
