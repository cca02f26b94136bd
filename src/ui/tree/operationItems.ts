import { l10n, TreeItem, type ThemeIcon } from 'vscode';
import { gcloudCommand } from '../../google/links/gcloudOperations.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import type { RowSettings } from '../../settings.js';
import { mayAsk, whyNotCancellable } from '../../watch/cancellable.js';
import type { Watch } from '../../watch/watch.js';
import { recalledIcon, stateIcon } from '../icons.js';
import { mayCancelAgain } from '../repeatable.js';
import { rowCommand } from '../rowCommand.js';
import { rowDescription, rowFact, rowLabel, rowNames, spokenRow, type RowFacts, type RowNames } from '../words/row.js';
import { contextValue } from './contextValue.js';

/** What a row shows of an operation as it is, whatever the time and whoever waits for it. */
interface Lasting {
  readonly operation: Operation;
  readonly names: RowNames;
  readonly icon: ThemeIcon;
  readonly abilities: readonly (string | false)[];
}

/**
 * What a row was drawn with. It is kept in the row: in a map of them a hundred thousand cost the collector as much as a
 * fifth of the drawing.
 */
export interface Drawn {
  readonly lasting: Lasting;
  readonly description: string;
}

interface Drawable {
  drawn?: Drawn;
}

/**
 * VS Code asks for a row again and again; what only the operation decides is worked out once.
 * @param rows what people want to see of an operation.
 */
export function operationItem(
  element: Drawable,
  operation: Operation,
  facts: RowFacts,
  rows: RowSettings,
  watch: Watch,
): TreeItem {
  const { state, collection, name } = operation;
  const lasting = lastingOf(element, operation);
  const { names, icon, abilities } = lasting;
  const item = new TreeItem(rowLabel(names, rows));
  const fact = rowFact(operation, facts);
  const description = rowDescription(operation, names, facts, rows, fact);
  element.drawn = { lasting, description };
  item.description = description;
  item.iconPath = watch.snapshot.isRecalled(operation) ? recalledIcon(state) : icon;
  item.command = rowCommand('cloudOperations.openDetails', l10n.t('Show Details'), { collection, name });
  item.contextValue = operationTokens(operation, facts, watch, abilities);
  item.accessibilityInformation = { label: spokenRow(operation, names, facts, fact) };
  return item;
}

/** Whether a row would say something else if it were drawn now. */
export function saysOtherNow(element: Drawable, operation: Operation, facts: RowFacts, rows: RowSettings): boolean {
  const { names } = lastingOf(element, operation);
  return element.drawn?.description !== rowDescription(operation, names, facts, rows, rowFact(operation, facts));
}

function lastingOf({ drawn }: Drawable, operation: Operation): Lasting {
  return drawn?.lasting.operation === operation
    ? drawn.lasting
    : {
        operation,
        names: rowNames(operation),
        icon: stateIcon(operation.state),
        abilities: abilitiesOf(operation),
      };
}

/** What menus can see of an operation, wherever it is shown; see `contextValue`. */
export function operationTokens(
  operation: Operation,
  { watched, now }: Pick<RowFacts, 'watched' | 'now'>,
  watch: Watch,
  abilities: Lasting['abilities'] = abilitiesOf(operation),
): string {
  const { state, done } = operation;
  const reason = whyNotCancellable(operation, watch);
  return contextValue([
    ...['operation', state, done && 'ended'],
    ...abilities,
    reason === undefined && 'cancellable',
    mayAsk(reason) && 'askable',
    mayCancelAgain(operation, watch, now) && 'repeatable',
    watch.deletions.canDelete(operation) && 'deletable',
    watched && 'watched',
    !watched && !isEnded(state) && 'watchable',
  ]);
}

function abilitiesOf(operation: Operation): Lasting['abilities'] {
  return [
    gcloudCommand(operation, 'describe') !== undefined && 'gcloudDescribe',
    !isEnded(operation.state) && gcloudCommand(operation, 'cancel') !== undefined && 'gcloudCancel',
  ];
}
