import { l10n } from 'vscode';
import type { SessionHolder } from '../session.js';
import type { OperationsView } from '../view.js';
import { currentOperations } from '../selection/selection.js';
import type { Targets } from '../selection/targets.js';
import { inform } from '../show.js';

/** "Show in Operations View". */
export function revealCommand(session: SessionHolder, view: Pick<OperationsView, 'reveal'>, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const references = await targets.references(args, { title: l10n.t('Show in Operations View') });
    const [operation] = currentOperations(session.current, references);
    if (operation && (await view.reveal(operation))) {
      return;
    }
    if (references.length > 0) {
      void inform(l10n.t('The server no longer lists this operation.'));
    }
  };
}
