import type { Problem } from '../../watch/problem.js';
import type { SurveyedProject } from '../../watch/surveyedRoot.js';
import type { ProjectElement, TreeElement } from './element.js';
import { rowOf } from './elements.js';
import { unreadOf } from './unread.js';

/** What hides operations comes first; what is not there at all comes last. */
export function problemRows(
  parent: ProjectElement,
  root: SurveyedProject | undefined,
): readonly [broken: TreeElement[], absent: TreeElement[]] {
  const { broken, absent } = unreadOf(root);
  return [broken.map((problem) => rowOf.problem(parent, problem)), absentRows(parent, absent)];
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
