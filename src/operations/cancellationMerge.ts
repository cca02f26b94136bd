import { isDecided, type Cancellation, type CancellationDelivery } from './cancellation.js';

const certainty: Record<CancellationDelivery, number> = { pending: 0, unconfirmed: 1, accepted: 2, rejected: 3 };

/**
 * What two windows know of the same operation's cancellation, put together: the newer click; of the same click what is
 * decided, else what is more certain. Commutative and idempotent, so windows agree whatever order their news arrive in.
 */
export function mergeCancellations(a: Cancellation, b: Cancellation): Cancellation {
  if (a.id !== b.id) {
    return a.requestedAt > b.requestedAt || (a.requestedAt === b.requestedAt && a.id > b.id) ? a : b;
  }
  if (isDecided(a) !== isDecided(b)) {
    return isDecided(a) ? a : b;
  }
  if (isDecided(a)) {
    return (a.decidedAt ?? 0) <= (b.decidedAt ?? 0) ? a : b;
  }
  if (certainty[a.delivery] !== certainty[b.delivery]) {
    return certainty[a.delivery] > certainty[b.delivery] ? a : b;
  }
  return a.outcome === 'requested' ? a : b;
}
