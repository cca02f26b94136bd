import { l10n } from 'vscode';
import { isUsual, usualSort, type Arrangement, type GroupBy } from './arrangement.js';
import type { Sort } from './order.js';

/** How the tree is cut and sorted, beside the title of the view; empty where it is as everybody gets it first. */
export function arrangementText(arrangement: Arrangement): string {
  const { groupBy, sort } = arrangement;
  if (isUsual(arrangement)) {
    return '';
  }
  if (sort === usualSort(groupBy)) {
    return groupingText(groupBy);
  }
  return groupBy === 'place' ? sortText(sort) : l10n.t('{0}, {1}', groupingText(groupBy), sortText(sort));
}

function groupingText(groupBy: GroupBy): string {
  switch (groupBy) {
    case 'place':
      return l10n.t('by project and region');
    case 'service':
      return l10n.t('by service');
    case 'state':
      return l10n.t('by state');
    case 'none':
      return l10n.t('one list');
  }
}

function sortText(sort: Sort): string {
  switch (sort) {
    case 'state':
      return l10n.t('active first');
    case 'newest':
      return l10n.t('newest first');
    case 'name':
      return l10n.t('by name');
  }
}
