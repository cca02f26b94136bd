import { l10n, ThemeIcon, type QuickPickItem } from 'vscode';
import type { Operation } from '../../operations/operation.js';
import { stateGlyph } from '../icons.js';
import type { Session } from '../session.js';
import { orderOperations } from '../tree/order.js';
import { operationLabel } from '../words/label.js';
import { operationDescription } from '../words/operation.js';
import { plainText } from '../words/plainText.js';
import { rootTitle } from '../words/service.js';
import { createPick, setItems } from '../show.js';

interface OperationItem extends QuickPickItem {
  readonly operation: Operation;
}

/** A quick pick is no place for thousands. */
const MOST = 500;

/**
 * Lets the person pick one of the operations that `wanted` accepts. Reads them first when nothing was read yet; the list
 * fills as answers arrive. Undefined when the person gave up.
 */
export async function pickOperation(
  { watch }: Session,
  title: string,
  wanted: (operation: Operation) => boolean,
): Promise<Operation | undefined> {
  const pick = createPick<OperationItem>();
  pick.title = plainText(title);
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const fill = (): void => {
    const operations = [...watch.store.all()].filter(wanted);
    const { shown } = orderOperations(operations, { active: MOST, ended: MOST });
    setItems(
      pick,
      shown.map((operation) => itemOf(operation, watch.cancellations.find(operation.collection, operation.name))),
    );
    pick.busy = watch.refresher.busy;
    pick.placeholder =
      pick.items.length > 0 || pick.busy ? l10n.t('Choose an operation') : l10n.t('There is no such operation');
  };
  const subscriptions = [watch.store.onDidChange(fill), watch.refresher.onDidChangeBusy(fill)];
  if (watch.survey.roots.length === 0) {
    void watch.refresher.refresh();
  }
  fill();
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.operation));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    subscriptions.forEach((subscription) => subscription.dispose());
    pick.dispose();
  }
}

function itemOf(operation: Operation, cancellation: Parameters<typeof operationDescription>[1]): OperationItem {
  const { collection, location, state } = operation;
  return {
    operation,
    label: operationLabel(operation),
    description: operationDescription(operation, cancellation, Date.now()),
    detail: [rootTitle(collection.project), location].filter((part) => part !== undefined).join(' · '),
    iconPath: new ThemeIcon(stateGlyph(state)),
  };
}
