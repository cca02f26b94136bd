import { memberKey } from '../../watch/bulkCancellation.js';
import { operationKey, type Operation } from '../../operations/operation.js';
import type { Cancellation } from '../../operations/cancellation.js';
import type { OperationReference } from '../commands/selection.js';

/** One thing to tell: what became of a cancel request, or that an operation ended. */
export type NewsItem =
  | { readonly type: 'cancellation'; readonly cancellation: Cancellation }
  | { readonly type: 'end'; readonly operation: Operation };

/** The same for what is told of the same operation. */
export function newsKey(item: NewsItem): string {
  return item.type === 'cancellation' ? memberKey(item.cancellation) : operationKey(item.operation);
}

export function referenceOf(item: NewsItem): OperationReference {
  const { collection } = item.type === 'cancellation' ? item.cancellation : item.operation;
  return { collection, name: item.type === 'cancellation' ? item.cancellation.reading.name : item.operation.name };
}

/** Nothing that asks for attention: it ended as somebody wanted, or without an error. */
export function isGood(item: NewsItem): boolean {
  if (item.type === 'end') {
    return item.operation.state === 'succeeded' || item.operation.state === 'cancelled';
  }
  const { outcome } = item.cancellation;
  return outcome === 'cancelled' || outcome === 'completedAnyway';
}
