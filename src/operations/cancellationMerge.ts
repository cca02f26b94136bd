import { isDecided, type Cancellation, type CancellationDelivery } from './cancellation.js';

const certainty: Record<CancellationDelivery, number> = { pending: 0, unconfirmed: 1, accepted: 2, rejected: 3 };

/**
 * What two windows know of the same operation's cancellation, put together: the newer click; of the same click what the
 * server's reading decided, then what was decided otherwise, else what is more certain. It is the greater one in a total
 * order, so windows agree whatever order their news arrive in.
 */
export function mergeCancellations(a: Cancellation, b: Cancellation): Cancellation {
  const [keysA, keysB] = [sortKeys(a), sortKeys(b)];
  const difference = keysA.findIndex((key, index) => key !== keysB[index]);
  return difference < 0 || (keysA[difference] ?? 0) > (keysB[difference] ?? 0) ? a : b;
}

/** Most significant first; two cancellations with equal keys say the same. */
function sortKeys(cancellation: Cancellation): (number | string)[] {
  const { requestedAt, id, decidedAt, delivery, outcome } = cancellation;
  return [requestedAt, id, finality(cancellation), -(decidedAt ?? 0), certainty[delivery], outcome];
}

function finality(cancellation: Cancellation): number {
  if (!isDecided(cancellation)) {
    return 0;
  }
  return cancellation.reading.done ? 2 : 1;
}
