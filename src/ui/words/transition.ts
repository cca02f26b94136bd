import { l10n } from 'vscode';
import type { HistoryEntry } from '../../watch/history.js';
import { operationInPlace, outcomeSentence } from './outcome.js';
import { stateWord } from './state.js';

/** A transition as one line: what became of a cancel request, else the state that the operation came to. */
export function transitionText(
  entry: Pick<HistoryEntry, 'outcome' | 'collection' | 'location' | 'reading' | 'to'>,
): string {
  if (entry.outcome) {
    return outcomeSentence({ ...entry, outcome: entry.outcome, delivery: 'accepted' });
  }
  const what = operationInPlace(entry);
  return entry.to === undefined ? what : l10n.t('{0}: {1}', stateWord(entry.to), what);
}
