import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { CredentialKind } from '../../google/credentials/credential.js';
import type { Problem } from '../../watch/problem.js';
import { warningIcon } from '../icons.js';
import { joined } from '../words/operation.js';
import { problemWords } from '../words/problem.js';
import { ownArguments, type Remedy } from '../words/remedy.js';
import { rootTitle, serviceTitle } from '../words/service.js';
import { contextValue } from './contextValue.js';
import type { CauseElement, DisabledApisElement, ProblemElement } from './element.js';
import { Tooltip } from './tooltip.js';
import { isCalm } from './unread.js';
import { list, number, plural } from '../words/plural.js';

/**
 * What could not be read, and what helps. A click only selects the row: what helps may overwrite the clipboard, so it has a
 * button of its own.
 * @param credential the kind in use, on which the remedy may depend.
 */
export function problemItem({ problem, parent }: ProblemElement, credential: CredentialKind | undefined): TreeItem {
  const { label, title, detail, remedy } = problemWords(problem, credential);
  const item = new TreeItem(label);
  // Not below its project: it says which one it is.
  const owner = parent?.type === 'project' || problem.project === label ? undefined : problem.project;
  item.description = joined([owner, title, remedy?.title]);
  item.iconPath = isCalm(problem) ? new ThemeIcon('info') : warningIcon();
  item.contextValue = contextValue(['problem', remedy && 'remedy']);
  const tooltip = new Tooltip(`${label}: ${title}`);
  tooltip.text(detail);
  tooltip.line(l10n.t('Server’s answer'), problem.error.message);
  tooltip.line(l10n.t('Regions'), problem.everywhere ? undefined : list(problem.locations));
  item.tooltip = tooltip.markdown;
  item.accessibilityInformation = { label: l10n.t('Problem: {0}, {1}', label, item.description) };
  return item;
}

/** One cause for which several projects could not be read. Its button does what helps all of them, or lists them. */
export function causeItem(element: CauseElement, credential: CredentialKind | undefined): TreeItem {
  const { problems } = element.cause;
  const label = causeLabel(problems);
  const [words] = problems.map((problem) => problemWords(problem, credential));
  const item = new TreeItem(label);
  const remedy = rowRemedy(element, credential);
  item.description = joined([
    words?.title,
    plural(problems.length, l10n.t('1 project'), l10n.t('{0} projects', number(problems.length))),
    remedy?.title,
  ]);
  item.iconPath = problems.every(isCalm) ? new ThemeIcon('info') : warningIcon();
  item.contextValue = contextValue(['cause', remedy && 'remedy']);
  const tooltip = new Tooltip(`${label}: ${words?.title ?? ''}`);
  tooltip.text(words?.detail);
  tooltip.line(l10n.t('Server’s answer'), problems[0]?.error.message);
  tooltip.line(l10n.t('Projects'), list(problems.map(({ project }) => rootTitle(project))));
  item.tooltip = tooltip.markdown;
  item.accessibilityInformation = { label: l10n.t('Problem: {0}, {1}', label, item.description) };
  return item;
}

export function causeLabel([first]: readonly Problem[]): string {
  return first?.service === undefined
    ? l10n.t('Google Cloud')
    : serviceTitle({ service: first.service, ...(first.title !== undefined && { title: first.title }) });
}

/** Several APIs that are not enabled; its button asks which to enable. */
export function disabledApisItem({ problems }: DisabledApisElement): TreeItem {
  const apis = problems.map((problem) => ({ problem, words: problemWords(problem) }));
  const label = l10n.t('APIs not enabled');
  const description = l10n.t('{0} · {1}', list(apis.map(({ words }) => words.label)), l10n.t('Enable…'));
  const item = new TreeItem(label);
  item.description = description;
  item.iconPath = new ThemeIcon('info');
  item.contextValue = contextValue(['disabledApis', 'remedy']);
  const tooltip = new Tooltip(label);
  apis.forEach(({ problem: { error }, words }) =>
    tooltip.line(words.label, error.message === '' ? words.title : error.message),
  );
  item.tooltip = tooltip.markdown;
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', label, description) };
  return item;
}

/** What the button on such a row does; undefined where nobody but the server can help. */
export function rowRemedy(
  row: ProblemElement | CauseElement | DisabledApisElement,
  credential: CredentialKind | undefined,
): Remedy | undefined {
  switch (row.type) {
    case 'problem':
      return problemWords(row.problem, credential).remedy;
    case 'cause': {
      const all = row.cause.problems.map((problem) => problemWords(problem, credential).remedy);
      const [remedy] = all;
      const helpsAll = remedy && all.every((each) => JSON.stringify(each) === JSON.stringify(remedy));
      return helpsAll ? remedy : { title: l10n.t('Show Problems…'), command: 'cloudOperations.showProblems', args: [] };
    }
    case 'disabledApis': {
      const disabled = ownArguments.disabledApis.wrap({ project: row.parent.project, problems: row.problems });
      return { title: l10n.t('Enable…'), command: 'cloudOperations.enableApis', args: [disabled] };
    }
  }
}
