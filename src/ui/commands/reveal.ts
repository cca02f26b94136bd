import { l10n, window } from 'vscode';
import type { SessionHolder } from '../session.js';
import type { OperationsView } from '../view.js';
import { pickOperation } from './pickOperation.js';
import { currentOperations, referencedOperations } from './selection.js';

/** "Reveal in Operations View". */
export function revealCommand(session: SessionHolder, view: Pick<OperationsView, 'reveal'>) {
  return async (...args: unknown[]): Promise<void> => {
    const references = referencedOperations(args);
    const [operation] =
      references.length > 0
        ? currentOperations(session.current, references)
        : [await pickOperation(session.current, l10n.t('Reveal in Operations View'), () => true)];
    if (operation && (await view.reveal(operation))) {
      return;
    }
    if (references.length > 0) {
      void window.showInformationMessage(l10n.t('The server no longer lists this operation.'));
    }
  };
}
