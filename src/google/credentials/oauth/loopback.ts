import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { isThisMachine } from '../../../base/baseUrl.js';
import type { Disposable } from '../../../base/lifecycle.js';
import { readRedirect, type RedirectOutcome } from './redirect.js';
import { redirectPage, type RedirectPageTexts } from './redirectPage.js';

/** A port of this machine that waits for the browser to come back from the consent page. */
export interface LoopbackListener extends Disposable {
  /** `http://127.0.0.1:PORT/`; the address rather than `localhost`, which may resolve to something else (RFC 8252, 7.3). */
  readonly redirectUri: string;
  /** Settles with the first answer that carries the state; pending for ever when none comes. */
  readonly outcome: Promise<Exclude<RedirectOutcome, { kind: 'foreign' }>>;
}

/**
 * Opens the port. Only this machine reaches it, only the answer with the right `state` counts, and it ends with `dispose`.
 * @throws Error when no port can be opened.
 */
export async function listenForRedirect(state: string, texts: RedirectPageTexts): Promise<LoopbackListener> {
  const server = createServer();
  const silent = connectionsWithoutRequest(server);
  const outcome = new Promise<Exclude<RedirectOutcome, { kind: 'foreign' }>>((resolve) => {
    server.on('request', (request, response) => {
      const found = isMeantForHere(request) ? outcomeOf(request, state) : undefined;
      answer(response, found, texts);
      if (found && found.kind !== 'foreign') {
        resolve(found);
      }
    });
  });
  const port = await listen(server);
  return {
    redirectUri: `http://127.0.0.1:${port}/`,
    outcome,
    dispose() {
      // The page may still be on its way and ends its connection by itself. Browsers also open connections ahead, which
      // `closeIdleConnections` does not count as idle and which would keep the server alive.
      server.close();
      silent.forEach((socket) => socket.destroy());
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve((server.address() as AddressInfo).port));
  });
}

function connectionsWithoutRequest(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }) => sockets.delete(socket));
  return sockets;
}

/** A page elsewhere can have its own name resolved to this machine; the port may be that of a forwarding editor. */
function isMeantForHere({ headers }: IncomingMessage): boolean {
  const address = `http://${headers.host ?? ''}`;
  return URL.canParse(address) && isThisMachine(new URL(address).hostname);
}

/** Undefined for what browsers ask by themselves, such as the icon of the page. */
function outcomeOf(request: IncomingMessage, state: string): RedirectOutcome | undefined {
  const target = `http://127.0.0.1${request.url ?? '/'}`;
  const url = URL.canParse(target) ? new URL(target) : undefined;
  return request.method === 'GET' && url?.pathname === '/' ? readRedirect(url, state) : undefined;
}

function answer(response: ServerResponse, outcome: RedirectOutcome | undefined, texts: RedirectPageTexts): void {
  if (!outcome) {
    response.writeHead(404, { Connection: 'close' }).end();
    return;
  }
  response
    .writeHead(outcome.kind === 'foreign' ? 400 : 200, {
      'Content-Type': 'text/html; charset=utf-8',
      // No script, no picture, nothing from anywhere; and the code in the address goes nowhere.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Connection: 'close',
    })
    .end(redirectPage(outcome.kind, texts));
}
