import type { ApiErrorFacts } from '../apiError.js';
import { isConnectionLoss } from './networkError.js';

/** Tries of a request that may be repeated, the first included. */
export const MAX_TRIES = 4;

const FIRST_DELAY_MS = 500;
const GROWTH = 2;
/** A longer wait is for the person to know about, not for a spinner to hide. */
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before a request that may be repeated is sent again; undefined when it must not be (AIP-194): only
 * UNAVAILABLE and lost connections are repeated by themselves, a rate limit after the time the server asks for.
 * @param failedTries how many tries have failed, at least 1.
 * @param random in [0, 1): spreads the clients that failed together.
 */
export function delayBeforeRetry(facts: ApiErrorFacts, failedTries: number, random: number): number | undefined {
  if (failedTries >= MAX_TRIES) {
    return undefined;
  }
  const wanted = facts.retryAfterMs;
  if (wanted !== undefined && wanted > LONGEST_WAIT_MS) {
    return undefined;
  }
  const backoff = FIRST_DELAY_MS * GROWTH ** (failedTries - 1) * (0.5 + random / 2);
  if (facts.kind === 'unavailable') {
    return Math.max(backoff, wanted ?? 0);
  }
  if (facts.kind === 'rateLimited') {
    return wanted === undefined ? undefined : wanted + random * FIRST_DELAY_MS;
  }
  return facts.kind === 'network' && isConnectionLoss(facts.networkCode) ? backoff : undefined;
}
