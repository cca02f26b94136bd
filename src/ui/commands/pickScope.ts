import { l10n, type QuickPickItem } from 'vscode';
import type { Operation } from '../../operations/operation.js';
import { byPlace, grouped } from '../bulk/places.js';
import { rootTitle, serviceTitle } from '../words/service.js';
import { pickOne } from '../show.js';
import { number } from '../words/plural.js';

interface GroupItem extends QuickPickItem {
  readonly operations: readonly Operation[];
}

/** Narrows operations by project, then region, then service; what has only one choice is not asked. */
export async function pickScope(
  title: string,
  operations: readonly Operation[],
): Promise<readonly Operation[] | undefined> {
  const steps: readonly Step[] = [
    { all: l10n.t('All projects'), nameOf: ({ collection }) => rootTitle(collection.project) },
    { all: l10n.t('All regions'), nameOf: ({ location }) => location ?? l10n.t('No region') },
    { all: l10n.t('All services'), nameOf: ({ collection }) => serviceTitle(collection) },
  ];
  let chosen: readonly Operation[] = byPlace(operations);
  for (const { all, nameOf } of steps) {
    const groups = [...grouped(chosen, nameOf)];
    if (groups.length > 1) {
      const items = [[all, chosen] as const, ...groups].map(([name, ofGroup]): GroupItem => ({
        label: name,
        description: l10n.t('{0} running', number(ofGroup.length)),
        operations: ofGroup,
      }));
      const picked = await pickOne(items, { title, placeHolder: l10n.t('Where?'), ignoreFocusOut: true });
      if (!picked) {
        return undefined;
      }
      chosen = picked.operations;
    }
  }
  return chosen;
}

interface Step {
  readonly all: string;
  readonly nameOf: (operation: Operation) => string;
}
