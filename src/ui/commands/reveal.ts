import { l10n } from 'vscode';
import type { SessionHolder } from '../session.js';
import type { OperationsView } from '../view.js';
import { chooseReferences, currentOperations } from '../selection/selection.js';
import { inform } from '../show.js';

/** "Reveal in Operations View". */
export function revealCommand(session: SessionHolder, view: Pick<OperationsView, 'reveal'>) {
  return async (...args: unknown[]): Promise<void> => {
    const references = await chooseReferences(session.current, args, { title: l10n.t('Reveal in Operations View') });
    const [operation] = currentOperations(session.current, references);
    if (operation && (await view.reveal(operation))) {
      return;
    }
    if (references.length > 0) {
      void inform(l10n.t('The server no longer lists this operation.'));
    }
  };
}
