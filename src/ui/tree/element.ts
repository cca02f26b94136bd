import type { SettingProblem } from '../../settingsReader.js';
import type { Cause } from '../../watch/causes.js';
import type { Problem } from '../../watch/problem.js';
import type { Collection } from '../../operations/collection.js';
import type { OperationState } from '../../operations/operation.js';
import type { Drawn } from './operationItems.js';

/**
 * A row. It names what it shows and holds none of it: state is looked up when the row is drawn, so that a row keeps its
 * identity (VS Code knows elements by object) while what it shows changes. What it was drawn with last is no more than that.
 */
export type TreeElement =
  | ProjectElement
  | LocationElement
  | GroupElement
  | OperationElement
  | ProblemElement
  | CauseElement
  | DisabledApisElement
  | MoreElement
  | MessageElement;

/** What rows hang below. */
export type ParentElement = ProjectElement | LocationElement | GroupElement;

interface Row {
  /** Unique in the tree and the same after a refresh: VS Code keeps selection and expansion by it. */
  readonly id: string;
  readonly parent: ParentElement | undefined;
}

export interface ProjectElement extends Row {
  readonly type: 'project';
  readonly parent: undefined;
  /** Undefined for what lies outside projects. */
  readonly project: string | undefined;
}

export interface LocationElement extends Row {
  readonly type: 'location';
  readonly parent: ProjectElement;
  readonly location: string;
}

/** Operations that have something in common, wherever they run. */
export interface GroupElement extends Row {
  readonly type: 'group';
  readonly parent: undefined;
  readonly group: GroupName;
}

/** What they have in common. */
export type GroupName =
  | { readonly by: 'service'; readonly value: string }
  | { readonly by: 'state'; readonly value: OperationState }
  /** The person in front of the editor. */
  | { readonly by: 'concern'; readonly value: 'me' };

export interface OperationElement extends Row {
  readonly type: 'operation';
  /** Undefined in a list of all. */
  readonly parent: ParentElement | undefined;
  readonly collection: Collection;
  readonly name: string;
  drawn?: Drawn;
}

export interface ProblemElement extends Row {
  readonly type: 'problem';
  readonly parent: ProjectElement | GroupElement | undefined;
  readonly problem: Problem;
}

/** One cause for which several projects could not be read. */
export interface CauseElement extends Row {
  readonly type: 'cause';
  readonly parent: GroupElement | undefined;
  readonly cause: Cause;
}

/** Several services of a project whose API is not enabled: nothing is broken, so they share a row. */
export interface DisabledApisElement extends Row {
  readonly type: 'disabledApis';
  readonly parent: ProjectElement;
  readonly problems: readonly Problem[];
}

/** Stands for the rows that are not shown yet. */
export interface MoreElement extends Row {
  readonly type: 'more';
  readonly parent: ParentElement | undefined;
  readonly remaining: number;
}

export interface MessageElement extends Row {
  readonly type: 'message';
  readonly parent: ProjectElement | undefined;
  readonly message: Message;
}

/** Something to tell where there is nothing else to show, or beside it. */
export type Message =
  | { readonly kind: 'noOperations' | 'partlyRead' | 'unread' | 'reading' | 'noProjects' | 'noMatch' }
  | { readonly kind: 'settingProblem'; readonly problem: SettingProblem };
