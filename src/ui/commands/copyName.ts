import { env, l10n } from 'vscode';
import type { Targets } from '../selection/targets.js';

/** "Copy Resource Name": of one row or of several, each on its line. */
export function copyNameCommand(targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const chosen = await targets.references(args, { title: l10n.t('Copy Resource Name') });
    if (chosen.length > 0) {
      await env.clipboard.writeText(chosen.map(({ name }) => name).join('\n'));
    }
  };
}
