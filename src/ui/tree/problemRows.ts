import type { Problem } from '../../watch/problem.js';
import type { SurveyedProject } from '../../watch/surveyedRoot.js';
import type { Message, ProjectElement, TreeElement } from './element.js';
import { rowOf } from './elements.js';
import type { SharedCauses } from './sharedCauses.js';
import { unreadOf } from './unread.js';

/**
 * What hides operations comes first; what is not there at all comes last.
 * @param shared what is told at the top already.
 */
export function problemRows(
  parent: ProjectElement,
  root: SurveyedProject | undefined,
  shared: Pick<SharedCauses, 'tells'>,
): readonly [broken: TreeElement[], absent: TreeElement[]] {
  const { broken, absent } = unreadOf(root);
  const own = broken.filter((problem) => !shared.tells(problem));
  return [own.map((problem) => rowOf.problem(parent, problem)), absentRows(parent, absent)];
}

/** APIs that are not enabled say little each, so several share a row. */
function absentRows(parent: ProjectElement, problems: readonly Problem[]): TreeElement[] {
  const disabled = problems.filter(({ error }) => error.kind === 'apiDisabled');
  if (disabled.length < 2) {
    return problems.map((problem) => rowOf.problem(parent, problem));
  }
  const others = problems.filter((problem) => !disabled.includes(problem));
  return [...others.map((problem) => rowOf.problem(parent, problem)), rowOf.disabledApis(parent, disabled)];
}

/** Why a project has no row below it. @param shared see `problemRows`. */
export function emptyMessage(
  root: SurveyedProject | undefined,
  shared: Pick<SharedCauses, 'tells'>,
  isReading: boolean,
): Message {
  if (isReading) {
    return { kind: 'reading' };
  }
  const isTold = root?.problems.some((problem) => shared.tells(problem)) === true;
  return { kind: isTold ? 'unread' : root?.partlyRead ? 'partlyRead' : 'noOperations' };
}
