import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../world.js';
import { bodyOf } from './send.js';
import { replyTo } from './serve.js';

/**
 * Answers as the port does, without a socket in between: for clients in the same process that ask a hundred thousand times.
 * What a socket would do, it does to the `Response`: hang, break off, reset.
 */
export async function fetchInProcess(world: World, url: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(url);
  const body =
    typeof init.body === 'string' ? init.body : init.body instanceof URLSearchParams ? String(init.body) : '';
  const headers: IncomingHttpHeaders = { ...Object.fromEntries(new Headers(init.headers)), 'content-length': '0' };
  const entry = {
    at: world.clock.wall(),
    method: init.method ?? 'GET',
    url: pathname + search,
    headers,
    body,
    connection: 0,
    service: undefined,
    operation: undefined,
    status: undefined,
    tookMs: undefined,
  };
  world.log.add(entry);
  const signal = init.signal ?? undefined;
  signal?.throwIfAborted();
  const reply = await replyTo(entry, { world, boundTo: undefined }, () => Promise.resolve(true));
  if (reply === 'hang') {
    return untilAborted(signal);
  }
  if (reply === 'reset') {
    throw connectionLost('ECONNRESET');
  }
  const { answer, pretty, delivery } = reply;
  const whole = bodyOf(answer, pretty);
  const text = delivery === 'whole' ? whole : whole.slice(0, Math.ceil(whole.length / 2));
  const contentType = answer.kind === 'json' ? 'application/json; charset=UTF-8' : answer.contentType;
  return new Response(bodyWith(text, delivery, signal), {
    status: answer.status,
    headers: { 'Content-Type': contentType, ...answer.headers },
  });
}

/** What `fetch` throws when the connection is lost. */
export function connectionLost(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

function bodyWith(
  text: string,
  delivery: 'whole' | 'truncated' | 'cut' | 'stalled',
  signal: AbortSignal | undefined,
): BodyInit | null {
  if (delivery === 'whole' || delivery === 'truncated') {
    return text === '' ? null : text;
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (delivery === 'cut') {
        controller.error(connectionLost('UND_ERR_SOCKET'));
      } else {
        signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
      }
    },
  });
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
