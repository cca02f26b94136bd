import type { ApiErrorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { Collection } from '../operations/collection.js';
import { locationOf } from '../operations/resourceName.js';

/** How the last reading of a collection went; `at` by the monotonic clock. */
export type CollectionStatus =
  | { readonly state: 'unread' }
  /** It is listed for the first time when the budget lets it. */
  | { readonly state: 'waiting' }
  | { readonly state: 'reading' }
  /** `unreachable`: locations that the service itself could not reach (AIP-217). */
  | { readonly state: 'read'; readonly at: number; readonly unreachable: readonly string[] }
  | {
      readonly state: 'failed';
      readonly at: number;
      readonly error: ApiErrorFacts;
      /** When the server wants to be asked again, in milliseconds since the epoch. */
      readonly retryAt?: number | undefined;
    };

/** Why a collection, or some locations of it, could not be read. */
export interface Failure {
  readonly error: ApiErrorFacts;
  readonly retryAt: number | undefined;
  readonly locations: readonly string[];
  /** Nothing of the collection could be read, and no other list shows what is there. */
  readonly whole: boolean;
}

/**
 * What a status says of failing: until the next answer has come what was known stands, and an answer that says the same
 * again is no news.
 */
export function failureBy(
  before: Failure | undefined,
  { host, location, second }: Collection,
  status: CollectionStatus,
): Failure | undefined {
  switch (status.state) {
    case 'unread':
    case 'waiting':
    case 'reading':
      return before;
    case 'failed': {
      const { error, retryAt } = status;
      if (second && errorThat('deniesList', error.kind)) {
        return undefined;
      }
      if (before?.whole === !second && before.retryAt === retryAt && sameError(before.error, error)) {
        return before;
      }
      return {
        error,
        retryAt,
        locations: location === undefined || location === '-' ? [] : [location],
        whole: !second,
      };
    }
    case 'read': {
      const { unreachable } = status;
      if (unreachable.length === 0) {
        return undefined;
      }
      const error = { kind: 'unavailable', message: `Unreachable: ${unreachable.join(', ')}`, host } as const;
      if (before && !before.whole && sameError(before.error, error)) {
        return before;
      }
      const locations = unreachable.map((name) => locationOf(name) ?? name);
      return { error, retryAt: undefined, locations, whole: false };
    }
  }
}

function sameError(a: ApiErrorFacts, b: ApiErrorFacts): boolean {
  return a.kind === b.kind && a.message === b.message && a.reason === b.reason && a.httpStatus === b.httpStatus;
}
