import { l10n } from 'vscode';
import type { CommandId } from '../commands/commandIds.js';
import type { Session } from '../session.js';
import { welcomeFor } from '../tree/welcome.js';

/** Why there is nothing to pick, and what the person can do about it. */
export interface Emptiness {
  readonly text: string;
  /** The name of what `command` does. */
  readonly act: string;
  readonly command: CommandId;
}

/** @param none what to say where everything could be read and nothing is there to pick. */
export function emptiness(session: Session, none = l10n.t('There is no operation.')): Emptiness {
  switch (welcomeFor(session, true)) {
    case 'signIn':
    case 'gcloud':
    case 'install':
      return {
        text: l10n.t('No Google Cloud credential was found, so that nothing could be read.'),
        act: l10n.t('Choose Credentials…'),
        command: 'cloudOperations.selectCredentials',
      };
    case 'noProjects':
      return {
        text: l10n.t('No project is chosen, so that nothing was read.'),
        act: l10n.t('Choose Projects…'),
        command: 'cloudOperations.selectProjects',
      };
    case undefined:
      return session.watch.survey.general
        ? {
            text: l10n.t('Nothing could be read.'),
            act: l10n.t('Show Problems…'),
            command: 'cloudOperations.showProblems',
          }
        : { text: none, act: l10n.t('Refresh'), command: 'cloudOperations.refresh' };
  }
}
