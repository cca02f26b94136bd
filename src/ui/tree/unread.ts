import { errorThat } from '../../google/errorTraits.js';
import { byCause, type Problem } from '../../watch/problem.js';
import type { SurveyedProject } from '../../watch/surveyedRoot.js';

/** What could not be read below a root or a location, so that its counts are not the whole. */
export interface Unread {
  /** What may hold operations that nobody sees; one for each cause. */
  readonly broken: readonly Problem[];
  /** What is not there for this project, e.g. an API that is not enabled: nothing runs there. */
  readonly absent: readonly Problem[];
}

const NOTHING: Unread = { broken: [], absent: [] };

/** A root that says the same is the same object, so nothing is worked out twice. */
const known = new WeakMap<SurveyedProject, Map<string | undefined, Unread>>();

/** @param location one of the root's locations; undefined for all of the root. */
export function unreadOf(root: SurveyedProject | undefined, location?: string): Unread {
  if (!root || root.problems.length === 0) {
    return NOTHING;
  }
  let byLocation = known.get(root);
  if (!byLocation) {
    byLocation = byPlace(root);
    known.set(root, byLocation);
  }
  return byLocation.get(location) ?? NOTHING;
}

/** Nothing is broken. */
export function isCalm({ project, error: { kind } }: Problem): boolean {
  return errorThat('isCalm', kind) || (project === undefined && errorThat('isCalmOutsideProjects', kind));
}

/** Goes over the problems of a root once; a location has those that name it. */
function byPlace({ problems }: SurveyedProject): Map<string | undefined, Unread> {
  const causes = byCause(problems);
  const places = new Map<string, Problem[]>();
  for (const problem of causes) {
    for (const location of problem.locations) {
      const there = places.get(location);
      if (there) {
        there.push(problem);
      } else {
        places.set(location, [problem]);
      }
    }
  }
  return new Map([[undefined, split(causes)], ...[...places].map(([place, all]) => [place, split(all)] as const)]);
}

function split(problems: readonly Problem[]): Unread {
  return { broken: problems.filter((problem) => !isCalm(problem)), absent: problems.filter(isCalm) };
}
