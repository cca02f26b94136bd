import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Cancellation } from '../../operations/cancellation.js';
import type { Operation } from '../../operations/operation.js';
import { stateIcon } from '../icons.js';
import { operationDescription } from '../words/operation.js';
import { operationLabel } from '../words/label.js';
import { problemWords } from '../words/problem.js';
import { rootTitle } from '../words/service.js';
import { settingProblemText } from '../words/settingProblem.js';
import { stateWord } from '../words/state.js';
import { contextValue } from './contextValue.js';
import type { LocationElement, Message, MoreElement, ProblemElement, ProjectElement } from './element.js';
import type { Counts } from './outline.js';
import { Tooltip } from './tooltip.js';

/** A project with its running operations counted. */
export function projectItem({ project }: ProjectElement, counts: Counts, expanded: boolean): TreeItem {
  const item = parentItem(rootTitle(project), { ...counts, total: counts.running + counts.cancelling }, expanded);
  item.iconPath = new ThemeIcon(project === undefined ? 'organization' : 'project');
  item.contextValue = contextValue(['project', project === undefined && 'workspace']);
  return item;
}

export function locationItem({ location }: LocationElement, counts: Counts, expanded: boolean): TreeItem {
  const item = parentItem(location, counts, expanded);
  item.iconPath = new ThemeIcon('globe');
  item.contextValue = 'location';
  return item;
}

/** @param cancellation the newest request for it, also a decided one. */
export function operationItem(
  operation: Operation,
  cancellation: Cancellation | undefined,
  cancellable: boolean,
  now: number,
): TreeItem {
  const { state } = operation;
  const label = operationLabel(operation);
  const description = operationDescription(operation, cancellation, now);
  const item = new TreeItem(label);
  item.description = description;
  item.iconPath = stateIcon(state);
  item.contextValue = contextValue(['operation', state, operation.done && 'ended', cancellable && 'cancellable']);
  item.accessibilityInformation = { label: l10n.t('{0}, {1}, {2}', label, stateWord(state), description) };
  return item;
}

/** What could not be read, with what helps as the row's own command. */
export function problemItem({ problem }: ProblemElement): TreeItem {
  const { label, title, detail, remedy } = problemWords(problem);
  const item = new TreeItem(label);
  item.description = remedy ? l10n.t('{0} · {1}', title, remedy.title) : title;
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.contextValue = contextValue(['problem', remedy && 'remedy']);
  const tooltip = new Tooltip(`${label}: ${title}`);
  tooltip.text(detail);
  tooltip.line(l10n.t('Server’s answer'), problem.error.message);
  tooltip.line(l10n.t('Regions'), problem.everywhere ? undefined : problem.locations.join(', '));
  item.tooltip = tooltip.markdown;
  item.accessibilityInformation = { label: l10n.t('Problem: {0}, {1}', label, item.description) };
  if (remedy) {
    item.command = { title: remedy.title, command: remedy.command, arguments: [...remedy.args] };
  }
  return item;
}

export function moreItem(element: MoreElement): TreeItem {
  const item = new TreeItem(l10n.t('{0} more', element.remaining));
  item.iconPath = new ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = { title: l10n.t('Show More'), command: 'cloudOperations.showMore', arguments: [element] };
  return item;
}

export function messageItem(message: Message): TreeItem {
  switch (message.kind) {
    case 'reading':
      return new TreeItem(l10n.t('Reading…'));
    case 'noOperations':
      return new TreeItem(l10n.t('No operations'));
    case 'noProjects': {
      const item = new TreeItem(l10n.t('No project chosen'));
      item.description = l10n.t('Choose Projects…');
      item.iconPath = new ThemeIcon('info');
      item.command = { title: l10n.t('Choose Projects…'), command: 'cloudOperations.selectProjects' };
      return item;
    }
    case 'settingProblem': {
      const { setting } = message.problem;
      const text = settingProblemText(message.problem);
      const item = new TreeItem(setting);
      item.description = text;
      item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
      item.contextValue = 'settingProblem';
      item.tooltip = l10n.t('The setting {0} is not understood: {1}', setting, text);
      item.command = {
        title: l10n.t('Open Setting…'),
        command: 'cloudOperations.openSettings',
        arguments: [setting],
      };
      return item;
    }
  }
}

function parentItem(label: string, counts: Counts, expanded: boolean): TreeItem {
  const item = new TreeItem(label, expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  item.description = countsText(counts);
  item.accessibilityInformation = { label: item.description === '' ? label : `${label}, ${item.description}` };
  return item;
}

function countsText({ running, cancelling, total }: Counts): string {
  const active = running + cancelling;
  if (active === 0) {
    return total === 0 ? '' : l10n.t('{0} ended', total);
  }
  return active === total ? l10n.t('{0} running', active) : l10n.t('{0} running of {1}', active, total);
}
