import { isOf, type Operation, type OperationReference } from '../../operations/operation.js';
import type { Watch } from '../../watch/watch.js';
import type { Session } from '../session.js';

/**
 * Whether a server listed it or a session recorded it. Anybody can run a command, or write the address of a document,
 * with a name of their own; such a name is neither asked for nor copied.
 */
export function isKnown({ store, cancellations, history }: Watch, { collection, name }: OperationReference): boolean {
  return (
    store.find(collection, name) !== undefined ||
    cancellations.find(collection, name) !== undefined ||
    history.entries().some((entry) => isOf(entry, { collection, name }))
  );
}

/** Those that are still there, as they are now. */
export function currentOperations({ watch }: Session, references: readonly OperationReference[]): Operation[] {
  return references
    .map(({ collection, name }) => watch.store.find(collection, name))
    .filter((operation) => operation !== undefined);
}

/** Whether it names an operation, as its rows do. */
export function isReference(value: unknown): value is OperationReference {
  const reference = value as Partial<OperationReference> | undefined | null;
  return typeof reference?.name === 'string' && typeof reference.collection?.id === 'string';
}
