import { l10n } from 'vscode';
import type { Operation } from '../operations/operation.js';
import type { Session } from './session.js';
import { confirm } from './show.js';
import { cancelNoteLines } from './words/cancelNote.js';
import { cancelOddsLines } from './words/cancelOdds.js';
import { duration } from './words/duration.js';
import { operationLabel } from './words/label.js';
import { saidUnsupportedText } from './words/outcome.js';
import { serviceTitle } from './words/service.js';

/**
 * What is asked before an operation is cancelled.
 * @param byAgent an agent asks for it, not the person.
 * @param now in milliseconds since the epoch.
 */
export async function confirmCancel(
  operation: Operation,
  { watch, settings }: Pick<Session, 'watch' | 'settings'>,
  now: number,
  byAgent = false,
): Promise<boolean> {
  const unsupportedSince = watch.cancellations.unsupportedSince(operation);
  const label = operationLabel(operation);
  const text = byAgent ? l10n.t('An agent asks to cancel “{0}”. Cancel it?', label) : l10n.t('Cancel “{0}”?', label);
  const detail = [
    factsOf(operation, now),
    unsupportedSince === undefined ? undefined : saidUnsupportedText(operation.collection, now - unsupportedSince),
    ...cancelNoteLines([operation], settings.services),
    ...cancelOddsLines([operation], watch.cancelOdds),
    l10n.t('Cancellation is best effort. The server may finish the operation anyway; its final state will be shown.'),
  ]
    .filter((paragraph) => paragraph !== undefined)
    .join('\n\n');
  // Never "Cancel" alone, which would mean two things here.
  return await confirm({ text, detail, act: l10n.t('Cancel Operation'), keep: l10n.t('Keep Running') });
}

/** Which operation it is, for a dialog: a line for each fact. */
export function factsOf({ collection, location, startTime }: Operation, now: number): string {
  const lines = [
    collection.project === undefined ? undefined : l10n.t('Project: {0}', collection.project),
    location === undefined ? undefined : l10n.t('Region: {0}', location),
    l10n.t('Service: {0}', serviceTitle(collection)),
    startTime === undefined ? undefined : l10n.t('Running for {0}', duration(now - startTime)),
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}
