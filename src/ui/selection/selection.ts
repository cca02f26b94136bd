import type { Operation, OperationReference } from '../../operations/operation.js';
import type { Problem } from '../../watch/problem.js';
import type { Watch } from '../../watch/watch.js';
import type { Session } from '../session.js';
import type { TreeElement } from '../tree/element.js';
import { pickOperation } from './pickOperation.js';

/** What a command asks for where it was invoked without a row, as from the palette. */
interface Asked {
  readonly title: string;
  /** Which operations can be picked; all by default. Rows are not held to it: the command says why one cannot be had. */
  readonly wanted?: (operation: Operation) => boolean;
}

/** The operations that a command works on, as they are now; empty when the person gave up, or when they are gone. */
export async function chooseOperations(
  session: Session,
  args: readonly unknown[],
  asked: Asked,
): Promise<readonly Operation[]> {
  return currentOperations(session, await chooseReferences(session, args, asked));
}

/** The same for a command that also works on an operation that is no longer listed. */
export async function chooseReferences(
  session: Session,
  args: readonly unknown[],
  { title, wanted = () => true }: Asked,
): Promise<readonly OperationReference[]> {
  const references = referencedOperations(args).filter((reference) => isKnown(session.watch, reference));
  if (references.length > 0) {
    return references;
  }
  const picked = await pickOperation(session, title, wanted);
  return picked ? [picked] : [];
}

/**
 * The operations that a command was invoked on: the selected rows when the row that was clicked is one of them, as VS Code
 * hands them over, else the clicked row alone. Empty when it was invoked without a row.
 */
export function referencedOperations(args: readonly unknown[]): readonly OperationReference[] {
  const [clicked, selected] = args;
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.filter(isReference);
}

/**
 * Whether a server listed it or a session recorded it. Anybody can run a command, or write the address of a document,
 * with a name of their own; such a name is neither asked for nor copied.
 */
export function isKnown({ store, cancellations, history }: Watch, { collection, name }: OperationReference): boolean {
  return (
    store.find(collection, name) !== undefined ||
    cancellations.find(collection, name) !== undefined ||
    history.entries().some((entry) => entry.reading.name === name && entry.collection.host === collection.host)
  );
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
