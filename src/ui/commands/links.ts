import { l10n } from 'vscode';
import { consolePage } from '../../google/links/consolePages.js';
import { auditLogUrl } from '../../google/links/logQuery.js';
import { isOf, type Operation, type OperationReference } from '../../operations/operation.js';
import type { Watch } from '../../watch/watch.js';
import { openLink } from '../openLink.js';
import { operationThen } from '../../watch/pastOperation.js';
import type { Targets } from '../selection/targets.js';
import type { SessionHolder } from '../session.js';

/** "Open in Cloud Console": the page that shows most of an operation. */
export function openInConsoleCommand(session: SessionHolder, targets: Targets) {
  return opening(
    session,
    targets,
    () => l10n.t('Open in Cloud Console'),
    (operation) => consolePage(operation).url,
  );
}

/** "Find in Audit Log": who started it, and who asked to cancel it. A link only: nothing is asked of Logging. */
export function findInAuditLogCommand(session: SessionHolder, targets: Targets) {
  return opening(session, targets, () => l10n.t('Find in Audit Log'), auditLogUrl);
}

/** Also of an operation that only the history knows: the page outlives the server's record of it. */
function opening(
  session: SessionHolder,
  targets: Targets,
  title: () => string,
  urlOf: (operation: Operation) => string,
) {
  return async (...args: unknown[]): Promise<void> => {
    const [reference] = await targets.references(args, { title: title() });
    const operation = reference && knownOperation(session.current.watch, reference);
    if (operation) {
      await openLink(urlOf(operation));
    }
  };
}

function knownOperation({ store, history }: Watch, reference: OperationReference): Operation | undefined {
  const listed = store.find(reference.collection, reference.name);
  const entry = listed ? undefined : history.entries().find((each) => isOf(each, reference));
  return listed ?? (entry && operationThen(entry));
}
