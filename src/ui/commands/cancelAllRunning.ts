import { l10n, window } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { cancelMany } from '../bulk/cancelMany.js';
import type { SessionHolder } from '../session.js';
import type { TreeElement } from '../tree/element.js';
import { pickScope } from './pickScope.js';

/** "Cancel All Running…" on projects and regions; from the palette it asks where, by project, region and service. */
export function cancelAllRunningCommand(session: SessionHolder, clock: Clock) {
  return async (...args: unknown[]): Promise<void> => {
    const rows = scopeRows(args);
    const { watch } = session.current;
    if (rows.length === 0 && watch.survey.projects().length === 0) {
      await watch.refresher.refresh();
    }
    const active = [...session.current.watch.store.all()].filter(({ state }) => !isEnded(state));
    if (rows.length > 0) {
      await cancelMany(
        session,
        clock,
        active.filter((operation) => rows.some((row) => isWithin(operation, row))),
      );
    } else if (active.length === 0) {
      void window.showInformationMessage(l10n.t('No operation is running.'));
    } else {
      const chosen = await pickScope(l10n.t('Cancel All Running'), active);
      if (chosen) {
        await cancelMany(session, clock, chosen);
      }
    }
  };
}

type ScopeRow = Extract<TreeElement, { type: 'project' | 'location' }>;

/** The rows that the command was invoked on: those selected, where the clicked one is among them. */
function scopeRows([clicked, selected]: readonly unknown[]): readonly ScopeRow[] {
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.filter((row): row is ScopeRow => {
    const type = (row as Partial<TreeElement> | null | undefined)?.type;
    return type === 'project' || type === 'location';
  });
}

function isWithin({ collection, location }: Operation, row: ScopeRow): boolean {
  switch (row.type) {
    case 'project':
      return collection.project === row.project;
    case 'location':
      return collection.project === row.parent.project && location === row.location;
  }
}
