import type { Gaxios } from 'gaxios';
import type { Clock } from '../../base/clock.js';
import { ApiError } from '../apiError.js';
import type { Answer } from './answer.js';
import type { CallSignal } from './callSignal.js';
import { networkError } from './networkError.js';

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
}

/**
 * Sends one request and reads its answer to the end, whatever its status.
 * @throws ApiError `network`, `certificate`, `garbled`, `deadline` or `aborted`; never an error of gaxios, which would
 * hold the Authorization header.
 */
export async function exchange(gaxios: Gaxios, clock: Clock, request: Exchange): Promise<Answer> {
  const { call, host, deadlineMs } = request;
  // The deadline ends the whole call: what did not answer once is not asked again.
  const deadline = clock.schedule(deadlineMs, () => {
    call.abort(new ApiError({ kind: 'deadline', message: `No answer within ${deadlineMs / 1000} s`, host }));
  });
  try {
    const response = await gaxios.request<string>({
      url: request.url,
      method: request.method,
      headers: { ...request.headers },
      ...(request.body !== undefined && { data: request.body }),
      signal: call.signal,
    });
    const answer = { status: response.status, headers: response.headers, text: response.data };
    // A Response is in a FinalizationRegistry of fetch's, so it lives until a full collection; its text need not.
    response.data = '';
    return answer;
  } catch (error) {
    throw call.signal.aborted ? (call.signal.reason as ApiError) : networkError(error, host);
  } finally {
    deadline.dispose();
  }
}
