import { mayRepeat } from '../operations/cancellation.js';
import { isEnded, type Operation } from '../operations/operation.js';
import type { CancellableBy } from '../watch/cancellable.js';

/** Whether "Cancel Again" makes sense: a request of ours is open, and it may be repeated by now. */
export function mayCancelAgain(
  operation: Operation,
  { cancellations, mayChange }: CancellableBy,
  now: number,
): boolean {
  const request = cancellations.find(operation.collection, operation.name);
  return request !== undefined && !isEnded(operation.state) && mayChange(operation) && mayRepeat(request, now);
}
