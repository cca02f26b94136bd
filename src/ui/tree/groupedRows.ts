import { keysOf } from '../../base/keysOf.js';
import type { OperationState } from '../../operations/operation.js';
import type { Cause } from '../../watch/causes.js';
import type { Survey } from '../../watch/survey.js';
import type { GroupElement, TreeElement } from './element.js';
import { rowOf } from './elements.js';
import type { GroupId } from './groups.js';
import type { Outline } from './outline.js';
import { sharedCauses } from './sharedCauses.js';
import { isCalm, type Unread } from './unread.js';

/** The order in which states are looked for. */
const states = keysOf({
  cancelling: 1,
  running: 1,
  failed: 1,
  cancelled: 1,
  succeeded: 1,
  expired: 1,
} satisfies Record<OperationState, 1>);

/** The rows of the groups, at the top of the tree. A service of which nothing could be read has one too. */
export function groupRows(outline: Outline, survey: Pick<Survey, 'causes'>): GroupElement[] {
  const { arrangement, groups, filter } = outline;
  switch (arrangement.groupBy) {
    case 'place':
    case 'none':
      return [];
    case 'state':
      return states
        .filter((value) => groups?.get({ by: 'state', value }))
        .map((value) => rowOf.group({ by: 'state', value }));
    case 'service': {
      const titles = new Map<string, string>();
      for (const { problems } of filter ? [] : survey.causes) {
        const [problem] = problems;
        if (problem?.service !== undefined && !isCalm(problem)) {
          titles.set(problem.service, problem.title ?? problem.service);
        }
      }
      for (const { id, sample } of groups?.all() ?? []) {
        if (id && sample) {
          titles.set(id.value, sample.collection.title ?? id.value);
        }
      }
      return [...titles]
        .sort(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([value]) => rowOf.group({ by: 'service', value }));
    }
  }
}

/** What could not be read of a group: of a service its own, of others everything, because anything may be theirs. */
export function unreadOfGroup(survey: Pick<Survey, 'causes'>, group: GroupId): Unread {
  return split(survey.causes.filter((cause) => concerns(cause, group))).unread;
}

/**
 * Rows of what could not be read: below the group of its service where there are such groups, else at the top; where the
 * tree is cut by project, only what is of several. What stops everything has a row of its own and none here.
 * @param parent undefined for the top.
 */
export function causeRows(
  outline: Outline,
  survey: Pick<Survey, 'causes' | 'general'>,
  parent: GroupElement | undefined,
): readonly [broken: TreeElement[], absent: TreeElement[]] {
  const { groupBy } = outline.arrangement;
  if (groupBy === 'place') {
    const shared = parent ? [] : sharedCauses(survey).causes.filter((cause) => !isGeneral(cause, survey));
    return [shared.map((cause) => rowOf.cause(undefined, cause)), []];
  }
  const byService = groupBy === 'service';
  const here = survey.causes.filter((cause) => {
    if (isGeneral(cause, survey)) {
      return false;
    }
    const service = cause.problems[0]?.service;
    return parent
      ? parent.group.by === 'service' && service === parent.group.value
      : !byService || service === undefined;
  });
  const { broken, absent } = split(here);
  const row = (cause: Cause): TreeElement => {
    const [first, second] = cause.problems;
    return first && !second ? rowOf.problem(parent, first) : rowOf.cause(parent, cause);
  };
  return [broken.map(row), absent.map(row)];
}

function isGeneral({ problems: [first] }: Cause, { general }: Pick<Survey, 'general'>): boolean {
  return first?.service === undefined && first?.error.kind === general?.kind;
}

function concerns({ problems }: Cause, group: GroupId): boolean {
  return group?.by !== 'service' || problems[0]?.service === undefined || problems[0].service === group.value;
}

function split(causes: readonly Cause[]): {
  readonly broken: readonly Cause[];
  readonly absent: readonly Cause[];
  readonly unread: Unread;
} {
  const calm = ({ problems }: Cause): boolean => problems.every(isCalm);
  const [broken, absent] = [causes.filter((cause) => !calm(cause)), causes.filter(calm)];
  const problemsOf = (some: readonly Cause[]): Unread['broken'] => some.flatMap(({ problems }) => problems);
  return { broken, absent, unread: { broken: problemsOf(broken), absent: problemsOf(absent) } };
}
