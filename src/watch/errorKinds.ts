import type { ApiErrorKind } from '../google/apiError.js';

/** Without a usable credential no request can succeed: one message says it, instead of a row per region. */
export function stopsEverything(kind: ApiErrorKind): boolean {
  return (
    kind === 'credentialsMissing' ||
    kind === 'credentialsBroken' ||
    kind === 'signInExpired' ||
    kind === 'reauthRequired'
  );
}

/** Whether the same request may well succeed in a moment. */
export function passes(kind: ApiErrorKind): boolean {
  return (
    kind === 'network' ||
    kind === 'deadline' ||
    kind === 'unavailable' ||
    kind === 'rateLimited' ||
    kind === 'garbled' ||
    kind === 'redirected'
  );
}
