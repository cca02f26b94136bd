import { l10n } from 'vscode';
import { consolePage } from '../../google/links/consolePages.js';
import { auditLogUrl } from '../../google/links/logQuery.js';
import type { Operation } from '../../operations/operation.js';
import { openLink } from '../openLink.js';
import type { SessionHolder } from '../session.js';
import { chooseOperations } from '../selection/selection.js';

/** "Open in Cloud Console": the page that shows most of an operation. */
export function openInConsoleCommand(session: SessionHolder) {
  return opening(
    session,
    () => l10n.t('Open in Cloud Console'),
    (operation) => consolePage(operation).url,
  );
}

/** "Find in Audit Log": who started it, and who asked to cancel it. A link only: nothing is asked of Logging. */
export function findInAuditLogCommand(session: SessionHolder) {
  return opening(session, () => l10n.t('Find in Audit Log'), auditLogUrl);
}

function opening(session: SessionHolder, title: () => string, urlOf: (operation: Operation) => string) {
  return async (...args: unknown[]): Promise<void> => {
    const [operation] = await chooseOperations(session.current, args, { title: title() });
    if (operation) {
      await openLink(urlOf(operation));
    }
  };
}
