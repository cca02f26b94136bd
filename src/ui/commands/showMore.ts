import type { TreeElement } from '../tree/element.js';
import type { OperationsTree } from '../tree/operationsTree.js';

/** What the row "35 more" does. */
export function showMoreCommand(tree: Pick<OperationsTree, 'showMore'>) {
  return (row: unknown): void => {
    const element = row as TreeElement | undefined;
    if (element?.type === 'more') {
      tree.showMore(element);
    }
  };
}
