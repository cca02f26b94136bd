import type { Operation } from '../operations/operation.js';
import { isDecided } from '../operations/cancellation.js';
import type { Cancellations } from './cancellations.js';
import type { ChangeGuard } from './changeGuard.js';

/** Why an operation cannot be cancelled now. */
export type NotCancellable =
  /** The settings forbid it. */
  | 'readOnly'
  | 'ended'
  | 'cancelling'
  /** It was asked for and nobody knows whether that arrived: asking once more is a decision of its own. */
  | 'unconfirmed'
  /** Its own metadata says that it cannot be, at this point. */
  | 'uncancellable'
  /** The service has no cancel here. */
  | 'unsupported'
  /** It said so of this kind of operation a short while ago; the person may ask all the same. */
  | 'saidUnsupported';

/** What tells whether an operation can be cancelled. */
export interface CancellableBy {
  readonly cancellations: Pick<Cancellations, 'find' | 'unsupportedSince'>;
  readonly mayChange: ChangeGuard;
}

/** Whether a first cancel request can be sent, also one that the service is not likely to take. */
export function mayAsk(reason: NotCancellable | undefined): reason is 'saidUnsupported' | undefined {
  return reason === undefined || reason === 'saidUnsupported';
}

/** Undefined when a first cancel request makes sense. */
export function whyNotCancellable(
  operation: Operation,
  { cancellations, mayChange }: CancellableBy,
): NotCancellable | undefined {
  const { state, collection, name } = operation;
  switch (state) {
    case 'cancelled':
    case 'succeeded':
    case 'failed':
    case 'expired':
      return 'ended';
    case 'running':
    case 'cancelling': {
      if (!mayChange(operation)) {
        return 'readOnly';
      }
      if (state === 'cancelling') {
        return 'cancelling';
      }
      if (!collection.abilities.cancel) {
        return 'unsupported';
      }
      if (operation.uncancellable) {
        return 'uncancellable';
      }
      const request = cancellations.find(collection, name);
      if (request && !isDecided(request)) {
        return 'unconfirmed';
      }
      return cancellations.unsupportedSince(operation) === undefined ? undefined : 'saidUnsupported';
    }
  }
}
