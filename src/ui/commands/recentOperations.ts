import { l10n, QuickPickItemKind, ThemeIcon, type QuickInputButton, type QuickPick, type QuickPickItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Coalescer } from '../../base/timer.js';
import { isEnded, operationKey, type OperationReference } from '../../operations/operation.js';
import { whyNotCancellable } from '../../watch/cancellable.js';
import type { HistoryEntry } from '../../watch/history.js';
import type { Watch } from '../../watch/watch.js';
import { latestEnds } from '../history/historyDays.js';
import { endedAt } from '../../watch/pastOperation.js';
import { outcomeGlyph, stateGlyph } from '../icons.js';
import { mayCancelAgain } from '../repeatable.js';
import { runCommand } from '../runCommand.js';
import type { SessionHolder } from '../session.js';
import { createPick, setItems } from '../show.js';
import { ago } from '../words/duration.js';
import { outcomeOrState } from '../words/history.js';
import { operationLabel } from '../words/label.js';
import { joined, operationFact } from '../words/operation.js';
import { outcomeWord } from '../words/outcome.js';
import { rootTitle } from '../words/service.js';
import type { CommandId } from './commandIds.js';

interface CommandButton extends QuickInputButton {
  readonly command: CommandId;
}

interface RecentItem extends QuickPickItem {
  /** Absent for what stands between groups. */
  readonly reference?: OperationReference;
  readonly buttons?: readonly CommandButton[];
}

/** Older ends are in the history. */
const MOST_ENDED = 50;
const COALESCE_MS = 200;

/**
 * "Show Recent Operations…": what is being cancelled, what is watched and what ended lately. The buttons of an item cancel,
 * cancel again and watch; choosing it shows its details.
 */
export function recentOperationsCommand(session: SessionHolder, clock: Clock) {
  return async (): Promise<void> => {
    const { watch } = session.current;
    // What earlier sessions saw is read on first use.
    await watch.cancellations.restore();
    await watch.history.opened();
    const pick = createPick<RecentItem>();
    const history: CommandButton = buttonOf('cloudOperations.showHistory', 'history', l10n.t('Show History'));
    pick.title = l10n.t('Recent Operations');
    pick.buttons = [history];
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    const fill = (): void => refill(pick, recentItems(watch, clock.now()));
    const filling = new Coalescer(clock, COALESCE_MS, fill);
    const call = (): void => filling.call();
    const parts = [watch.cancellations, watch.follows, watch.history].map((part) => part.onDidChange(call));
    pick.onDidTriggerButton(() => void runCommand(history.command));
    pick.onDidTriggerItemButton(({ item: { reference }, button }) => {
      void runCommand((button as CommandButton).command, reference);
    });
    pick.onDidAccept(() => {
      const [{ reference } = {}] = pick.selectedItems;
      pick.hide();
      if (reference) {
        void runCommand('cloudOperations.showDetails', reference);
      }
    });
    fill();
    await new Promise<void>((resolve) => {
      pick.onDidHide(() => resolve());
      pick.show();
    });
    [filling, pick, ...parts].forEach((part) => part.dispose());
  };
}

/** Leaves active what was; the first at first. */
function refill(pick: QuickPick<RecentItem>, items: readonly RecentItem[]): void {
  const key = ({ reference }: RecentItem): string | undefined => reference && operationKey(reference);
  const [active] = pick.activeItems.map(key);
  pick.keepScrollPosition = true;
  const shown = setItems(pick, items);
  const choosable = shown.filter(({ reference }) => reference !== undefined);
  const next = choosable.find((item) => key(item) === active) ?? choosable[0];
  pick.activeItems = next ? [next] : [];
  pick.placeholder =
    items.length > 0
      ? l10n.t('Choose one to see its details')
      : l10n.t('Nothing is being cancelled or watched, and nothing was seen to end yet');
}

function recentItems(watch: Watch, now: number): readonly RecentItem[] {
  const cancelling = watch.cancellations.active();
  const known = new Set(cancelling.map((request) => operationKey(referenceOf(request))));
  const watched = watch.follows.active().filter((follow) => !known.has(operationKey(referenceOf(follow))));
  const ended = [...latestEnds(watch.history.entries())].slice(0, MOST_ENDED);
  return [
    ...group(
      l10n.t('Cancel requested'),
      cancelling.map((request) => ({
        ...itemOf(request, watch, now),
        description: placeText(request, currentFact(request, watch, now) ?? outcomeWord(request)),
        iconPath: new ThemeIcon(outcomeGlyph(request.outcome)),
      })),
    ),
    ...group(
      l10n.t('Watched'),
      watched.map((follow) => ({
        ...itemOf(follow, watch, now),
        description: placeText(follow, currentFact(follow, watch, now)),
        iconPath: new ThemeIcon('eye'),
      })),
    ),
    ...group(
      l10n.t('Ended'),
      ended.map((entry) => ({
        ...itemOf(entry, watch, now),
        description: placeText(entry, outcomeOrState(entry), ago(now - endedAt(entry))),
        iconPath: new ThemeIcon(entry.outcome ? outcomeGlyph(entry.outcome) : stateGlyph(entry.to ?? 'expired')),
        ...(entry.words?.message && { detail: `${entry.words.code}: ${entry.words.message}` }),
      })),
    ),
  ];
}

type Recent = Pick<HistoryEntry, 'collection' | 'reading'>;

function referenceOf({ collection, reading }: Recent): OperationReference {
  return { collection, name: reading.name };
}

function group(title: string, items: readonly RecentItem[]): readonly RecentItem[] {
  return items.length === 0 ? [] : [{ label: title, kind: QuickPickItemKind.Separator }, ...items];
}

function itemOf(recent: Recent, watch: Watch, now: number): RecentItem {
  const reference = referenceOf(recent);
  return { reference, label: operationLabel(recent.reading), buttons: buttonsOf(reference, watch, now) };
}

function currentFact(recent: Recent, { store, cancellations }: Watch, now: number): string | undefined {
  const { collection, name } = referenceOf(recent);
  const operation = store.find(collection, name);
  return operation && operationFact(operation, cancellations.find(collection, name), now);
}

function placeText({ collection }: Recent, ...facts: readonly (string | undefined)[]): string {
  return joined([...facts, rootTitle(collection.project)]);
}

/** What can be done with it now. */
function buttonsOf({ collection, name }: OperationReference, watch: Watch, now: number): readonly CommandButton[] {
  const operation = watch.store.find(collection, name);
  if (!operation) {
    return [];
  }
  const running = !isEnded(operation.state);
  const followed = watch.follows.isFollowed(collection, name);
  return [
    ...(mayCancelAgain(operation, watch, now)
      ? [buttonOf('cloudOperations.cancelAgain', 'debug-restart', l10n.t('Cancel Again…'))]
      : []),
    ...(whyNotCancellable(operation, watch) === undefined
      ? [buttonOf('cloudOperations.cancel', 'debug-stop', l10n.t('Cancel Operation…'))]
      : []),
    ...(running && !followed ? [buttonOf('cloudOperations.watch', 'eye', l10n.t('Watch'))] : []),
    ...(followed ? [buttonOf('cloudOperations.stopWatching', 'eye-closed', l10n.t('Stop Watching'))] : []),
    buttonOf('cloudOperations.reveal', 'target', l10n.t('Show in Operations View')),
    buttonOf('cloudOperations.openInConsole', 'link-external', l10n.t('Open in Cloud Console')),
  ];
}

function buttonOf(command: CommandId, icon: string, tooltip: string): CommandButton {
  return { command, iconPath: new ThemeIcon(icon), tooltip };
}
