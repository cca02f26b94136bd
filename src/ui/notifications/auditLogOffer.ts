import { l10n, type Memento } from 'vscode';
import type { Disposable } from '../../base/lifecycle.js';
import { runCommand } from '../runCommand.js';
import type { Session, SessionHolder } from '../session.js';
import { inform } from '../show.js';

/** From so many projects on it takes long until all of them are listed. */
const MANY_PROJECTS = 20;
const OFFERED = 'cloudOperations.auditLogOffered';

/** Offers once, to whoever has many projects, to look first where the audit logs say that something happened. */
export function offerAuditLogs(session: SessionHolder, memory: Memento): Disposable {
  const offer = ({ watch, settings, simulated }: Session): void => {
    const many = watch.survey.roots.length >= MANY_PROJECTS && !simulated;
    if (many && !settings.auditLog.placesFirst && memory.get(OFFERED) !== true) {
      void memory.update(OFFERED, true);
      void ask();
    }
  };
  return session.follow((current) => {
    // What the settings name may be on show before anybody listens.
    offer(current);
    return [current.watch.survey.onDidChange(({ what }) => what === 'roots' && offer(current))];
  });
}

async function ask(): Promise<void> {
  const turnOn = l10n.t('Look There First');
  const text = l10n.t(
    'Listing so many projects takes a while. Their audit logs can say where operations began lately, so that those places are listed first.',
  );
  if ((await inform(text, turnOn)) === turnOn) {
    await runCommand('cloudOperations.auditLogsFirst');
  }
}
