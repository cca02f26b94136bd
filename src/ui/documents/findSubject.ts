import type { OperationReference } from '../../operations/operation.js';
import { isKnown } from '../selection/selection.js';
import type { Session } from '../session.js';
import type { DocumentSubject } from './documentSubject.js';

/**
 * The operation of this name in the collection of this id, where a server has listed it or an earlier session recorded it.
 * Whoever can write an address must not be able to have anything else read. Everything is read first when it is not
 * known yet, as after a reload with an open document.
 */
export async function findSubject(
  { watch }: Session,
  subject: DocumentSubject,
): Promise<OperationReference | undefined> {
  const find = (): OperationReference | undefined => {
    const { collectionId, name } = subject;
    // Also one of a project that is not on show, which a link named and the person let be read.
    for (const partition of watch.store.partitions()) {
      const operation = partition.get(name);
      if (operation?.collection.id === collectionId) {
        return operation;
      }
    }
    const recorded = [...watch.cancellations.active(), ...watch.history.entries()].map(({ collection }) => collection);
    const collection = [...watch.survey.collections(), ...recorded].find(({ id }) => id === collectionId);
    const reference = collection && { collection, name };
    return reference && isKnown(watch, reference) ? reference : undefined;
  };
  if (!find()) {
    await watch.refresher.refresh();
  }
  return find();
}
