// The server of the fan-out: HTTPS on one port for each service, answers written once by the emulator's rules and kept
// compressed, so that it is never what a client waits for.
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { applyFieldMask } from '../../emulator/http/fieldMask.js';
import type { Json } from '../../../src/sample/json.js';
import { selfSignedIdentity } from '../../emulator/network/certificate.js';
import { benchServices, pageOf } from '../support/world.js';
import { accessToken, type ServerAddress, type ServerCounts, type ServerRequest } from './messages.js';

const [operations = 100, ...regions] = process.argv.slice(2).map((text, index) => (index === 0 ? Number(text) : text));
const services = benchServices();
const identity = selfSignedIdentity();
const answers = new Map<string, Buffer>();
let latencyMs = 0;
let counts = { requests: 0, connections: 0, listQuery: '' };

void start();

async function start(): Promise<void> {
  const origins: Record<string, string> = {};
  for (const { id } of services) {
    origins[id] = await listen((url) => serviceAnswer(id, url));
  }
  const other = await listen(otherAnswer);
  process.send?.({ origins, other, certificate: identity.cert } satisfies ServerAddress);
}

process.on('message', (request: ServerRequest) => {
  if (request === 'counts') {
    process.send?.(counts satisfies ServerCounts);
    counts = { requests: 0, connections: 0, listQuery: '' };
  } else {
    ({ latencyMs } = request);
  }
});
// The parent is gone.
process.on('disconnect', () => process.exit());

async function listen(answer: (url: URL) => Json): Promise<string> {
  const server = createServer({ ...identity, keepAliveTimeout: 240_000 }, (request, response) => {
    counts.requests++;
    respond(request, response, answer);
  });
  server.on('secureConnection', () => counts.connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function respond(request: IncomingMessage, response: ServerResponse, answer: (url: URL) => Json): void {
  const url = new URL(request.url ?? '/', 'https://bench.invalid');
  const key = `${(request.socket.localPort ?? 0).toString()}${url.href}`;
  if (url.pathname.endsWith('/operations') || url.pathname.includes('/operations/')) {
    counts.listQuery = url.search;
  }
  let body = answers.get(key);
  if (!body) {
    body = gzipSync(bytesOf(url, answer(url)));
    answers.set(key, body);
  }
  const send = (): void => {
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=UTF-8',
      'Content-Encoding': 'gzip',
      Vary: 'Origin, X-Origin, Referer',
      Server: 'ESF',
      'Cache-Control': 'private',
      'Content-Length': body.length,
    });
    response.end(body);
  };
  // Reads the request to its end before the answer leaves: a POST of the token endpoint has a body.
  request.resume().once('end', () => (latencyMs > 0 ? setTimeout(send, latencyMs) : send()));
}

/** Printed for people unless asked otherwise, as Google does. */
function bytesOf({ searchParams }: URL, json: Json): string {
  const fields = searchParams.get('fields') ?? searchParams.get('$fields');
  const masked = fields === null ? json : applyFieldMask(json, fields);
  const compact = (searchParams.get('prettyPrint') ?? searchParams.get('$prettyPrint')) === 'false';
  return compact ? JSON.stringify(masked) : `${JSON.stringify(masked, undefined, 2)}\n`;
}

function serviceAnswer(service: string, { pathname }: URL): Json {
  const [, project = '', , location] =
    /\/projects\/([^/]+)(\/(?:regions|locations)\/([^/]+)\/operations)?/.exec(pathname) ?? [];
  if (location !== undefined) {
    return pageOf(service, project, location, Number(operations)) as Json;
  }
  return {
    locations: regions.map((region) => ({ locationId: region, name: `projects/${project}/locations/${region}` })),
  };
}

function otherAnswer({ pathname }: URL): Json {
  if (pathname.includes('/regions')) {
    return { items: regions.filter((region) => region !== 'global').map((name) => ({ name, status: 'UP' })) };
  }
  if (pathname.includes('/services')) {
    return { services: services.map(({ host }) => ({ name: `projects/1/services/${host}` })) };
  }
  return { access_token: accessToken, token_type: 'Bearer', expires_in: 3599 };
}
