import type { Disposable } from '../../../src/base/lifecycle.js';
import type { Cancellation } from '../../../src/operations/cancellation.js';
import type { Operation } from '../../../src/operations/operation.js';
import type { Cancellations } from '../../../src/watch/cancellations.js';
import { claimEnd, type Follows } from '../../../src/watch/follows.js';
import type { Records } from '../../../src/watch/records.js';

/** Calls `listener` with what a window tells the person of cancel requests: as its notifier does, and without a pause. */
export function onTold(cancellations: Cancellations, listener: (cancellation: Cancellation) => void): Disposable {
  return cancellations.onDidChange(({ cancellation, tell }) => {
    if (tell) {
      void cancellations.claimTelling(cancellation).then((mine) => mine && listener(cancellation));
    }
  });
}

/** The same for what it tells of operations that were followed. */
export function onEndTold(
  follows: Follows,
  claims: Pick<Records, 'claim'>,
  listener: (operation: Operation) => void,
): Disposable {
  return follows.onDidEnd((operation) => void claimEnd(claims, operation).then((mine) => mine && listener(operation)));
}
