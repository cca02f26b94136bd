import { l10n } from 'vscode';
import { consolePage } from '../../google/links/consolePages.js';
import { auditLogUrl } from '../../google/links/logQuery.js';
import type { Operation } from '../../operations/operation.js';
import { openLink } from '../openLink.js';
import type { SessionHolder } from '../session.js';
import { pickOperation } from './pickOperation.js';
import { currentOperations, referencedOperations } from './selection.js';

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
    const references = referencedOperations(args);
    const operation =
      references.length > 0
        ? currentOperations(session.current, references)[0]
        : await pickOperation(session.current, title(), () => true);
    if (operation) {
      await openLink(urlOf(operation));
    }
  };
}
