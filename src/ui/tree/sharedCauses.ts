import { errorThat } from '../../google/errorTraits.js';
import type { Cause } from '../../watch/causes.js';
import type { Problem } from '../../watch/problem.js';
import type { Survey } from '../../watch/survey.js';

/** What several projects could not be read for, and none of them is to blame for. */
export interface SharedCauses {
  /** One row each, at the top of the tree. */
  readonly causes: readonly Cause[];
  /** Whether one of those rows tells a problem of a project, which then needs no row of its own. */
  tells(problem: Problem): boolean;
}

/** The survey hands out the same causes until one changes, so nothing is worked out twice. */
const known = new WeakMap<readonly Cause[], SharedCauses>();

export function sharedCauses({ causes: all }: Pick<Survey, 'causes'>): SharedCauses {
  let shared = known.get(all);
  if (!shared) {
    const causes = all.filter(({ problems }) => problems.length > 1 && problems.every(isOfAllProjects));
    const told = new Set(causes.flatMap(({ problems: [first] }) => (first ? [keyOf(first)] : [])));
    shared = {
      causes,
      tells: (problem) =>
        isOfAllProjects(problem) && (told.has(keyOf(problem)) || told.has(keyOf({ ...problem, service: undefined }))),
    };
    known.set(all, shared);
  }
  return shared;
}

/** Whether rows of the one say what rows of the other say. */
export function sameCauses(a: readonly Cause[], b: readonly Cause[]): boolean {
  const sameProblem = (x: Problem, y: Problem | undefined): boolean => x.id === y?.id && x.error === y.error;
  return (
    a.length === b.length &&
    a.every(({ id, problems }, index) => {
      const other = b[index];
      return (
        id === other?.id &&
        problems.length === other.problems.length &&
        problems.every((problem, place) => sameProblem(problem, other.problems[place]))
      );
    })
  );
}

function isOfAllProjects({ everywhere, error }: Problem): boolean {
  return everywhere && errorThat('isOfAllProjects', error.kind);
}

function keyOf({ service, error }: Pick<Problem, 'service' | 'error'>): string {
  return `${service ?? ''}|${error.kind}`;
}
