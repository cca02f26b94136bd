import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Cancellation } from '../../operations/cancellation.js';
import type { Operation } from '../../operations/operation.js';
import { mayAsk, whyNotCancellable } from '../../watch/cancellable.js';
import { cancelMany } from '../bulk/cancelMany.js';
import { confirmProtected } from '../confirmProtected.js';
import type { Session, SessionHolder } from '../session.js';
import { reasonText } from '../words/bulk.js';
import { cancelNoteLines } from '../words/cancelNote.js';
import { duration } from '../words/duration.js';
import { operationLabel, operationPhrase } from '../words/label.js';
import { doubtText, saidUnsupportedText } from '../words/outcome.js';
import { serviceTitle } from '../words/service.js';
import { currentOperations } from '../selection/selection.js';
import type { Targets } from '../selection/targets.js';
import { confirm, inform, warn } from '../show.js';

/** "Cancel Operation…" on one row or several; from the palette it asks which one. */
export function cancelCommand(session: SessionHolder, clock: Clock, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const picked = await targets.operations(args, {
      title: l10n.t('Cancel Operation'),
      wanted: (operation) => mayAsk(whyNotCancellable(operation, session.current.watch)),
      none: l10n.t('Nothing is running that can be cancelled.'),
      changes: true,
    });
    // What an earlier session knew may long be over.
    await session.current.watch.readAgain(picked);
    const [chosen, ...others] = currentOperations(session.current, picked);
    if (chosen === undefined) {
      return;
    }
    if (others.length > 0) {
      await cancelMany(session, clock, [chosen, ...others]);
      return;
    }
    const reason = whyNotCancellable(chosen, session.current.watch);
    if (!mayAsk(reason)) {
      const text = l10n.t('Cannot cancel “{0}”: {1}.', operationPhrase(chosen), reasonText(reason));
      void inform(text);
      return;
    }
    const agreed =
      (await confirmCancel(chosen, session.current, clock.now())) &&
      (await confirmProtected(session.current.settings.protection, [chosen]));
    // One that ended while the person was reading is not asked to end.
    const [still] = agreed ? currentOperations(session.current, [chosen]) : [];
    if (still && mayAsk(whyNotCancellable(still, session.current.watch))) {
      tellDoubt(await session.current.watch.cancellations.request(still));
    }
  };
}

/** An answer is told as soon as it has come, also one that decides nothing: what follows may take long. */
function tellDoubt(request: Cancellation): void {
  const text = doubtText(request);
  if (text !== undefined) {
    void warn(text);
  }
}

async function confirmCancel(operation: Operation, { watch, settings }: Session, now: number): Promise<boolean> {
  const unsupportedSince = watch.cancellations.unsupportedSince(operation);
  const text = l10n.t('Cancel “{0}”?', operationLabel(operation));
  const detail = [
    factsOf(operation, now),
    unsupportedSince === undefined ? undefined : saidUnsupportedText(operation.collection, now - unsupportedSince),
    ...cancelNoteLines([operation], settings.services),
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
