import { isEnded, type OperationChange, type OperationState } from '../../operations/operation.js';
import type { LocationElement, OperationElement, ProjectElement, TreeElement } from './element.js';
import { parentOf, rowOf } from './elements.js';
import type { Rows } from './rows.js';

/** A row that says something old, or has rows below it that are no longer the right ones. */
export type StaleRow = ProjectElement | LocationElement | OperationElement | TopOfTree;

interface TopOfTree {
  readonly type: 'top';
  readonly id: string;
}

export const topOfTree: TopOfTree = { type: 'top', id: '' };

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

/**
 * The rows to hand to VS Code, which draws each with all that hangs below it: so rows below another one are left out, and
 * for one that is not there yet stands the row above it. Undefined stands for the whole tree.
 */
export function elementsToDraw(stale: readonly StaleRow[], rows: Rows): TreeElement[] | undefined {
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
