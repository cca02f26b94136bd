import type { Clock } from '../../base/clock.js';
import { ApiError, isApiError } from '../apiError.js';
import type { BinaryAnswer } from './answer.js';
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
 * @throws ApiError `network`, `certificate`, `garbled`, `deadline` or `aborted`, and nothing else.
 */
export async function exchange(fetchOnce: typeof fetch, clock: Clock, request: Exchange): Promise<BinaryAnswer> {
  const { call, host, deadlineMs } = request;
  // The deadline ends the whole call: what did not answer once is not asked again.
  const deadline = clock.schedule(deadlineMs, () => {
    call.abort(new ApiError({ kind: 'deadline', message: `No answer within ${deadlineMs / 1000} s`, host }));
  });
  try {
    const { method, headers, body = null } = request;
    // Google's APIs do not redirect; whoever does is something in between and must not get the token.
    const response = await fetchOnce(request.url, { method, headers, body, redirect: 'manual', signal: call.signal });
    const chunks = response.body ? await readChunks(response.body, host) : [];
    return {
      status: response.status,
      headers: response.headers,
      chunks,
      get text() {
        return new TextDecoder().decode(Buffer.concat(chunks));
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

/** Far above any page of a hundred operations; a body without end must not fill the memory of the extension host. */
const MAX_BYTES = 64 * 1024 * 1024;

/** By a reader, because iterating costs twice as much a chunk. */
async function readChunks(body: ReadableStream<Uint8Array>, host: string): Promise<readonly Uint8Array[]> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > MAX_BYTES) {
      const error = {
        kind: 'garbled',
        message: `The answer is larger than ${MAX_BYTES / 1024 / 1024} MB`,
        host,
      } as const;
      await reader.cancel();
      throw new ApiError(error);
    }
  }
  return chunks;
}
