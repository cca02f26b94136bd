import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Google } from '../../../src/google/google.js';
import { collection, failure, keptLog, listAll, openWith, scriptedCredential } from './bench.js';

/** Google's, another's, one that JSON and URLs escape, and one that is all letters. */
const tokens: Readonly<Record<string, string>> = {
  "Google's": 'ya29.c0ld-canary_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  'of another shape': 'opaque-Canary-7f3a99b2c1',
  'with signs': 'cAnArY/9+kq8ZtR2w5y7Hb3Nd1==',
  'of letters': 'canaryOfNothingButLetters',
};

const escaped = (token: string): string => token.replaceAll('=', '\\u003d').replaceAll('/', '\\/');

function status(parts: Readonly<Record<string, unknown>>, details: readonly unknown[] = []): string {
  return JSON.stringify({ error: { code: 403, message: 'No.', status: 'PERMISSION_DENIED', details, ...parts } });
}

const info = (parts: object): unknown => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...parts });
const help = (link: object): unknown => ({ '@type': 'type.googleapis.com/google.rpc.Help', links: [link] });

interface Echo {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where a server, or something before it, may quote the token that it was sent. */
const places: Readonly<Record<string, (token: string) => Echo>> = {
  'the message': (token) => ({ body: status({ message: `Refused: bearer ${token}` }) }),
  'the message, bare': (token) => ({ body: status({ message: `Not accepted: "${token}".` }) }),
  'the status': (token) => ({ body: status({ status: token }) }),
  'the reason': (token) => ({ body: status({}, [info({ reason: token })]) }),
  'the domain': (token) => ({ body: status({}, [info({ reason: 'X', domain: `${token}.example` })]) }),
  'a value of the metadata': (token) => ({ body: status({}, [info({ reason: 'X', metadata: { a: token } })]) }),
  'a name of the metadata': (token) => ({ body: status({}, [info({ reason: 'X', metadata: { [token]: 'a' } })]) }),
  'the text of a link': (token) => ({ body: status({}, [help({ description: token, url: 'https://x.example/' })]) }),
  'the URL of a link': (token) => ({
    body: status({}, [help({ description: 'x', url: `https://x.example/?t=${encodeURIComponent(token)}#${token}` })]),
  }),
  'advice without a link': (token) => ({ body: status({}, [help({ description: `Not ${token}` })]) }),
  'the localized message': (token) => ({
    body: status({}, [{ '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', message: `Nein: ${token}` }]),
  }),
  'a message within the message': (token) => ({
    body: status({ message: JSON.stringify({ error: { message: `in ${token}` } }) }),
  }),
  'what stands for a permission': (token) => ({ body: status({ message: `Permission 'a.b.${token}' denied` }) }),
  'a page of HTML': (token) => ({ status: 400, type: 'text/html', body: `<title>Bearer ${token}</title>` }),
  'plain text': (token) => ({ status: 400, type: 'text/plain', body: `authorization: bearer ${token}` }),
  'the content type': (token) => ({ status: 400, type: `text/${token}`, body: 'x' }),
  'a success that is no JSON': (token) => ({ status: 200, body: `OK ${token}` }),
  'where a redirect leads': (token) => ({
    status: 307,
    headers: { location: `https://${token}.example/` },
    body: '',
  }),
};

describe('a server that quotes the token of the request', () => {
  let server: Server;
  let answer: Echo;
  let log: ReturnType<typeof keptLog>;
  const from = collection('dataproc', 'acme-web', 'us-central1');

  before(async () => {
    server = createServer((_request, response) => {
      const { status: code = 403, type = 'application/json', headers = {}, body } = answer;
      response.writeHead(code, { 'content-type': type, ...headers }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());

  function open(token: string): Google {
    log = keptLog();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return openWith({ log, endpointOverrides: { dataproc: url } }, scriptedCredential([token]));
  }

  /** In any case: a host comes in small letters. */
  function assertNone(token: string, ...seen: unknown[]): void {
    const text = [...seen, log.lines].map((value) => JSON.stringify(value)).join('\n');
    for (const form of [token, encodeURIComponent(token)]) {
      assert.ok(!text.toLowerCase().includes(form.toLowerCase()), text);
    }
  }

  for (const [shape, token] of Object.entries(tokens)) {
    for (const [place, echo] of Object.entries(places)) {
      it(`keeps a token ${shape} out of the error: ${place}`, async () => {
        answer = echo(token);
        const google = open(token);
        const name = 'projects/acme-web/regions/us-central1/operations/x';
        assertNone(token, await failure(listAll(google, from)), await failure(google.operations.cancel(from, name)));
        google.dispose();
      });
    }

    it(`keeps a token ${shape} out of what it reads`, async () => {
      const name = 'projects/acme-web/regions/us-central1/operations/x';
      const text = JSON.stringify({ name, metadata: { description: 'CANARY', user: 'CANARY' } });
      for (const written of [token, escaped(token)]) {
        const operation = text.replaceAll('CANARY', written);
        const google = open(token);
        answer = { status: 200, body: `{"operations":[${operation}]}` };
        const listed = await listAll(google, from);
        assert.equal(listed.length, 1);
        answer = { status: 200, body: operation };
        assertNone(token, listed, await google.operations.get(from, name));
        google.dispose();
      }
    });
  }

  for (const [place, echo] of Object.entries(places)) {
    it(`keeps a token that was not its own out of the error, by its shape: ${place}`, async () => {
      const other = tokens["Google's"]!;
      answer = echo(other);
      const google = open('the-token-of-this-request');
      assertNone(other, await failure(listAll(google, from)));
      google.dispose();
    });
  }

  it('leaves words and short texts as they are', async () => {
    answer = { body: status({ message: 'A bearer token of the bearer is refused: token.' }) };
    const google = open('token');
    assert.equal((await failure(listAll(google, from))).message, 'A bearer token of the bearer is refused: token.');
    google.dispose();
  });
});
