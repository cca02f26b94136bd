import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { CredentialKind } from '../../google/credentials/credential.js';
import { errorThat } from '../../google/errorTraits.js';
import type { Problem } from '../../watch/problem.js';
import { rowCommand } from '../rowCommand.js';
import { problemWords } from '../words/problem.js';
import { ownArguments } from '../words/remedy.js';
import { contextValue } from './contextValue.js';
import type { DisabledApisElement, ProblemElement } from './element.js';
import { Tooltip } from './tooltip.js';

/**
 * What could not be read, with what helps as the row's own command.
 * @param credential the kind in use, on which the remedy may depend.
 */
export function problemItem({ problem }: ProblemElement, credential: CredentialKind | undefined): TreeItem {
  const { label, title, detail, remedy } = problemWords(problem, credential);
  const item = new TreeItem(label);
  item.description = remedy ? l10n.t('{0} · {1}', title, remedy.title) : title;
  item.iconPath = isCalm(problem) ? new ThemeIcon('info') : warningIcon();
  item.contextValue = contextValue(['problem', remedy && 'remedy']);
  const tooltip = new Tooltip(`${label}: ${title}`);
  tooltip.text(detail);
  tooltip.line(l10n.t('Server’s answer'), problem.error.message);
  tooltip.line(l10n.t('Regions'), problem.everywhere ? undefined : problem.locations.join(', '));
  item.tooltip = tooltip.markdown;
  item.accessibilityInformation = { label: l10n.t('Problem: {0}, {1}', label, item.description) };
  if (remedy) {
    item.command = rowCommand(remedy.command, remedy.title, ...remedy.args);
  }
  return item;
}

/** Several APIs that are not enabled; which to enable is the row's command. */
export function disabledApisItem({ parent, problems }: DisabledApisElement): TreeItem {
  const apis = problems.map((problem) => ({ problem, words: problemWords(problem) }));
  const label = l10n.t('APIs not enabled');
  const description = l10n.t('{0} · {1}', apis.map(({ words }) => words.label).join(', '), l10n.t('Enable…'));
  const item = new TreeItem(label);
  item.description = description;
  item.iconPath = new ThemeIcon('info');
  item.contextValue = 'disabledApis';
  const tooltip = new Tooltip(label);
  apis.forEach(({ problem, words }) => tooltip.line(words.label, problem.error.message));
  item.tooltip = tooltip.markdown;
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', label, description) };
  const disabled = ownArguments.disabledApis.wrap({ project: parent.project, problems });
  item.command = rowCommand('cloudOperations.enableApis', l10n.t('Enable…'), disabled);
  return item;
}

/** Nothing is broken. */
function isCalm({ project, error: { kind } }: Problem): boolean {
  return errorThat('isCalm', kind) || (project === undefined && errorThat('isCalmOutsideProjects', kind));
}

/** There are problems, and nothing is broken in any. */
export function areCalm(problems: readonly Problem[]): boolean {
  return problems.length > 0 && problems.every(isCalm);
}

export function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
}
