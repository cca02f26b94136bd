import { l10n, ThemeIcon, type QuickPick, type QuickPickItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Coalescer } from '../../base/timer.js';
import { operationKey, type Operation } from '../../operations/operation.js';
import type { CommandId } from '../commands/commandIds.js';
import { stateGlyph } from '../icons.js';
import { runCommand } from '../runCommand.js';
import type { Session } from '../session.js';
import { createPick, setItems } from '../show.js';
import { orderOperations } from '../tree/order.js';
import { operationLabel } from '../words/label.js';
import { joined, operationDescription } from '../words/operation.js';
import { plainText } from '../words/plainText.js';
import { rootTitle } from '../words/service.js';
import { emptiness } from './emptiness.js';

/** What a command asks for where it was invoked without a row, as from the palette. */
export interface Asked {
  readonly title: string;
  /** Which operations can be picked; all by default. Rows are not held to it: the command says why one cannot be had. */
  readonly wanted?: (operation: Operation) => boolean;
  /** A sentence for when there are none; by default, that there is no operation at all. */
  readonly none?: string;
  /** It changes something on a server: nothing is chosen that the person did not point at. */
  readonly changes?: boolean;
}

type PickItem = QuickPickItem &
  ({ readonly operation: Operation; readonly key: string } | { readonly command: CommandId; readonly key: undefined });

/** A quick pick is no place for thousands. */
const MOST = 500;
/** Many answers a second fill the list a few times. */
const COALESCE_MS = 200;

/**
 * Lets the person pick one of the operations that are wanted. Reads them first when nothing was read yet; the list fills
 * as answers arrive, below what is there, because the person may be pointing at it. Undefined when the person gave up.
 */
export async function pickOperation(session: Session, clock: Clock, asked: Asked): Promise<Operation | undefined> {
  const { watch } = session;
  const pick = createPick<PickItem>();
  pick.title = plainText(asked.title);
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const fill = (): void => {
    refill(pick, operationItems(session, asked, clock.now()), asked.changes === true);
    pick.busy = watch.refresher.busy;
    pick.placeholder = l10n.t('Choose an operation');
    if (pick.items.length === 0 && !pick.busy) {
      const { text, act, command } = emptiness(session, asked.none);
      pick.placeholder = text;
      setItems(pick, [{ label: act, command, key: undefined }]);
    }
  };
  const filling = new Coalescer(clock, COALESCE_MS, fill);
  const call = (): void => filling.call();
  const subscriptions = [filling, watch.store.onDidChange(call), watch.refresher.onDidChangeBusy(call)];
  if (watch.survey.roots.length === 0) {
    void watch.refresher.refresh();
  }
  fill();
  try {
    const picked = await accepted(pick);
    if (picked?.key === undefined) {
      await (picked && runCommand(picked.command));
      return undefined;
    }
    return picked.operation;
  } finally {
    subscriptions.forEach((subscription) => subscription.dispose());
    pick.dispose();
  }
}

/** The item that was accepted; undefined when the person gave up. Enter with nothing chosen does nothing. */
function accepted(pick: QuickPick<PickItem>): Promise<PickItem | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) {
        resolve(item);
        pick.hide();
      }
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
}

/** Puts new items below those that are there, and leaves chosen what was. */
function refill(pick: QuickPick<PickItem>, fresh: readonly PickItem[], careful: boolean): void {
  const places = new Map(pick.items.map(({ key }, index) => [key, index]));
  const place = ({ key }: PickItem): number => places.get(key) ?? Infinity;
  const first = pick.items.length === 0;
  const chosen = new Set(pick.activeItems.map(({ key }) => key));
  const items = setItems(
    pick,
    [...fresh].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b))),
  );
  pick.activeItems = first && !careful ? items.slice(0, 1) : items.filter(({ key }) => chosen.has(key));
}

function operationItems({ watch }: Session, { wanted = () => true }: Asked, now: number): PickItem[] {
  const operations = [...watch.store.all()].filter(wanted);
  return orderOperations(operations, { active: MOST, ended: MOST }).shown.map((operation) => {
    const { collection, location, name, state } = operation;
    const cancellation = watch.cancellations.find(collection, name);
    return {
      operation,
      key: operationKey(operation),
      label: operationLabel(operation),
      description: operationDescription(operation, cancellation, now),
      detail: joined([rootTitle(collection.project), location]),
      iconPath: new ThemeIcon(stateGlyph(state)),
    };
  });
}
