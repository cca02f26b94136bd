import { ConfigurationTarget, l10n, workspace } from 'vscode';
import { inform } from '../show.js';

/** "Look in Audit Logs First": turns it on in the person's own settings. */
export async function auditLogsFirstCommand(): Promise<void> {
  await workspace.getConfiguration('cloudOperations').update('auditLogFirst', true, ConfigurationTarget.Global);
  void inform(
    l10n.t(
      'Where operations began or ended in the last 24 hours, by the audit logs, is listed first. Not every service writes there: everything else is listed after that.',
    ),
  );
}
