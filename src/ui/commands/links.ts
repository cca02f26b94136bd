import { l10n } from 'vscode';
import { consolePage } from '../../google/links/consolePages.js';
import { auditLogUrl } from '../../google/links/logQuery.js';
import type { Operation } from '../../operations/operation.js';
import { openLink } from '../openLink.js';
import type { Targets } from '../selection/targets.js';

/** "Open in Cloud Console": the page that shows most of an operation. */
export function openInConsoleCommand(targets: Targets) {
  return opening(
    targets,
    () => l10n.t('Open in Cloud Console'),
    (operation) => consolePage(operation).url,
  );
}

/** "Find in Audit Log": who started it, and who asked to cancel it. A link only: nothing is asked of Logging. */
export function findInAuditLogCommand(targets: Targets) {
  return opening(targets, () => l10n.t('Find in Audit Log'), auditLogUrl);
}

function opening(targets: Targets, title: () => string, urlOf: (operation: Operation) => string) {
  return async (...args: unknown[]): Promise<void> => {
    const [operation] = await targets.operations(args, { title: title() });
    if (operation) {
      await openLink(urlOf(operation));
    }
  };
}
