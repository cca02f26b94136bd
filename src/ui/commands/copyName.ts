import { env, l10n } from 'vscode';
import type { SessionHolder } from '../session.js';
import { pickOperation } from './pickOperation.js';
import { referencedOperations } from './selection.js';

/** "Copy Resource Name": of one row or of several, each on its line. */
export function copyNameCommand(session: SessionHolder) {
  return async (...args: unknown[]): Promise<void> => {
    const names = referencedOperations(args).map(({ name }) => name);
    if (names.length === 0) {
      const picked = await pickOperation(session.current, l10n.t('Copy Resource Name'), () => true);
      names.push(...(picked ? [picked.name] : []));
    }
    if (names.length > 0) {
      await env.clipboard.writeText(names.join('\n'));
    }
  };
}
