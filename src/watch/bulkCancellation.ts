import { isDecided, type Cancellation, type CancellationOutcome } from '../operations/cancellation.js';
import type { Collection } from '../operations/collection.js';
import { operationKey, type Operation, type OperationReading } from '../operations/operation.js';
import { toReading } from '../operations/reading.js';
import type { NotCancellable } from './cancellable.js';
import type { Cancellations } from './cancellations.js';

/** One operation of a bulk cancel, as it was when the person asked. Plain JSON. */
export interface BulkMember {
  readonly collection: Collection;
  readonly reading: OperationReading;
  readonly location: string | undefined;
}

/** An operation that was chosen and could not be cancelled. */
export interface BulkLeftOut extends BulkMember {
  readonly reason: NotCancellable;
}

/** Many operations cancelled in one go. What became of each is in its own cancel request, not here. */
export interface BulkCancellation {
  readonly id: string;
  /** Milliseconds since the epoch; no request of it is older. */
  readonly startedAt: number;
  readonly members: readonly BulkMember[];
  readonly leftOut: readonly BulkLeftOut[];
  /** Requests are still being sent, here or in another window. */
  readonly sending: boolean;
  /** By `memberKey`, why those were not asked whose turn had come; absent in records of earlier versions. */
  readonly notAsked?: Readonly<Record<string, NotCancellable>>;
}

/**
 * What became of one of many: the outcome of its request; `waiting` for its turn; or `notAsked`, because the person
 * stopped, the editor ended, or it ended by itself before its turn came.
 */
export type BulkFate = CancellationOutcome | 'waiting' | 'notAsked';

export interface BulkResult {
  readonly member: BulkMember;
  readonly fate: BulkFate;
  /** The newest request for it; absent where none was sent. */
  readonly cancellation: Cancellation | undefined;
  /** Why it was not asked, where that was not its turn which never came. */
  readonly reason?: NotCancellable | undefined;
}

/** What a chosen operation is remembered by. */
export function bulkMember(operation: Operation): BulkMember {
  return { collection: operation.collection, reading: toReading(operation), location: operation.location };
}

/** What became of each operation of a bulk cancel so far, in the order in which they were chosen. */
export function bulkResults(
  { members, startedAt, sending, notAsked = {} }: BulkCancellation,
  cancellations: Pick<Cancellations, 'find'>,
): readonly BulkResult[] {
  return members.map((member) => {
    const cancellation = cancellations.find(member.collection, member.reading.name);
    if (cancellation && cancellation.requestedAt >= startedAt) {
      return { member, fate: cancellation.outcome, cancellation };
    }
    const reason = notAsked[memberKey(member)];
    return { member, fate: sending && !reason ? 'waiting' : 'notAsked', cancellation: undefined, reason };
  });
}

/** No fate of these will change any more. */
export function isSettled(results: readonly BulkResult[]): boolean {
  return results.every(({ fate }) => fate === 'notAsked' || (fate !== 'waiting' && isDecided({ outcome: fate })));
}

export function memberKey({ collection, reading }: Pick<BulkMember, 'collection' | 'reading'>): string {
  return operationKey({ collection, name: reading.name });
}
