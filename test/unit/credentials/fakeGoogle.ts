import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { openTrace } from '../../emulator/trace.js';

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The body as a form; empty for other bodies. */
  readonly form: URLSearchParams;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Sent as JSON, a string as it is. */
  readonly body?: unknown;
  readonly delayMs?: number;
}

export type Handler = (request: SeenRequest) => FakeAnswer | undefined | Promise<FakeAnswer | undefined>;

/** A server on the loopback interface that answers what a test tells it to, and remembers what it was asked. */
export interface FakeGoogle {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The requests whose path starts with `prefix`. */
  to(prefix: string): readonly SeenRequest[];
  stop(): Promise<void>;
}

export async function startFakeGoogle(handle: Handler): Promise<FakeGoogle> {
  const requests: SeenRequest[] = [];
  const trace = openTrace();
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    void answer(request, response, handle, (seen) => {
      requests.push(seen);
      const { method, path, headers, body } = seen;
      trace.request({ method, url: path, headers, body, answeredBy: 'a fake Google' });
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    to: (prefix) => requests.filter((request) => request.path.startsWith(prefix)),
    async stop() {
      for (const socket of sockets) {
        socket.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handler,
  note: (seen: SeenRequest) => void,
): Promise<void> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
  }
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const seen: SeenRequest = {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body,
    form: new URLSearchParams(isForm ? body : ''),
  };
  note(seen);
  const found = (await handle(seen)) ?? { status: 404, body: 'no such path in this test' };
  if (found.delayMs !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, found.delayMs));
  }
  const text = typeof found.body === 'string' ? found.body : JSON.stringify(found.body ?? {});
  const type = typeof found.body === 'string' ? 'text/plain' : 'application/json; charset=UTF-8';
  response.writeHead(found.status ?? 200, { 'content-type': type, ...found.headers });
  response.end(text);
}
