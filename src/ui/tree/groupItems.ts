import { l10n, ThemeIcon, type TreeItem } from 'vscode';
import { stateIcon } from '../icons.js';
import { capitalized } from '../words/label.js';
import { stateWord } from '../words/state.js';
import { contextValue } from './contextValue.js';
import type { GroupElement, GroupName } from './element.js';
import { cancelsAll, parentItem, type ParentFacts } from './parentItems.js';

/** Services of operations, their states or what concerns a person, with what is counted of them. */
export function groupItem(element: GroupElement, title: string, facts: ParentFacts): TreeItem {
  const { group } = element;
  const { total } = facts.counts;
  const item = parentItem(element.id, title, { ...facts, plain: group.by === 'state' }, total, []);
  item.iconPath = groupIcon(group);
  item.contextValue = contextValue(['group', cancelsAll(facts.counts, facts.readOnly)]);
  return item;
}

function groupIcon(group: GroupName): ThemeIcon {
  switch (group.by) {
    case 'service':
      return new ThemeIcon('cloud');
    case 'state':
      return stateIcon(group.value);
    case 'concern':
      return new ThemeIcon('account');
  }
}

/** @param service the product name of the service that a group is of, where one is known. */
export function groupTitle(group: GroupName, service: string | undefined): string {
  switch (group.by) {
    case 'service':
      return service ?? group.value;
    case 'state':
      return capitalized(stateWord(group.value));
    case 'concern':
      return l10n.t('What concerns me');
  }
}
