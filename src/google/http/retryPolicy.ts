import type { ApiErrorFacts } from '../apiError.js';
import { errorThat } from '../errorTraits.js';
import { isConnectionLoss } from './networkError.js';

/** Tries of a request that may be repeated, the first included. */
export const MAX_TRIES = 4;

const FIRST_DELAY_MS = 500;
const GROWTH = 2;
/** All waits of a call together: a longer one is for the person to know about, not for a spinner to hide. */
const LONGEST_WAIT_MS = 30_000;

/** What has become of a call so far. */
export interface Tries {
  /** How many have failed, at least 1. */
  readonly failed: number;
  /** How long the call has waited between them, in milliseconds. */
  readonly waitedMs: number;
}

/**
 * How long to wait before a request that may be repeated is sent again; undefined when it must not be (AIP-194): only
 * UNAVAILABLE and lost connections are repeated by themselves, a rate limit after the time the server asks for.
 * @param random in [0, 1): spreads the clients that failed together.
 */
export function delayBeforeRetry(facts: ApiErrorFacts, tries: Tries, random: number): number | undefined {
  const delay = tries.failed < MAX_TRIES ? delayAfter(facts, tries.failed, random) : undefined;
  return delay !== undefined && tries.waitedMs + delay <= LONGEST_WAIT_MS ? delay : undefined;
}

function delayAfter(facts: ApiErrorFacts, failedTries: number, random: number): number | undefined {
  const wanted = facts.retryAfterMs;
  const backoff = FIRST_DELAY_MS * GROWTH ** (failedTries - 1) * (0.5 + random / 2);
  if (errorThat('isRepeatedWhenAsked', facts.kind)) {
    return wanted === undefined ? undefined : wanted + random * FIRST_DELAY_MS;
  }
  const isRepeated =
    errorThat('isRepeated', facts.kind) && (facts.kind !== 'network' || isConnectionLoss(facts.networkCode));
  return isRepeated ? Math.max(backoff, wanted ?? 0) : undefined;
}
