import type { Operation } from '../operations/operation.js';
import type { Cancellations } from '../watch/cancellations.js';

/** Why an operation cannot be cancelled. */
export type NotCancellable = 'ended' | 'cancelling' | 'unsupported';

/** Undefined when a cancel request makes sense. */
export function whyNotCancellable(
  { state, collection }: Operation,
  cancellations: Pick<Cancellations, 'isUnsupported'>,
): NotCancellable | undefined {
  switch (state) {
    case 'running':
      return collection.abilities.cancel && !cancellations.isUnsupported(collection) ? undefined : 'unsupported';
    case 'cancelling':
      return 'cancelling';
    case 'cancelled':
    case 'succeeded':
    case 'failed':
    case 'expired':
      return 'ended';
  }
}

export function isCancellable(operation: Operation, cancellations: Pick<Cancellations, 'isUnsupported'>): boolean {
  return whyNotCancellable(operation, cancellations) === undefined;
}
