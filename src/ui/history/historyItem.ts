import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState, type MarkdownString } from 'vscode';
import type { Who } from '../../google/auditLog/join.js';
import { consolePage } from '../../google/links/consolePages.js';
import { explainsEnd } from '../../operations/cancellation.js';
import type { RowSettings } from '../../settings.js';
import type { HistoryEntry } from '../../watch/history.js';
import { endedAt, operationThen } from '../../watch/pastOperation.js';
import { stateIcon, warningIcon } from '../icons.js';
import { rowCommand } from '../rowCommand.js';
import { Tooltip } from '../tree/tooltip.js';
import {
  dayWord,
  historyDescription,
  outcomeOrState,
  spokenEnd,
  spokenTransition,
  tookText,
} from '../words/history.js';
import { operationLabel } from '../words/label.js';
import { outcomeMeaning } from '../words/outcome.js';
import { number, plural } from '../words/plural.js';
import { rowLabel, rowNames } from '../words/row.js';
import { serviceTitle } from '../words/service.js';
import { shownTime } from '../words/time.js';
import { starter } from '../words/who.js';
import type { DayElement, EndElement, HistoryElement, OthersElement } from './historyElement.js';

/** A row of the history as VS Code draws it. */
export function historyItem(element: HistoryElement, rows: RowSettings, now: number): TreeItem {
  switch (element.type) {
    case 'day':
      return dayItem(element, now);
    case 'others':
      return othersItem(element);
    case 'end':
      return endItem(element, rows);
    case 'reading':
      return new TreeItem(l10n.t('Reading…'));
  }
}

function dayItem({ id, day: { start, mine, others } }: DayElement, now: number): TreeItem {
  const label = dayWord(start, now);
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.id = id;
  const count = mine.length + others.length;
  item.description = String(count);
  item.accessibilityInformation = { label: spokenCount(label, count) };
  item.iconPath = new ThemeIcon('calendar');
  item.contextValue = 'day';
  return item;
}

/** Closed where there is something of the person's own to see before it. */
function othersItem({ id, parent: { day } }: OthersElement): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(l10n.t('By Others'), day.mine.length > 0 ? Collapsed : Expanded);
  item.id = id;
  item.description = String(day.others.length);
  item.accessibilityInformation = { label: spokenCount(l10n.t('By Others'), day.others.length) };
  item.iconPath = new ThemeIcon('organization');
  item.contextValue = 'others';
  return item;
}

function spokenCount(label: string, count: number): string {
  return plural(count, l10n.t('{0}, 1 operation', label), l10n.t('{0}, {1} operations', label, number(count)));
}

/** A click opens the operation's details. */
function endItem({ id, entry, collection, name }: EndElement, rows: RowSettings): TreeItem {
  const names = rowNames(operationThen(entry));
  const item = new TreeItem(rowLabel(names, rows));
  item.id = id;
  item.description = historyDescription(entry, endedAt(entry), rows.label === 'target' ? names.act : undefined);
  item.iconPath = iconOf(entry);
  item.contextValue = 'end';
  item.accessibilityInformation = { label: spokenEnd(entry, endedAt(entry)) };
  item.command = rowCommand('cloudOperations.openDetails', l10n.t('Show Details'), { collection, name });
  return item;
}

/** Everything that is known of an end. @param simulated it is made up, so that no page shows it. */
export function historyTooltip(entry: HistoryEntry, simulated: boolean, who: Who | undefined): MarkdownString {
  const { reading, collection, location, outcome, words } = entry;
  const tooltip = new Tooltip(operationLabel(reading));
  tooltip.line(l10n.t('Outcome'), outcomeOrState(entry));
  tooltip.line(l10n.t('Before and after'), spokenTransition(entry));
  tooltip.line(l10n.t('Server’s answer'), words && `${words.code}: ${words.message}`);
  tooltip.text(outcome && outcomeMeaning({ outcome, delivery: 'accepted' }));
  tooltip.line(l10n.t('Ended'), reading.done ? shownTime(endedAt(entry)) : undefined);
  tooltip.line(l10n.t('Seen'), shownTime(entry.at));
  tooltip.line(l10n.t('Length'), tookText(entry));
  tooltip.line(l10n.t('Service'), serviceTitle(collection));
  tooltip.line(l10n.t('Project'), collection.project);
  tooltip.line(l10n.t('Region'), location);
  tooltip.line(l10n.t('Started by'), starter(reading.user, who));
  tooltip.line(l10n.t('Name'), reading.name);
  if (!simulated) {
    tooltip.link(l10n.t('Open in Cloud Console'), consolePage(operationThen(entry)).url);
  }
  return tooltip.markdown;
}

function iconOf({ outcome, to }: HistoryEntry): ThemeIcon {
  return outcome !== undefined && !explainsEnd({ outcome }) ? warningIcon() : stateIcon(to ?? 'expired');
}
