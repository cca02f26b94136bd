import { l10n, QuickPickItemKind, ThemeIcon, type QuickPickItem } from 'vscode';
import { groupings, sorts, usualSort, type Arrangement, type GroupBy } from '../tree/arrangement.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import type { Sort } from '../tree/order.js';
import { pickOne } from '../show.js';

interface Choice extends QuickPickItem {
  /** Absent for what only parts the others. */
  readonly arrangement?: Arrangement;
}

/** "Group and Sort…": by what the operations are put together, and in which order they stand. */
export function arrangeCommand(tree: Pick<OperationsTree, 'arrangement' | 'arrange'>) {
  return async (): Promise<void> => {
    const items = choices(tree.arrangement);
    const picked = await pickOne(items, { title: l10n.t('Group and Sort'), matchOnDetail: true });
    if (picked?.arrangement) {
      tree.arrange(picked.arrangement);
    }
  };
}

function choices(now: Arrangement): readonly Choice[] {
  return [
    parting(l10n.t('Group by')),
    ...groupings.map((groupBy) =>
      choice(groupingWords[groupBy](), groupBy === now.groupBy, {
        groupBy,
        // Who has chosen an order keeps it.
        sort: now.sort === usualSort(now.groupBy) ? usualSort(groupBy) : now.sort,
      }),
    ),
    parting(l10n.t('Sort by')),
    ...sorts.map((sort) => choice(sortWords[sort](), sort === now.sort, { ...now, sort })),
  ];
}

function parting(label: string): Choice {
  return { label, kind: QuickPickItemKind.Separator };
}

function choice(words: Pick<Choice, 'label' | 'detail'>, chosen: boolean, arrangement: Arrangement): Choice {
  return {
    ...words,
    arrangement,
    iconPath: new ThemeIcon(chosen ? 'check' : 'blank'),
    ...(chosen && { description: l10n.t('chosen') }),
  };
}

const groupingWords: Readonly<Record<GroupBy, () => Pick<Choice, 'label' | 'detail'>>> = {
  place: () => ({ label: l10n.t('Project and Region') }),
  service: () => ({ label: l10n.t('Service'), detail: l10n.t('Dataproc, Cloud Deploy, … over all projects') }),
  state: () => ({ label: l10n.t('State'), detail: l10n.t('Cancelling, running, failed, … over all projects') }),
  none: () => ({ label: l10n.t('One List'), detail: l10n.t('All operations, the newest first') }),
};

const sortWords: Readonly<Record<Sort, () => Pick<Choice, 'label'>>> = {
  state: () => ({ label: l10n.t('State, Then Time') }),
  newest: () => ({ label: l10n.t('Newest First') }),
  name: () => ({ label: l10n.t('Name') }),
};
