import { l10n, ThemeIcon, type MarkdownString, type TreeItem } from 'vscode';
import { stateIcon } from '../icons.js';
import type { Watch } from '../../watch/watch.js';
import { capitalized } from '../words/label.js';
import { problemWords } from '../words/problem.js';
import { rootTitle } from '../words/service.js';
import { stateWord } from '../words/state.js';
import { contextValue } from './contextValue.js';
import type { GroupElement, GroupName } from './element.js';
import { unreadOfGroup } from './groupedRows.js';
import { cancelsAll, parentItem, type ParentFacts } from './parentItems.js';
import { Tooltip } from './tooltip.js';

/** Services of operations, or their states, with what is counted of them. */
export function groupItem(element: GroupElement, title: string, facts: ParentFacts): TreeItem {
  const { group } = element;
  const { total } = facts.counts;
  const item = parentItem(element.id, title, { ...facts, plain: group.by === 'state' }, total, []);
  item.iconPath = group.by === 'state' ? stateIcon(group.value) : new ThemeIcon('cloud');
  item.contextValue = contextValue(['group', cancelsAll(facts.counts, facts.readOnly)]);
  return item;
}

/** @param service the product name of the service that a group is of, where one is known. */
export function groupTitle(group: GroupName, service: string | undefined): string {
  switch (group.by) {
    case 'service':
      return service ?? group.value;
    case 'state':
      return capitalized(stateWord(group.value));
  }
}

/** What could not be read of a group. */
export function groupTooltip({ group }: GroupElement, title: string, { survey }: Watch): MarkdownString {
  const tooltip = new Tooltip(title);
  const { broken, absent } = unreadOfGroup(survey, group);
  for (const problem of [...broken, ...absent]) {
    const words = problemWords(problem, survey.credential?.kind);
    const where = l10n.t('{0}, {1}', words.label, rootTitle(problem.project));
    tooltip.line(l10n.t('Not read'), l10n.t('{0}: {1}', where, words.title));
  }
  return tooltip.markdown;
}
