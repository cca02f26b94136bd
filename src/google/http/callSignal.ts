import type { Disposable } from '../../base/lifecycle.js';
import { ApiError } from '../apiError.js';

/** What ends one call, whoever gives it up: the caller, the client's end, or the deadline. Disposed when the call is over. */
export interface CallSignal extends Disposable {
  /** Its reason is the ApiError that the call ends with. */
  readonly signal: AbortSignal;
  abort(error: ApiError): void;
}

/**
 * Follows `signals`. Unlike `AbortSignal.any` it leaves nothing behind on them: a view's signal may see a hundred
 * thousand requests in its life. A call has only this one, because signals are the dearest part of a small request.
 */
export function callSignal(host: string, ...signals: readonly (AbortSignal | undefined)[]): CallSignal {
  const controller = new AbortController();
  const onAbort = (): void =>
    controller.abort(new ApiError({ kind: 'aborted', message: 'The request was given up', host }));
  for (const signal of signals) {
    if (signal?.aborted) {
      onAbort();
    }
    signal?.addEventListener('abort', onAbort, { once: true });
  }
  return {
    signal: controller.signal,
    abort: (error) => controller.abort(error),
    dispose: () => {
      for (const signal of signals) {
        signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}
