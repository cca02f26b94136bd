import { l10n, window, type MessageItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Operation } from '../../operations/operation.js';
import { isCancellable, whyNotCancellable, type NotCancellable } from '../cancellable.js';
import type { Session, SessionHolder } from '../session.js';
import { duration } from '../words/duration.js';
import { operationLabel, operationPhrase } from '../words/label.js';
import { operationInPlace } from '../words/outcome.js';
import { plainText } from '../words/plainText.js';
import { serviceTitle } from '../words/service.js';
import { pickOperation } from './pickOperation.js';
import { currentOperations, referencedOperations } from './selection.js';

/** "Cancel Operation…" on one row or several; from the palette it asks which one. */
export function cancelCommand(session: SessionHolder, clock: Clock) {
  return async (...args: unknown[]): Promise<void> => {
    const { current } = session;
    const { cancellations } = current.watch;
    const chosen = await chooseOperations(current, args);
    const cancellable = chosen.filter((operation) => isCancellable(operation, cancellations));
    if (cancellable.length < chosen.length) {
      tellDropped(chosen, current);
    }
    if (cancellable.length > 0 && (await confirm(cancellable, clock.now()))) {
      // One that ended while the person was reading is not asked to end.
      const still = currentOperations(current, cancellable).filter((each) => isCancellable(each, cancellations));
      await Promise.all(still.map((operation) => cancellations.request(operation)));
    }
  };
}

async function chooseOperations(session: Session, args: readonly unknown[]): Promise<readonly Operation[]> {
  const references = referencedOperations(args);
  if (references.length > 0) {
    return currentOperations(session, references);
  }
  const { cancellations } = session.watch;
  const picked = await pickOperation(session, l10n.t('Cancel Operation'), (operation) =>
    isCancellable(operation, cancellations),
  );
  return picked ? [picked] : [];
}

async function confirm(operations: readonly Operation[], now: number): Promise<boolean> {
  const [first, ...others] = operations;
  if (!first) {
    return false;
  }
  const many = others.length > 0;
  const act: MessageItem = {
    title: many ? l10n.t('Cancel {0} Operations', operations.length) : l10n.t('Cancel Operation'),
  };
  // Never "Cancel" alone, which would mean two things here.
  const keep: MessageItem = { title: l10n.t('Keep Running'), isCloseAffordance: true };
  const question = many
    ? l10n.t('Cancel {0} operations?', operations.length)
    : l10n.t('Cancel “{0}”?', operationLabel(first));
  const detail = [
    many ? listOf(operations) : factsOf(first, now),
    l10n.t('Cancellation is best effort. The server may finish the operation anyway; its final state will be shown.'),
  ].join('\n\n');
  return (await window.showWarningMessage(plainText(question), { modal: true, detail }, act, keep)) === act;
}

function factsOf({ collection, location, startTime }: Operation, now: number): string {
  const lines = [
    collection.project === undefined ? undefined : l10n.t('Project: {0}', collection.project),
    location === undefined ? undefined : l10n.t('Region: {0}', location),
    l10n.t('Service: {0}', serviceTitle(collection.service)),
    startTime === undefined ? undefined : l10n.t('Running for {0}', duration(now - startTime)),
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function listOf(operations: readonly Operation[]): string {
  const most = 12;
  const lines = operations.slice(0, most).map((operation) => {
    const { project } = operation.collection;
    const what = operationInPlace({ reading: operation, location: operation.location });
    return `• ${plainText(project === undefined ? what : `${what}, ${project}`)}`;
  });
  return operations.length > most
    ? [...lines, l10n.t('… {0} more', operations.length - most)].join('\n')
    : lines.join('\n');
}

/** One message for everything that was selected and cannot be cancelled. */
function tellDropped(chosen: readonly Operation[], { watch }: Session): void {
  const reasons = chosen.map((operation) => whyNotCancellable(operation, watch.cancellations));
  const [only, ...others] = chosen;
  const reason = reasons[0];
  if (only && others.length === 0 && reason) {
    const text = l10n.t('{0}: {1}', reasonText(reason), operationPhrase(only));
    void window.showInformationMessage(plainText(text));
    return;
  }
  const counts = (['ended', 'cancelling', 'unsupported'] as const)
    .map((each) => [each, reasons.filter((found) => found === each).length] as const)
    .filter(([, count]) => count > 0)
    .map(([each, count]) => reasonCount(each, count));
  void window.showInformationMessage(
    l10n.t('Left out of {0} selected operations: {1}.', chosen.length, counts.join(', ')),
  );
}

function reasonText(reason: NotCancellable): string {
  switch (reason) {
    case 'ended':
      return l10n.t('Has already ended');
    case 'cancelling':
      return l10n.t('Is already being cancelled');
    case 'unsupported':
      return l10n.t('Its service does not support cancelling it');
  }
}

function reasonCount(reason: NotCancellable, count: number): string {
  switch (reason) {
    case 'ended':
      return l10n.t('{0} ended', count);
    case 'cancelling':
      return l10n.t('{0} already being cancelled', count);
    case 'unsupported':
      return l10n.t('{0} without support for cancelling', count);
  }
}
