import { l10n, type MarkdownString } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Collection } from '../../operations/collection.js';
import type { Problem } from '../../watch/problem.js';
import type { Watch } from '../../watch/watch.js';
import { problemWords } from '../words/problem.js';
import { number } from '../words/plural.js';
import { recentPlacesOf } from '../words/recentPlaces.js';
import { spentText } from '../words/requests.js';
import { rootTitle } from '../words/service.js';
import { shownClock, shownTime } from '../words/time.js';
import type { ParentElement } from './element.js';
import { unreadOfGroup } from './groupedRows.js';
import { inSlices, stepsOver } from './inSlices.js';
import { Tooltip } from './tooltip.js';
import { unreadOf } from './unread.js';

/** When the collections below a row were read and will be, by the monotonic clock. */
interface Looks {
  /** Undefined where none was read. */
  readonly newest: number | undefined;
  readonly oldest: number | undefined;
  /** Undefined where none is planned, as while all are being read. */
  readonly next: number | undefined;
}

/**
 * What a row above others has no room for: when what is below it was read and will be, what could not be, what that has
 * cost. Made when somebody points at the row. VS Code keeps it until the row is drawn again, so it says as of when it is.
 */
export async function parentTooltip(
  element: ParentElement,
  title: string,
  watch: Watch,
  clock: Clock,
): Promise<MarkdownString> {
  const { survey, budgets, poller, recent } = watch;
  const tooltip = new Tooltip(title);
  const looks = await looksAt(element, watch);
  const shown = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : shownTime(clock.now() - clock.monotonic() + at);
  tooltip.line(l10n.t('Project'), element.type === 'location' ? rootTitle(element.parent.project) : undefined);
  tooltip.line(l10n.t('Last read'), shown(looks.newest));
  tooltip.line(l10n.t('Longest ago'), looks.oldest === looks.newest ? undefined : shown(looks.oldest));
  tooltip.line(l10n.t('Next look'), nextText(looks.next, poller.isSeen, clock));
  const project = element.type === 'project' ? element.project : undefined;
  tooltip.line(l10n.t('Audit log'), project === undefined ? undefined : recentPlacesOf(recent.stateOf(project)));
  const { broken, absent } = unreadBelow(element, survey);
  for (const problem of [...broken, ...absent]) {
    const { label, title: trouble } = problemWords(problem, survey.credential?.kind);
    const where = element.type === 'group' ? l10n.t('{0}, {1}', label, rootTitle(problem.project)) : label;
    tooltip.line(l10n.t('Not read'), l10n.t('{0}: {1}', where, trouble));
  }
  switch (element.type) {
    case 'project':
      tooltip.line(l10n.t('Requests in the last hour'), number(budgets.current.spentIn(element.project)));
      break;
    case 'location': {
      const { project } = element.parent;
      tooltip.line(l10n.t('Requests of its project in the last hour'), number(budgets.current.spentIn(project)));
      break;
    }
    case 'group':
      tooltip.line(l10n.t('Requests of all projects in the last hour'), spentText(budgets.current.spent()));
      break;
  }
  tooltip.text(l10n.t('As of {0}', shownClock(clock.now())));
  return tooltip.markdown;
}

function nextText(next: number | undefined, isSeen: boolean, clock: Clock): string | undefined {
  if (next === undefined) {
    return undefined;
  }
  // Where nothing may leave, lengths of time are shared out among none.
  if (!(next < Infinity)) {
    return l10n.t('only by hand, because no request may leave by itself');
  }
  if (!isSeen) {
    return l10n.t('when the view is on screen and the window has the focus');
  }
  const ms = next - clock.monotonic();
  return ms <= 0 ? l10n.t('as soon as it is its turn') : shownClock(clock.now() + ms);
}

/** Goes over the collections that show below the row, a few milliseconds at a time. */
async function looksAt(element: ParentElement, { survey, poller }: Watch): Promise<Looks> {
  const looks: { -readonly [Key in keyof Looks]: Looks[Key] } = {
    newest: undefined,
    oldest: undefined,
    next: undefined,
  };
  const take = (collection: Collection): void => {
    if (!showsBelow(element, collection)) {
      return;
    }
    const status = survey.status(collection);
    if (status?.state === 'read') {
      looks.newest = Math.max(looks.newest ?? status.at, status.at);
      looks.oldest = Math.min(looks.oldest ?? status.at, status.at);
    }
    const next = poller.nextLookAt(collection);
    looks.next = next === undefined ? looks.next : Math.min(looks.next ?? next, next);
  };
  await inSlices(stepsOver(collectionsOf(element, survey), take), () => true);
  return looks;
}

function collectionsOf(element: ParentElement, survey: Watch['survey']): Iterable<Collection> {
  switch (element.type) {
    case 'project':
      return survey.collectionsOf(element.project);
    case 'location':
      return survey.collectionsOf(element.parent.project);
    case 'group':
      return survey.collections();
  }
}

/** Whether what the collection lists may be below the row. */
function showsBelow(element: ParentElement, { location, service }: Collection): boolean {
  switch (element.type) {
    case 'project':
      return true;
    case 'location':
      return location === element.location || location === '-';
    case 'group':
      return element.group.by !== 'service' || element.group.value === service;
  }
}

function unreadBelow(
  element: ParentElement,
  survey: Watch['survey'],
): Readonly<Record<'broken' | 'absent', readonly Problem[]>> {
  switch (element.type) {
    case 'project':
      return unreadOf(survey.project(element.project));
    case 'location':
      return unreadOf(survey.project(element.parent.project), element.location);
    case 'group':
      return unreadOfGroup(survey, element.group);
  }
}
