import { l10n } from 'vscode';
import type { Disposable } from '../../base/lifecycle.js';
import type { LogRefusal } from '../../watch/logReader.js';
import type { Watch } from '../../watch/watch.js';
import { runCommand } from '../runCommand.js';
import type { SessionHolder } from '../session.js';
import { inform } from '../show.js';
import { refusalWords } from '../words/who.js';

/** Tells that an audit log may not be read; once for an account, however many projects: the remedy is the same for all. */
export function tellOfLogRefusal(session: SessionHolder): Disposable {
  let toldOf: Watch | undefined;
  return session.follow(({ watch }) => [
    watch.logs.onDidRefuse((refusal) => {
      if (toldOf !== watch) {
        toldOf = watch;
        void tell(refusal);
      }
    }),
  ]);
}

/** What is wrong and what helps, or how to be asked no more. */
export async function tell(refusal: LogRefusal): Promise<void> {
  const { text, remedy } = refusalWords(refusal);
  const settings = l10n.t('Open Setting…');
  const answer = await inform(text, ...(remedy ? [remedy.title] : []), settings);
  if (answer === settings) {
    await runCommand('cloudOperations.openSettings', 'cloudOperations.auditLogStartedBy');
  } else if (remedy && answer === remedy.title) {
    await runCommand(remedy.command, ...remedy.args);
  }
}
