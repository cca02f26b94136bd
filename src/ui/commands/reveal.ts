import { l10n, window } from 'vscode';
import type { SessionHolder } from '../session.js';
import type { OperationsView } from '../view.js';
import { chooseReferences, currentOperations } from '../selection/selection.js';

/** "Reveal in Operations View". */
export function revealCommand(session: SessionHolder, view: Pick<OperationsView, 'reveal'>) {
  return async (...args: unknown[]): Promise<void> => {
    const references = await chooseReferences(session.current, args, { title: l10n.t('Reveal in Operations View') });
    const [operation] = currentOperations(session.current, references);
    if (operation && (await view.reveal(operation))) {
      return;
    }
    if (references.length > 0) {
      void window.showInformationMessage(l10n.t('The server no longer lists this operation.'));
    }
  };
}
