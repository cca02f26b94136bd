import { l10n, window } from 'vscode';
import { filterOf } from '../tree/filter.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { sharedWords } from '../words/sharedWords.js';

/** "Filter Operations…": the tree follows while the person types, and is again as it was when they give up. */
export function filterCommand(tree: Pick<OperationsTree, 'filter' | 'setFilter'>) {
  return (): void => {
    const before = tree.filter;
    let accepted = false;
    const box = window.createInputBox();
    box.title = l10n.t('Filter Operations');
    box.placeholder = l10n.t('e.g. failed etl');
    box.prompt = l10n.t(
      'Words that all occur in the name, the target, the action, the service, the state or the error. Leave it empty to see all.',
    );
    // The rows can be looked at, and clicked, while the box is open.
    box.ignoreFocusOut = true;
    box.value = before?.text ?? '';
    box.onDidChangeValue((text) => tree.setFilter(filterOf(text, sharedWords)));
    box.onDidAccept(() => {
      accepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      if (!accepted) {
        tree.setFilter(before);
      }
    });
    box.show();
  };
}

export function clearFilterCommand(tree: Pick<OperationsTree, 'setFilter'>) {
  return (): void => tree.setFilter(undefined);
}
