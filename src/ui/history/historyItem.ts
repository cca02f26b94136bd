import { l10n, TreeItem, type MarkdownString, type ThemeIcon } from 'vscode';
import { explainsEnd } from '../../operations/cancellation.js';
import type { HistoryEntry } from '../../watch/history.js';
import { stateIcon, warningIcon } from '../icons.js';
import { rowCommand } from '../rowCommand.js';
import { Tooltip } from '../tree/tooltip.js';
import { historyDescription, tookText, transitionWord } from '../words/history.js';
import { operationLabel } from '../words/label.js';
import { outcomeMeaning, outcomeWord } from '../words/outcome.js';
import { serviceTitle } from '../words/service.js';
import { shownTime } from '../words/time.js';

/** A transition as a row; a click opens the operation's details. */
export function historyItem(entry: HistoryEntry, now: number): TreeItem {
  const { id, reading, collection } = entry;
  const label = operationLabel(reading);
  const item = new TreeItem(label);
  item.id = id;
  item.description = historyDescription(entry, now);
  item.iconPath = iconOf(entry);
  item.contextValue = 'transition';
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', label, item.description) };
  const reference = { collection, name: reading.name };
  item.command = rowCommand('cloudOperations.openDetails', l10n.t('Show Details'), reference);
  return item;
}

/** Everything that is known of a transition. */
export function historyTooltip(entry: HistoryEntry): MarkdownString {
  const { at, reading, collection, location, outcome, words } = entry;
  const tooltip = new Tooltip(operationLabel(reading));
  tooltip.line(l10n.t('Seen'), shownTime(at));
  tooltip.line(l10n.t('Transition'), transitionWord(entry));
  tooltip.line(l10n.t('Outcome'), outcome && outcomeWord({ outcome, delivery: 'accepted' }));
  tooltip.line(l10n.t('Server’s answer'), words && `${words.code}: ${words.message}`);
  tooltip.text(outcome && outcomeMeaning({ outcome, delivery: 'accepted' }));
  tooltip.line(l10n.t('Length'), tookText(entry));
  tooltip.line(l10n.t('Service'), serviceTitle(collection));
  tooltip.line(l10n.t('Project'), collection.project);
  tooltip.line(l10n.t('Region'), location);
  tooltip.line(l10n.t('Name'), reading.name);
  return tooltip.markdown;
}

function iconOf({ outcome, to }: HistoryEntry): ThemeIcon {
  return outcome !== undefined && !explainsEnd({ outcome }) ? warningIcon() : stateIcon(to ?? 'expired');
}
