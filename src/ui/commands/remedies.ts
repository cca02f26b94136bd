import { commands, env, l10n } from 'vscode';
import { shellOf } from '../../base/shell.js';
import { openLink } from '../openLink.js';
import type { SessionHolder } from '../session.js';
import { gcloudRemedyText, type GcloudRemedy } from '../words/gcloudRemedy.js';
import { memberOf, ownArguments } from '../words/remedy.js';
import { flash, inform } from '../show.js';

/** Opens a page. Links come from servers: a web page, and nothing else that the operating system might act on. */
export async function openLinkCommand(url: unknown): Promise<void> {
  if (typeof url === 'string' && URL.canParse(url) && new URL(url).protocol === 'https:') {
    await openLink(url);
  }
}

export async function copyTextCommand(argument: unknown): Promise<void> {
  const text = ownArguments.text.read(argument);
  if (text !== undefined) {
    await env.clipboard.writeText(text);
    flash(l10n.t('Copied'), 3000);
  }
}

export async function copyCommandCommand(argument: unknown): Promise<void> {
  const command = ownArguments.command.read(argument);
  if (command) {
    await copyCommand(command);
  }
}

/** The command with which an administrator grants a permission to whoever is signed in here. */
export function copyGrantCommand(session: SessionHolder) {
  return async (argument: unknown): Promise<void> => {
    const grant = ownArguments.grant.read(argument);
    if (grant) {
      const { account } = await session.current.google.credential.describe();
      await copyCommand({ kind: 'grant', ...grant, member: memberOf(account) });
    }
  };
}

/** Nothing is run for the person: a command that changes accounts or rights is theirs to read first. */
async function copyCommand(remedy: GcloudRemedy): Promise<void> {
  const command = gcloudRemedyText(remedy, shellOf(env.shell));
  if (command === undefined) {
    throw new Error(
      l10n.t('A name in the command cannot be written safely for the shell {0}; nothing was copied.', env.shell),
    );
  }
  await env.clipboard.writeText(command);
  const terminal = l10n.t('Open Terminal');
  const message = l10n.t('Copied: {0}. Run it in a terminal, then refresh.', command);
  const shown = inform(message, terminal, l10n.t('Refresh'));
  void shown.then((answer) =>
    answer === undefined
      ? undefined
      : commands.executeCommand(answer === terminal ? 'workbench.action.terminal.new' : 'cloudOperations.refresh'),
  );
}
