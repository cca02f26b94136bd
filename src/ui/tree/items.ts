import { l10n, ThemeIcon, TreeItem } from 'vscode';
import { warningIcon } from '../icons.js';
import { rowCommand } from '../rowCommand.js';
import { settingProblemText } from '../words/settingProblem.js';
import type { Message, MoreElement } from './element.js';
import { number } from '../words/plural.js';

export function moreItem(element: MoreElement): TreeItem {
  const item = new TreeItem(l10n.t('{0} more', number(element.remaining)));
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
    // Why is told at the top.
    case 'unread':
      return new TreeItem(l10n.t('Nothing could be read'));
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
