import type { Gaxios } from 'gaxios';
import type { Clock } from '../../base/clock.js';
import { ApiError } from '../apiError.js';
import type { Answer } from './answer.js';
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
  readonly signal: AbortSignal;
}

/**
 * Sends one request and reads its answer to the end, whatever its status.
 * @throws ApiError `network`, `certificate`, `garbled`, `deadline` or `aborted`; never an error of gaxios, which would
 * hold the Authorization header.
 */
export async function exchange(gaxios: Gaxios, clock: Clock, request: Exchange): Promise<Answer> {
  // Not AbortSignal.any with AbortSignal.timeout: those stay registered on a long-lived signal until collected.
  const controller = new AbortController();
  const deadline = clock.schedule(request.deadlineMs, () => controller.abort());
  const onAbort = (): void => controller.abort();
  request.signal.addEventListener('abort', onAbort, { once: true });
  try {
    request.signal.throwIfAborted();
    const response = await gaxios.request<string>({
      url: request.url,
      method: request.method,
      headers: { ...request.headers },
      ...(request.body !== undefined && { data: request.body }),
      signal: controller.signal,
    });
    return { status: response.status, headers: response.headers, text: response.data };
  } catch (error) {
    if (request.signal.aborted) {
      throw new ApiError({ kind: 'aborted', message: 'The request was given up', host: request.host });
    }
    if (controller.signal.aborted) {
      throw new ApiError({
        kind: 'deadline',
        message: `No answer within ${request.deadlineMs / 1000} s`,
        host: request.host,
      });
    }
    throw networkError(error, request.host);
  } finally {
    request.signal.removeEventListener('abort', onAbort);
    deadline.dispose();
  }
}
