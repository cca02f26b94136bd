import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { warningIcon } from '../icons.js';
import { rowCommand } from '../rowCommand.js';
import { rootTitle } from '../words/service.js';
import { settingProblemText } from '../words/settingProblem.js';
import { contextValue } from './contextValue.js';
import type { LocationElement, Message, MoreElement, ProjectElement } from './element.js';
import type { Counts } from './outline.js';

/** What a project's row says beside its counts. */
interface ProjectFacts {
  readonly readOnly: boolean;
  readonly pinned: boolean;
  /** The last refresh of it was stopped. */
  readonly partlyRead: boolean;
}

/** A project with its running operations counted. */
export function projectItem(
  { project }: ProjectElement,
  counts: Counts,
  expanded: boolean,
  { readOnly, pinned, partlyRead }: ProjectFacts,
): TreeItem {
  const item = parentItem(rootTitle(project), { ...counts, total: counts.running + counts.cancelling }, expanded);
  item.iconPath = new ThemeIcon(project === undefined ? 'organization' : pinned ? 'pinned' : 'project');
  const tokens = ['project', project === undefined && 'workspace', pinned && 'pinned', cancelsAll(counts, readOnly)];
  item.contextValue = contextValue(tokens);
  if (partlyRead) {
    item.description = item.description === '' ? l10n.t('partly read') : l10n.t('{0} · partly read', item.description);
  }
  if (readOnly) {
    item.description = item.description === '' ? l10n.t('read-only') : l10n.t('{0} · read-only', item.description);
  }
  if (partlyRead || readOnly) {
    item.accessibilityInformation = { label: l10n.t('{0}, {1}', rootTitle(project), item.description) };
  }
  return item;
}

export function locationItem(
  { location }: LocationElement,
  counts: Counts,
  expanded: boolean,
  readOnly: boolean,
): TreeItem {
  const item = parentItem(location, counts, expanded);
  item.iconPath = new ThemeIcon('globe');
  item.contextValue = contextValue(['location', cancelsAll(counts, readOnly)]);
  return item;
}

export function moreItem(element: MoreElement): TreeItem {
  const item = new TreeItem(l10n.t('{0} more', element.remaining));
  item.iconPath = new ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = rowCommand('cloudOperations.showMore', l10n.t('Show More'), element);
  return item;
}

export function messageItem(message: Message): TreeItem {
  switch (message.kind) {
    case 'reading':
      return new TreeItem(l10n.t('Reading…'));
    case 'noOperations':
      return new TreeItem(l10n.t('No operations'));
    case 'partlyRead': {
      const item = new TreeItem(l10n.t('No operations in what was read'));
      item.description = l10n.t('Refresh');
      item.command = rowCommand('cloudOperations.refresh', l10n.t('Refresh'));
      return item;
    }
    case 'noMatch': {
      const item = new TreeItem(l10n.t('No operation matches'));
      item.description = l10n.t('Clear Filter');
      item.iconPath = new ThemeIcon('filter');
      item.command = rowCommand('cloudOperations.clearFilter', l10n.t('Clear Filter'));
      return item;
    }
    case 'noProjects': {
      const item = new TreeItem(l10n.t('No project chosen'));
      item.description = l10n.t('Choose Projects…');
      item.iconPath = new ThemeIcon('info');
      item.command = rowCommand('cloudOperations.selectProjects', l10n.t('Choose Projects…'));
      return item;
    }
    case 'settingProblem': {
      const { setting } = message.problem;
      const text = settingProblemText(message.problem);
      const item = new TreeItem(setting);
      item.description = text;
      item.iconPath = warningIcon();
      item.contextValue = 'settingProblem';
      item.tooltip = l10n.t('The setting {0} is not understood: {1}', setting, text);
      item.command = rowCommand('cloudOperations.openSettings', l10n.t('Open Setting…'), setting);
      return item;
    }
  }
}

function parentItem(label: string, counts: Counts, expanded: boolean): TreeItem & { description: string } {
  const item = new TreeItem(label, expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  const description = countsText(counts);
  item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
  return Object.assign(item, { description });
}

/** The word by which menus offer to cancel everything below a row. */
function cancelsAll({ running }: Counts, readOnly: boolean): string | false {
  return running > 0 && !readOnly && 'cancelsAll';
}

function countsText({ running, cancelling, total }: Counts): string {
  const active = running + cancelling;
  if (active === 0) {
    return total === 0 ? '' : l10n.t('{0} ended', total);
  }
  return active === total ? l10n.t('{0} running', active) : l10n.t('{0} running of {1}', active, total);
}
