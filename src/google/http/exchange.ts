import type { Clock } from '../../base/clock.js';
import type { Disposable } from '../../base/lifecycle.js';
import { ApiError, isApiError } from '../apiError.js';
import type { BinaryAnswer } from './answer.js';
import { readBody, textOf, type AnswerTurn } from './body.js';
import type { CallSignal } from './callSignal.js';
import { networkError } from './networkError.js';
import type { TokenFetch } from './tokenFetch.js';

/** One HTTP request, ready to be sent. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: a POST then goes out with `Content-Length: 0` and no content type. */
  readonly body: string | undefined;
  /** The host as Google names it, for errors. */
  readonly host: string;
  readonly deadlineMs: number;
  readonly call: CallSignal;
  readonly turn: AnswerTurn;
}

/**
 * Sends one request and reads its answer to the end, whatever its status.
 * @throws ApiError `originNotAllowed`, `redirected`, `network`, `certificate`, `garbled`, `deadline` or `aborted`, and
 * nothing else.
 */
export async function exchange(fetchOnce: TokenFetch, clock: Clock, request: Exchange): Promise<BinaryAnswer> {
  const { call, host, deadlineMs } = request;
  // The deadline ends the whole call: what did not answer once is not asked again.
  const deadline = endWithin(deadlineMs, call, clock, host);
  try {
    const { method, headers, body = null } = request;
    const response = await fetchOnce(request.url, { method, headers, body, signal: call.signal });
    const chunks = await readBody(response.body, MAX_BYTES, host, request.turn);
    return {
      status: response.status,
      headers: response.headers,
      chunks,
      get text() {
        return textOf(chunks);
      },
    };
  } catch (error) {
    if (call.signal.aborted) {
      throw call.signal.reason as ApiError;
    }
    throw isApiError(error) ? error : networkError(error, host);
  } finally {
    deadline.dispose();
  }
}

/** Ends a call with `deadline` after a while, unless disposed before. */
export function endWithin(ms: number, call: CallSignal, clock: Clock, host: string): Disposable {
  return clock.schedule(ms, () => {
    call.abort(new ApiError({ kind: 'deadline', message: `No answer within ${ms / 1000} s`, host }));
  });
}

/** A hundred operations with 240 kB each. */
const MAX_BYTES = 24 * 1024 * 1024;
