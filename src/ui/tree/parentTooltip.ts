import { l10n, type MarkdownString } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Watch } from '../../watch/watch.js';
import { problemWords } from '../words/problem.js';
import { number } from '../words/plural.js';
import { rootTitle } from '../words/service.js';
import { shownTime } from '../words/time.js';
import type { LocationElement, ProjectElement } from './element.js';
import { Tooltip } from './tooltip.js';
import { unreadOf } from './unread.js';

/**
 * What the row of a project or a region has no room for: when it was read, what could not be, what that has cost. Made when
 * somebody points at the row; goes over the collections of its project.
 */
export function parentTooltip(
  element: ProjectElement | LocationElement,
  { survey, budgets }: Watch,
  clock: Clock,
): MarkdownString {
  const [project, location] =
    element.type === 'project' ? [element.project, undefined] : [element.parent.project, element.location];
  const tooltip = new Tooltip(location ?? rootTitle(project));
  tooltip.line(l10n.t('Project'), location === undefined ? undefined : rootTitle(project));
  const ages = readAges(survey, project, location, clock.monotonic());
  tooltip.line(l10n.t('Last read'), ages && shownTime(clock.now() - ages.youngest));
  tooltip.line(l10n.t('Longest ago'), ages && shownTime(clock.now() - ages.oldest));
  const { broken, absent } = unreadOf(survey.project(project), location);
  for (const problem of [...broken, ...absent]) {
    const { label, title } = problemWords(problem, survey.credential?.kind);
    tooltip.line(l10n.t('Not read'), l10n.t('{0}: {1}', label, title));
  }
  if (location === undefined) {
    tooltip.line(l10n.t('Requests in the last hour'), number(budgets.current.spentIn(project)));
  }
  return tooltip.markdown;
}

/** Since when the collections that show in a place were last read, in milliseconds; undefined where none was. */
function readAges(
  survey: Watch['survey'],
  project: string | undefined,
  location: string | undefined,
  now: number,
): { readonly youngest: number; readonly oldest: number } | undefined {
  let youngest = Infinity;
  let oldest = -Infinity;
  for (const collection of survey.collectionsOf(project)) {
    const status = survey.status(collection);
    const here = location === undefined || collection.location === location || collection.location === '-';
    if (here && status?.state === 'read') {
      youngest = Math.min(youngest, now - status.at);
      oldest = Math.max(oldest, now - status.at);
    }
  }
  return youngest === Infinity ? undefined : { youngest, oldest };
}
