import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { scenarios, selfSignedIdentity, startEmulator, startProxy } from '../../emulator/index.js';
import type { Emulator, Proxy, ProxyOptions } from '../../emulator/index.js';

describe('emulator: TLS and a proxy', () => {
  const identity = selfSignedIdentity();
  let emulator: Emulator;
  let proxy: Proxy | undefined;
  let name: string;

  before(async () => {
    emulator = await startEmulator({ tls: identity });
    name = emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.neverEnds(),
    });
  });
  after(() => emulator.stop());
  afterEach(async () => {
    await proxy?.stop();
    proxy = undefined;
  });

  const authorization = (): string => `Bearer ${emulator.control.issueAccessToken()}`;
  const toEmulator: ProxyOptions['route'] = () => ({ host: '127.0.0.1', port: Number(new URL(emulator.url).port) });

  /** Opens a tunnel; resolves with the status and, for 200, its socket. */
  const tunnel = (target: string, headers: Record<string, string> = {}): Promise<{ status: number; socket: Socket }> =>
    new Promise((resolve, reject) => {
      const { hostname: host, port } = new URL(proxy?.url ?? '');
      httpRequest({ host, port, method: 'CONNECT', path: target, headers })
        .on('connect', (response, socket) => resolve({ status: response.statusCode ?? 0, socket }))
        .on('error', reject)
        .end();
    });

  const get = (options: RequestOptions & { socket?: Socket }): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      httpsRequest(options, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      })
        .on('error', reject)
        .end();
    });

  it('makes a certificate that node reads, for the loopback address and for Google’s hosts', () => {
    const certificate = new X509Certificate(identity.cert);
    assert.ok(certificate.verify(certificate.publicKey));
    assert.equal(certificate.ca, true);
    assert.equal(certificate.checkIP('127.0.0.1'), '127.0.0.1');
    assert.ok(certificate.checkHost('dataproc.googleapis.com'));
    assert.equal(certificate.checkHost('example.com'), undefined);
    assert.ok(new Date(certificate.validFrom) < new Date() && new Date() < new Date(certificate.validTo));
  });

  it('serves HTTPS to whoever trusts it, and to nobody else', async () => {
    const url = new URL(`${emulator.url}/dataproc/v1/${name}`);
    const options = {
      host: url.hostname,
      port: url.port,
      path: url.pathname,
      headers: { authorization: authorization() },
    };
    const reply = await get({ ...options, ca: identity.cert });
    assert.deepEqual([reply.status, (JSON.parse(reply.text) as { name: string }).name], [200, name]);
    await assert.rejects(get(options), /self-signed certificate/);
  });

  it("tunnels to Google's own host names, which end at the emulator", async () => {
    proxy = await startProxy({ route: toEmulator });
    const { status, socket } = await tunnel('dataproc.googleapis.com:443');
    assert.equal(status, 200);
    const servername = 'dataproc.googleapis.com';
    const headers = { host: servername, authorization: authorization() };
    const reply = await get({
      socket,
      servername,
      ca: identity.cert,
      path: `/v1/${name}`,
      headers,
      agent: false,
    });
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(proxy.requests, [{ method: 'CONNECT', target: 'dataproc.googleapis.com:443', status: 200 }]);
  });

  it('asks for credentials, and does not let a test out to Google', async () => {
    proxy = await startProxy({ credentials: { user: 'me', password: 'pässword' } });
    assert.equal((await tunnel('127.0.0.1:1')).status, 407);
    const right = `Basic ${Buffer.from('me:pässword').toString('base64')}`;
    assert.equal((await tunnel('dataproc.googleapis.com:443', { 'Proxy-Authorization': right })).status, 403);
    const { port } = new URL(emulator.url);
    const { status, socket } = await tunnel(`127.0.0.1:${port}`, { 'Proxy-Authorization': right });
    assert.equal(status, 200);
    socket.destroy();
    assert.deepEqual(
      proxy.requests.map((request) => request.status),
      [407, 403, 200],
    );
  });

  it('passes on plain HTTP', async () => {
    const plain = await startEmulator();
    proxy = await startProxy();
    const { hostname: host, port } = new URL(proxy.url);
    const path = `${plain.url}/oauth2/tokeninfo?access_token=x`;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest({ host, port, path }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    assert.equal(status, 400);
    assert.equal(plain.control.counters()['oauth2 tokeninfo'], 1);
    await plain.stop();
  });
});
