import { isEnded, type OperationChange, type OperationState } from '../../operations/operation.js';
import type { GroupElement, LocationElement, OperationElement, ProjectElement, TreeElement } from './element.js';
import { parentOf, rowOf } from './elements.js';
import type { Group, Move } from './groups.js';
import type { Rows } from './rows.js';

/** A row that says something old, or has rows below it that are no longer the right ones. */
export type StaleRow = ProjectElement | LocationElement | GroupElement | OperationElement | TopOfTree;

interface TopOfTree {
  readonly type: 'top';
  readonly id: string;
}

export const topOfTree: TopOfTree = { type: 'top', id: '' };

/** The rows that changes of the store put out of date, however the tree is cut. */
export function staleBy(changes: readonly OperationChange[], { outline }: Rows): readonly StaleRow[] {
  if (outline.arrangement.groupBy !== 'place') {
    return outline.take(changes).flatMap(movedRows);
  }
  // With a filter a change may bring rows or take them away anywhere above it.
  return outline.filter ? [topOfTree] : changes.flatMap(staleRows);
}

/**
 * The rows that a change puts out of date: an operation's own, as long as it stays where it is among its siblings; else
 * the one above it, which also counts it. Where it begins or ends to run, its project counts it too.
 */
export function staleRows({ operation, from, to }: OperationChange): readonly StaleRow[] {
  const parent = parentOf(operation);
  if (from !== undefined && to !== undefined && isEnded(from) === isEnded(to)) {
    return [rowOf.operation(parent, operation)];
  }
  return parent.type === 'location' && runs(from) !== runs(to) ? [parent, parent.parent] : [parent];
}

/** The same where operations are cut by what they have in common: the groups that it left and came into, or its own. */
export function movedRows({ operation, from, to, inPlace }: Move): readonly StaleRow[] {
  const groups = [...new Set([from, to])].filter((group) => group !== undefined);
  if (inPlace) {
    return groups.map(({ id }) => rowOf.operation(id && rowOf.group(id), operation));
  }
  return groups.map((group) => rowOfGroup(group));
}

function rowOfGroup({ id }: Group): StaleRow {
  return id === undefined ? topOfTree : rowOf.group(id);
}

/** The rows that the passing of time puts out of date where a filter looks at the clock. */
export function staleByTime({ outline }: Rows): readonly StaleRow[] {
  return outline.arrangement.groupBy === 'place' ? [topOfTree] : outline.takeTurn().flatMap(movedRows);
}

/** The rows of projects, and what may be theirs beside them; the top of a tree that is cut otherwise. */
export function rootRows(
  projects: readonly (string | undefined)[],
  { outline, concernRows }: Rows,
): readonly StaleRow[] {
  return outline.arrangement.groupBy === 'place'
    ? [...projects.map((project) => rowOf.project(project)), ...concernRows]
    : [topOfTree];
}

/**
 * The rows to hand to VS Code, which draws each with all that hangs below it: so rows below another one are left out, and
 * for one that is not there yet stands the row above it. Undefined stands for the whole tree.
 */
export function elementsToDraw(stale: readonly StaleRow[], rows: Rows): TreeElement[] | undefined {
  if (rows.causesMoved) {
    return undefined;
  }
  const found = new Map<string, TreeElement>();
  for (const row of stale) {
    const element = row.type === 'top' ? topOfTree : onScreen(row, rows);
    if (element?.type === 'top') {
      return undefined;
    }
    if (element) {
      found.set(element.id, element);
    }
  }
  return [...found.values()].filter((element) => !isBelow(element, found));
}

/** The row as VS Code knows it; undefined when nothing of it is on screen. */
function onScreen(row: Exclude<StaleRow, TopOfTree>, rows: Rows): TreeElement | TopOfTree | undefined {
  const known = rows.known(row.parent?.id, row.id);
  switch (row.type) {
    case 'operation':
      return known;
    case 'location': {
      const goes = rows.outline.counts(row.parent.project, row.location).total === 0;
      return known && !goes ? known : onScreen(row.parent, rows);
    }
    case 'group':
      return known && rows.outline.countsBelow(row).total > 0 ? known : topOfTree;
    case 'project':
      return known ?? topOfTree;
  }
}

function isBelow(element: TreeElement, others: ReadonlyMap<string, TreeElement>): boolean {
  const { parent } = element;
  return parent !== undefined && (others.has(parent.id) || isBelow(parent, others));
}

function runs(state: OperationState | undefined): boolean {
  return state !== undefined && !isEnded(state);
}
