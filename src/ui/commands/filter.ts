import { l10n, window } from 'vscode';
import { queryKeys, type QueryContext, type QueryProblem } from '../../operations/query.js';
import { filterOf } from '../tree/filter.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { sharedWords } from '../words/sharedWords.js';
import { filterToggles, toggled } from './filterToggles.js';
import { list } from '../words/plural.js';

/** "Filter Operations…": the tree follows while the person types, and is again as it was when they give up. */
export function filterCommand(tree: Pick<OperationsTree, 'filter' | 'setFilter'>, context: QueryContext) {
  return (): void => {
    const before = tree.filter;
    let accepted = false;
    const box = window.createInputBox();
    box.title = l10n.t('Filter Operations');
    box.placeholder = l10n.t('e.g. state:failed age:>1h etl');
    box.prompt = l10n.t(
      'Words that all occur, and terms: {0}. A comma means or, “-” before a term means not. Leave it empty to see all.',
      queryKeys.map((key) => `${key}:`).join(' '),
    );
    // The rows can be looked at, and clicked, while the box is open.
    box.ignoreFocusOut = true;
    box.value = before?.text ?? '';
    box.buttons = filterToggles(box.value);
    const apply = (text: string): void => {
      const filter = filterOf(text, sharedWords, context);
      tree.setFilter(filter);
      const [problem] = filter?.problems ?? [];
      box.validationMessage = problem && problemText(problem);
      box.buttons = filterToggles(text);
    };
    box.onDidChangeValue(apply);
    box.onDidTriggerButton((button) => {
      box.value = toggled(box.value, button);
      apply(box.value);
    });
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

/** Said below the input while the rest of what is typed already narrows the tree. */
function problemText({ term, wants, choices }: QueryProblem): string {
  switch (wants) {
    case 'choice':
      return l10n.t('“{0}” is not understood: one of {1} is expected.', term, list(choices));
    case 'duration':
      return l10n.t('“{0}” is not understood: a length of time such as >1h or 5m..2d is expected.', term);
  }
}

export function clearFilterCommand(tree: Pick<OperationsTree, 'setFilter'>) {
  return (): void => tree.setFilter(undefined);
}
