import { l10n, QuickPickItemKind, ThemeIcon, type QuickPickItem } from 'vscode';
import type { Service } from '../../google/serviceCatalog/service.js';
import type { Operation } from '../../operations/operation.js';
import type { BulkLeftOut } from '../../watch/bulkCancellation.js';
import type { CancelOdds } from '../../watch/cancelOdds.js';
import { stateGlyph } from '../icons.js';
import { leftOutCounts, reasonText } from '../words/bulk.js';
import { cancelNoteLines } from '../words/cancelNote.js';
import { cancelOddsLines } from '../words/cancelOdds.js';
import { operationLabel } from '../words/label.js';
import { tellApart } from '../tree/lookAlike.js';
import { joined, operationDescription } from '../words/operation.js';
import { operationInPlace } from '../words/outcome.js';
import { plainText } from '../words/plainText.js';
import { rootTitle } from '../words/service.js';
import { byPlace, grouped, placeLines } from './places.js';
import { confirm, createPick, setItems } from '../show.js';
import { list, number, plural } from '../words/plural.js';

/** What is about to be cancelled, before anybody was asked. */
export interface BulkProposal {
  readonly operations: readonly Operation[];
  readonly leftOut: readonly BulkLeftOut[];
  /** Projects whose id will have to be typed. */
  readonly protectedProjects: readonly string[];
  /** What they document of cancelling is said once for each. */
  readonly services: readonly Service[];
  /** How cancels went until now. */
  readonly cancelOdds: Pick<CancelOdds, 'of'>;
}

interface OperationItem extends QuickPickItem {
  readonly operation?: Operation;
}

/** A dialog shows so many operations by name and stays readable; more are shown in a list to choose from. */
const LISTED = 12;
/** Of those left out, where the dialog has other things to say. */
const LEFT_OUT_LISTED = 5;

/**
 * Shows how many operations would be cancelled, where, and what is left out and why, and asks.
 * @returns the operations to cancel; undefined when the person would rather not.
 */
export async function previewBulk(proposal: BulkProposal, now: number): Promise<readonly Operation[] | undefined> {
  const operations = byPlace(proposal.operations);
  const chosen = operations.length > LISTED ? await choose(operations, proposal.leftOut, now) : operations;
  if (chosen === undefined || chosen.length === 0) {
    return undefined;
  }
  return (await confirmAll({ ...proposal, operations: chosen })) ? chosen : undefined;
}

/** All of them, each with a check mark that can be taken away. */
async function choose(
  operations: readonly Operation[],
  leftOut: readonly BulkLeftOut[],
  now: number,
): Promise<readonly Operation[] | undefined> {
  const pick = createPick<OperationItem>();
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.placeholder =
    leftOut.length === 0
      ? l10n.t('Choose what to cancel')
      : l10n.t('Choose what to cancel. Left out: {0}', leftOutCounts(leftOut));
  pick.selectedItems = setItems(pick, itemsOf(operations, now)).filter(({ operation }) => operation !== undefined);
  const showCount = (): void => {
    pick.title = plural(
      operations.length,
      l10n.t('Cancel {0} of 1 operation', number(pick.selectedItems.length)),
      l10n.t('Cancel {0} of {1} operations', number(pick.selectedItems.length), number(operations.length)),
    );
  };
  showCount();
  try {
    return await new Promise((resolve) => {
      pick.onDidChangeSelection(showCount);
      pick.onDidAccept(() => resolve(pick.selectedItems.flatMap(({ operation }) => operation ?? [])));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function itemsOf(operations: readonly Operation[], now: number): OperationItem[] {
  const places = grouped(operations, ({ collection, location }) => joined([rootTitle(collection.project), location]));
  const apart = tellApart(operations);
  return [...places].flatMap(([place, there]): OperationItem[] => [
    { label: place, kind: QuickPickItemKind.Separator },
    ...there.map((operation) => ({
      operation,
      label: operationLabel(operation),
      description: joined([apart.get(operation), operationDescription(operation, undefined, now)]),
      iconPath: new ThemeIcon(stateGlyph(operation.state)),
    })),
  ]);
}

async function confirmAll(proposal: BulkProposal): Promise<boolean> {
  const { operations, leftOut, protectedProjects, services, cancelOdds } = proposal;
  const [first] = operations;
  const single = operations.length === 1 && first !== undefined;
  const act = single ? l10n.t('Cancel Operation') : l10n.t('Cancel {0} Operations', number(operations.length));
  const text = single
    ? l10n.t('Cancel “{0}”?', operationLabel(first))
    : l10n.t('Cancel {0} operations?', number(operations.length));
  const paragraphs = [
    operations.length > LISTED ? placeLines(operations).join('\n') : namedLines(operations).join('\n'),
    leftOut.length > 0 && leftOutText(leftOut),
    ...cancelNoteLines(operations, services),
    cancelOddsLines(operations, cancelOdds).join('\n'),
    protectedProjects.length > 0 &&
      l10n.t('Protected, so that the id has to be typed next: {0}', list(protectedProjects)),
    l10n.t(
      'Cancellation is best effort. The server may finish an operation anyway; each one’s final state will be shown.',
    ),
  ];
  const detail = paragraphs.filter((paragraph) => paragraph !== false && paragraph !== '').join('\n\n');
  // Never "Cancel" alone, which would mean two things here.
  return await confirm({ text, detail, act, keep: l10n.t('Keep Running') });
}

function namedLines(operations: readonly Operation[]): string[] {
  const apart = tellApart(operations);
  return operations.map((operation) => {
    const what = operationInPlace({ reading: operation, location: operation.location });
    const line = l10n.t('{0}, {1}', what, rootTitle(operation.collection.project));
    return `• ${plainText(joined([line, apart.get(operation)]))}`;
  });
}

function leftOutText(leftOut: readonly BulkLeftOut[]): string {
  const lines = leftOut
    .slice(0, LEFT_OUT_LISTED)
    .map(({ reason, ...member }) => `• ${plainText(l10n.t('{0}: {1}', operationInPlace(member), reasonText(reason)))}`);
  const rest = leftOut.length - LEFT_OUT_LISTED;
  return [
    l10n.t('Left out: {0}', leftOutCounts(leftOut)),
    ...lines,
    ...(rest > 0 ? [l10n.t('… {0} more', number(rest))] : []),
  ].join('\n');
}
