import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** Certificate and key in PEM. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** One listening port. */
export interface Listener {
  readonly port: number;
  readonly url: string;
  /** Ends it with every connection and every request that still hangs. */
  stop(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, signal: AbortSignal) => Promise<void>;

/**
 * Listens on the loopback address only: whoever can reach the control endpoint can do anything here.
 * @param port 0 for any free one.
 */
export async function listen(
  port: number,
  handler: Handler,
  onConnection: (socket: Socket) => void,
  tls?: TlsIdentity,
): Promise<Listener> {
  const stopped = new AbortController();
  const onRequest: RequestListener = (request, response) => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    handler(request, response, AbortSignal.any([stopped.signal, gone.signal])).catch((error: unknown) => {
      // A bug of the emulator must be seen by the test that met it.
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end(`emulator error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
  };
  // Google's front ends keep idle connections for minutes; Node's five seconds would cut them between two polls.
  const options = { keepAliveTimeout: 240_000, requestTimeout: 0 };
  const server =
    tls === undefined ? createHttpServer(options, onRequest) : createHttpsServer({ ...options, ...tls }, onRequest);
  server.on(tls === undefined ? 'connection' : 'secureConnection', onConnection);
  await listening(server, port);
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${actual}`,
    stop: async () => {
      stopped.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
