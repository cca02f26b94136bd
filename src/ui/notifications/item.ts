import { memberKey } from '../../watch/bulkCancellation.js';
import {
  operationKey,
  type Operation,
  type OperationReference,
  type OperationState,
} from '../../operations/operation.js';
import type { Cancellation, CancellationOutcome } from '../../operations/cancellation.js';

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
  return item.type === 'end' ? isGoodState[item.operation.state] : isGoodOutcome[item.cancellation.outcome];
}

const isGoodState: Readonly<Record<OperationState, boolean>> = {
  running: false,
  cancelling: false,
  cancelled: true,
  succeeded: true,
  failed: false,
  expired: false,
};

const isGoodOutcome: Readonly<Record<CancellationOutcome, boolean>> = {
  requested: false,
  cancelled: true,
  completedAnyway: true,
  failed: false,
  refused: false,
  unsupported: false,
  notSent: false,
  expired: false,
  unknown: false,
};
