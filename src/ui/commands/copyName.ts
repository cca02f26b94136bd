import { env, l10n } from 'vscode';
import type { SessionHolder } from '../session.js';
import { chooseReferences } from '../selection/selection.js';

/** "Copy Resource Name": of one row or of several, each on its line. */
export function copyNameCommand(session: SessionHolder) {
  return async (...args: unknown[]): Promise<void> => {
    const chosen = await chooseReferences(session.current, args, { title: l10n.t('Copy Resource Name') });
    if (chosen.length > 0) {
      await env.clipboard.writeText(chosen.map(({ name }) => name).join('\n'));
    }
  };
}
