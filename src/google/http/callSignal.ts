import { whenAborted } from '../../base/abort.js';
import type { Disposable } from '../../base/lifecycle.js';
import { ApiError } from '../apiError.js';

/** What ends one call, whoever gives it up: the caller, the client's end, or the deadline. Disposed when the call is over. */
export interface CallSignal extends Disposable {
  /** Its reason is the ApiError that the call ends with. */
  readonly signal: AbortSignal;
  abort(error: ApiError): void;
}

/**
 * Follows the caller's signal. Unlike `AbortSignal.any` it leaves nothing behind on it: a view's signal may see a hundred
 * thousand requests in its life. A call has only this one, because signals are the dearest part of a small request.
 */
export function callSignal(host: string, caller: AbortSignal | undefined): CallSignal {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(abortedCall(host));
  if (caller?.aborted) {
    onAbort();
  }
  const listening = caller && whenAborted(caller, onAbort);
  return {
    signal: controller.signal,
    abort: (error) => controller.abort(error),
    dispose: () => listening?.dispose(),
  };
}

/** What a call ends with when somebody no longer wants it. */
export function abortedCall(host: string): ApiError {
  return new ApiError({ kind: 'aborted', message: 'The request was given up', host });
}
