import type { Operation } from '../../operations/operation.js';
import type { Problem } from '../../watch/problem.js';
import type { Session } from '../session.js';
import type { OperationElement, TreeElement } from '../tree/element.js';

/** What names an operation: a row, or what a notification and the history hand over. */
export type OperationReference = Pick<OperationElement, 'collection' | 'name'>;

/**
 * The operations that a command was invoked on: the selected rows when the row that was clicked is one of them, as VS Code
 * hands them over, else the clicked row alone. Empty when it was invoked without a row.
 */
export function referencedOperations(args: readonly unknown[]): readonly OperationReference[] {
  const [clicked, selected] = args;
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.filter(isReference);
}

/** Those that are still there, as they are now. */
export function currentOperations({ watch }: Session, references: readonly OperationReference[]): Operation[] {
  return references
    .map(({ collection, name }) => watch.store.find(collection, name))
    .filter((operation) => operation !== undefined);
}

/** The problem of the row that a command was invoked on. */
export function referencedProblem(clicked: unknown): Problem | undefined {
  const row = clicked as TreeElement | undefined;
  return row?.type === 'problem' ? row.problem : undefined;
}

function isReference(value: unknown): value is OperationReference {
  const reference = value as Partial<OperationReference> | undefined | null;
  return typeof reference?.name === 'string' && typeof reference.collection?.id === 'string';
}
