import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { openTrace } from '../trace.js';

export interface ProxyOptions {
  /**
   * Where a tunnel to `host` really ends; `undefined` refuses it with 403. By default Google's hosts are refused and
   * everything else is let through, because no test may reach the outside by mistake.
   */
  route?: (host: string, port: number) => { host: string; port: number } | undefined;
  /** Asks for `Proxy-Authorization: Basic`. */
  credentials?: { user: string; password: string };
}

/** What went through, or was refused. */
export interface ProxiedRequest {
  readonly method: string;
  /** `host:port` of a tunnel, or the URL of a plain request. */
  readonly target: string;
  readonly status: number;
}

export interface Proxy {
  readonly url: string;
  readonly requests: readonly ProxiedRequest[];
  stop(): Promise<void>;
}

/** A forward proxy on the loopback address: CONNECT for HTTPS, absolute URLs for HTTP. */
export async function startProxy(options: ProxyOptions = {}): Promise<Proxy> {
  const requests: ProxiedRequest[] = [];
  const sockets = new Set<Socket>();
  const own = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A tunnel ends on either side at any time; the other side is ended by pipe.
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const refusal = (request: IncomingMessage): 407 | undefined => {
    if (options.credentials === undefined) return undefined;
    const { user, password } = options.credentials;
    const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return request.headers['proxy-authorization'] === expected ? undefined : 407;
  };
  const note = (method: string, target: string, status: number): void => void requests.push({ method, target, status });
  const trace = openTrace();
  // What is in a tunnel is for its other end, which has a trace of its own where it is an emulator.
  const keep = ({ method = '', url = '', headers }: IncomingMessage): void =>
    trace.request({ method, url, headers, body: '', answeredBy: 'a proxy' });

  const server = createServer((request, response) => {
    keep(request);
    const target = request.url ?? '';
    const refused = refusal(request);
    if (refused !== undefined) {
      note(request.method ?? '', target, refused);
      response.writeHead(refused, { 'Proxy-Authenticate': 'Basic realm="emulator"' }).end();
      return;
    }
    forward(request, response, options, (status) => note(request.method ?? '', target, status));
  });
  server.on('connection', own);
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    keep(request);
    const target = request.url ?? '';
    const [host = '', port = '443'] = target.split(':');
    const refused = refusal(request);
    const destination = refused === undefined ? (options.route ?? throughOnly)(host, Number(port)) : undefined;
    if (destination === undefined) {
      const status = refused ?? 403;
      note('CONNECT', target, status);
      const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="emulator"\r\n' : '';
      client.end(`HTTP/1.1 ${status} Refused\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const upstream = own(connect(destination.port, destination.host));
    upstream.once('error', () => {
      note('CONNECT', target, 502);
      client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
    });
    upstream.once('connect', () => {
      note('CONNECT', target, 200);
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function throughOnly(host: string, port: number): { host: string; port: number } | undefined {
  return /(^|\.)(google|googleapis)\.com$/.test(host) ? undefined : { host, port };
}

/** Passes on a plain request to an absolute URL. */
function forward(
  request: IncomingMessage,
  response: ServerResponse,
  options: ProxyOptions,
  done: (status: number) => void,
): void {
  const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
  const destination = url && (options.route ?? throughOnly)(url.hostname, Number(url.port || 80));
  if (url === undefined || destination === undefined) {
    done(403);
    response.writeHead(403).end();
    return;
  }
  const { host, port } = destination;
  const headers = { ...request.headers };
  delete headers['proxy-authorization'];
  const upstream = httpRequest({ host, port, method: request.method, path: url.pathname + url.search, headers });
  upstream.once('response', (answer) => {
    done(answer.statusCode ?? 502);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.once('error', () => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    done(502);
    response.writeHead(502).end();
  });
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}
