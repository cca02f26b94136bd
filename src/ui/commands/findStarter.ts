import { l10n, ProgressLocation } from 'vscode';
import type { Operation } from '../../operations/operation.js';
import { tell } from '../notifications/logRefusalNotice.js';
import { runCommand } from '../runCommand.js';
import type { Targets } from '../selection/targets.js';
import type { Session, SessionHolder } from '../session.js';
import { inform, showProgress } from '../show.js';
import { operationLabel } from '../words/label.js';
import { starter } from '../words/who.js';

/** "Find Who Started It": what the operation says itself, else what the audit log has, which is asked once for it. */
export function findStarterCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const title = l10n.t('Find Who Started It');
    const [operation] = await targets.operations(args, { title });
    if (operation) {
      await findStarter(session.current, operation, title);
    }
  };
}

async function findStarter({ watch }: Session, operation: Operation, title: string): Promise<void> {
  const phrase = operationLabel(operation);
  const known = starter(operation.user, watch.starters.known(operation));
  if (known !== undefined) {
    void inform(l10n.t('{0} started “{1}”.', known, phrase));
    return;
  }
  const answer = await showProgress({ location: ProgressLocation.Notification, title }, () =>
    watch.starters.ask(operation),
  );
  switch (answer.kind) {
    case 'off': {
      const settings = l10n.t('Open Setting…');
      const text = l10n.t('Audit logs are not asked who started operations: a setting says so.');
      const outside = l10n.t('This operation is in no project, so that no audit log can be asked who started it.');
      if (operation.collection.project === undefined) {
        void inform(outside);
      } else if ((await inform(text, settings)) === settings) {
        await runCommand('cloudOperations.openSettings', 'cloudOperations.auditLogStartedBy');
      }
      return;
    }
    case 'refused':
      await tell(answer);
      return;
    case 'read': {
      const found = starter(undefined, answer.who);
      void inform(
        found === undefined
          ? l10n.t('The audit log does not say who started “{0}”. Not every service writes it there.', phrase)
          : l10n.t('{0} started “{1}”.', found, phrase),
      );
    }
  }
}
