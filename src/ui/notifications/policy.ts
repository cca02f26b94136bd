import type { CancellationOutcome } from '../../operations/cancellation.js';
import type { OperationState } from '../../operations/operation.js';
import type { NotificationLevel } from '../../settings.js';

/** Something that could be told. */
export type News =
  /** What became of a cancel request of the person's own. */
  | { readonly kind: 'cancellation'; readonly outcome: CancellationOutcome }
  /** An operation that the person watches has ended. */
  | { readonly kind: 'watched'; readonly to: OperationState }
  /** Another operation has ended while it was on show. */
  | { readonly kind: 'seen'; readonly to: OperationState };

/**
 * Whether the setting wants something told. What the person asked for by a click (a cancel, a watch) is told at every
 * level but `none`: also that it succeeded, which is what somebody who cancelled it has to know.
 */
export function isTold(level: NotificationLevel, news: News): boolean {
  switch (level) {
    case 'none':
      return false;
    case 'mine':
      return news.kind !== 'seen';
    case 'failuresAndCancellations':
      return news.kind !== 'seen' || isFailureOrCancellation[news.to];
    case 'all':
      return true;
  }
}

/** An end of which nobody can tell how it came is no success either. */
const isFailureOrCancellation: Readonly<Record<OperationState, boolean>> = {
  running: false,
  cancelling: false,
  cancelled: true,
  succeeded: false,
  failed: true,
  expired: true,
};
