import type { Gaxios } from 'gaxios';
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
 * @throws ApiError `network`, `certificate`, `garbled`, `deadline` or `aborted`; never an error of gaxios, which would
 * hold the Authorization header.
 */
export async function exchange(gaxios: Gaxios, clock: Clock, request: Exchange): Promise<BinaryAnswer> {
  const { call, host, deadlineMs } = request;
  // The deadline ends the whole call: what did not answer once is not asked again.
  const deadline = clock.schedule(deadlineMs, () => {
    call.abort(new ApiError({ kind: 'deadline', message: `No answer within ${deadlineMs / 1000} s`, host }));
  });
  try {
    const response = await gaxios.request<ReadableStream<Uint8Array> | '' | null>({
      url: request.url,
      method: request.method,
      headers: { ...request.headers },
      ...(request.body !== undefined && { data: request.body }),
      signal: call.signal,
    });
    // gaxios puts an empty text in place of the body of a 204.
    const bytes = response.data ? await readBytes(response.data, host) : new Uint8Array();
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      get text() {
        return new TextDecoder().decode(bytes);
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

/**
 * Read here and not by gaxios, which would hang the text on the Response: fetch has those in a FinalizationRegistry, so
 * each page would live until a full garbage collection. By a reader, because iterating costs twice as much a chunk.
 */
async function readBytes(body: ReadableStream<Uint8Array>, host: string): Promise<Uint8Array> {
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
  return Buffer.concat(chunks, size);
}
