import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { cancelMany } from '../bulk/cancelMany.js';
import type { Targets } from '../selection/targets.js';
import type { SessionHolder } from '../session.js';
import type { ParentElement, TreeElement } from '../tree/element.js';
import { groupTitle } from '../tree/groupItems.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { rootTitle } from '../words/service.js';
import { pickScope } from './pickScope.js';
import { inform } from '../show.js';

/**
 * "Cancel All Running…" on projects and regions; from the palette it asks where, by project, region and service. Where a
 * filter narrows the tree, only what it shows is meant: nobody wants to cancel what is out of sight.
 */
export function cancelAllRunningCommand(
  session: SessionHolder,
  clock: Clock,
  tree: Pick<OperationsTree, 'filter' | 'rows'>,
  targets: Targets,
) {
  return async (...args: unknown[]): Promise<void> => {
    const rows = await targets.rows(args, {
      is: isScope,
      nameOf,
      // Whoever asks for all from the palette is asked where.
      fits: () => false,
      noneSelected: l10n.t('Select a project, a region or another group first.'),
    });
    const { watch } = session.current;
    if (rows === undefined && watch.survey.roots.length === 0) {
      await watch.refresher.refresh();
    }
    const { filter } = tree;
    const { outline } = tree.rows;
    const activeBelow = (row?: ParentElement): readonly Operation[] =>
      [...outline.below(row)].filter(({ state }) => !isEnded(state));
    if (rows !== undefined) {
      if (rows.length > 0) {
        await cancelMany(session, clock, [...new Set(rows.flatMap(activeBelow))]);
      }
      return;
    }
    const active = activeBelow();
    if (active.length === 0) {
      void inform(
        filter
          ? l10n.t('No operation that matches “{0}” is running.', filter.text)
          : l10n.t('No operation is running.'),
      );
    } else {
      const title = filter ? l10n.t('Cancel All Running that Match “{0}”', filter.text) : l10n.t('Cancel All Running');
      const chosen = await pickScope(title, active);
      if (chosen) {
        await cancelMany(session, clock, chosen);
      }
    }
  };
}

function isScope(row: unknown): row is ParentElement {
  const type = (row as Partial<TreeElement> | null | undefined)?.type;
  return type === 'project' || type === 'location' || type === 'group';
}

function nameOf(row: ParentElement): string {
  switch (row.type) {
    case 'project':
      return rootTitle(row.project);
    case 'location':
      return row.location;
    case 'group':
      return groupTitle(row.group, undefined);
  }
}
