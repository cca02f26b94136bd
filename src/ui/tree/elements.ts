import type { ApiErrorFacts } from '../../google/apiError.js';
import { operationKey, type Operation } from '../../operations/operation.js';
import type { Cause } from '../../watch/causes.js';
import type { Problem } from '../../watch/problem.js';
import type {
  CauseElement,
  DisabledApisElement,
  GroupElement,
  GroupName,
  LocationElement,
  Message,
  MessageElement,
  MoreElement,
  OperationElement,
  ParentElement,
  ProblemElement,
  ProjectElement,
  TreeElement,
} from './element.js';

/** Makes rows; ids say where a row hangs, because an operation may be reached through a project's id and its number. */
export const rowOf = {
  project: (project: string | undefined): ProjectElement => ({
    type: 'project',
    id: project === undefined ? 'outside' : `project ${project}`,
    parent: undefined,
    project,
  }),
  location: (parent: ProjectElement, location: string): LocationElement => ({
    type: 'location',
    id: `${parent.id}|location ${location}`,
    parent,
    location,
  }),
  group: (group: GroupName): GroupElement => ({
    type: 'group',
    id: `${group.by} ${group.value}`,
    parent: undefined,
    group,
  }),
  operation: (
    parent: ParentElement | undefined,
    { collection, name }: Pick<Operation, 'collection' | 'name'>,
  ): OperationElement => ({
    type: 'operation',
    id: `${parent?.id ?? 'list'}|${operationKey({ collection, name })}`,
    parent,
    collection,
    name,
  }),
  problem: (parent: ProblemElement['parent'], problem: Problem): ProblemElement => ({
    type: 'problem',
    id: `${parent?.id ?? ''}|problem ${problem.id}`,
    parent,
    problem,
  }),
  cause: (parent: GroupElement | undefined, cause: Cause): CauseElement => ({
    type: 'cause',
    id: `${parent?.id ?? ''}|cause ${cause.id}`,
    parent,
    cause,
  }),
  /** What stops everything, as the row of a problem that belongs to nobody. */
  generalProblem: (error: ApiErrorFacts): ProblemElement =>
    rowOf.problem(undefined, {
      id: 'general',
      project: undefined,
      service: undefined,
      locations: [],
      everywhere: true,
      error,
    }),
  disabledApis: (parent: ProjectElement, problems: readonly Problem[]): DisabledApisElement => ({
    type: 'disabledApis',
    id: `${parent.id}|disabledApis`,
    parent,
    problems,
  }),
  more: (parent: ParentElement | undefined, remaining: number): MoreElement => ({
    type: 'more',
    id: `${parent?.id ?? 'list'}|more`,
    parent,
    remaining,
  }),
  message: (parent: ProjectElement | undefined, message: Message): MessageElement => ({
    type: 'message',
    id: `${parent?.id ?? ''}|${messageId(message)}`,
    parent,
    message,
  }),
} as const;

/** The row that an operation hangs below where the tree is cut by places. */
export function parentOf({ collection, location }: Pick<Operation, 'collection' | 'location'>): ParentElement {
  const project = rowOf.project(collection.project);
  return location === undefined ? project : rowOf.location(project, location);
}

/** Whether a row that was handed out before still says the same, apart from what is looked up when it is drawn. */
export function sameRow(a: TreeElement, b: TreeElement): boolean {
  switch (a.type) {
    case 'project':
    case 'location':
    case 'group':
      return a.type === b.type;
    case 'operation':
      return b.type === 'operation' && a.name === b.name && a.collection.id === b.collection.id;
    case 'problem':
      return b.type === 'problem' && sameProblem(a.problem, b.problem);
    case 'cause':
      return b.type === 'cause' && sameProblems(a.cause.problems, b.cause.problems);
    case 'disabledApis':
      return b.type === 'disabledApis' && sameProblems(a.problems, b.problems);
    case 'more':
      return b.type === 'more' && a.remaining === b.remaining;
    case 'message':
      return b.type === 'message' && messageId(a.message) === messageId(b.message);
  }
}

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((problem, index) => sameProblem(problem, b[index]));
}

function sameProblem(a: Problem, b: Problem | undefined): boolean {
  return (
    a.id === b?.id && a.error === b.error && a.everywhere === b.everywhere && a.locations.join() === b.locations.join()
  );
}

function messageId(message: Message): string {
  switch (message.kind) {
    case 'settingProblem':
      return `setting ${message.problem.setting} ${message.problem.entry ?? ''}`;
    case 'noOperations':
    case 'partlyRead':
    case 'unread':
    case 'reading':
    case 'noProjects':
    case 'noMatch':
      return message.kind;
  }
}
