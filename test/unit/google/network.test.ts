import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { isConnectionLoss, networkError } from '../../../src/google/http/networkError.js';
import { startEmulator } from '../../emulator/index.js';
import { selfSignedIdentity } from '../../emulator/network/certificate.js';
import { collection, failure, hurriedClock, openWith } from './bench.js';

describe('failures below HTTP', () => {
  const from = collection('dataproc', 'p', 'us-central1');
  const get = (url: string) =>
    failure(
      openWith({ endpointOverrides: { dataproc: url }, clock: hurriedClock() }).operations.get(
        from,
        'projects/p/regions/us-central1/operations/x',
      ),
    );

  async function withServer(answer: string, run: (port: number) => Promise<void>): Promise<void> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await run((server.address() as AddressInfo).port);
    } finally {
      server.close();
    }
  }

  it('nobody listens', async () => {
    let port = 0;
    await withServer('', (free) => {
      port = free;
      return Promise.resolve();
    });
    const facts = await get(`http://127.0.0.1:${port}`);
    assert.equal(facts.kind, 'network');
    assert.equal(facts.networkCode, 'ECONNREFUSED');
    assert.match(facts.message, /ECONNREFUSED 127\.0\.0\.1/);
  });

  it('something that is not HTTP', () =>
    withServer('SSH-2.0-OpenSSH_9.2\r\n', async (port) => {
      const facts = await get(`http://127.0.0.1:${port}`);
      assert.equal(facts.kind, 'garbled');
      assert.match(facts.networkCode ?? '', /^HPE_/);
    }));

  it('something that is not TLS', () =>
    withServer('HTTP/1.1 400 Bad Request\r\n\r\n', async (port) => {
      const facts = await get(`https://127.0.0.1:${port}`);
      assert.equal(facts.kind, 'network');
      assert.match(facts.networkCode ?? '', /SSL/);
    }));

  it('compressed data that is none', () =>
    withServer('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\nnot gzip!', async (port) => {
      assert.equal((await get(`http://127.0.0.1:${port}`)).kind, 'garbled');
    }));

  it('an answer without a body, by its status', () =>
    withServer('HTTP/1.1 204 No Content\r\n\r\n', async (port) => {
      const google = openWith({ endpointOverrides: { dataproc: `http://127.0.0.1:${port}` } });
      await google.operations.delete(from, 'projects/p/regions/us-central1/operations/x');
    }));

  it('an answer without an end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const pour = (): void => {
          while (!socket.destroyed && socket.write(megabyte));
        };
        socket.on('drain', pour);
        pour();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const facts = await get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    assert.equal(facts.kind, 'garbled');
    assert.match(facts.message, /larger than 24 MB/);
    await new Promise((resolve) => server.close(resolve));
  }).timeout(10_000);

  it('a certificate nobody vouches for', async () => {
    const emulator = await startEmulator({ tls: selfSignedIdentity() });
    try {
      const facts = await get(`${emulator.url}/dataproc`);
      assert.equal(facts.kind, 'certificate');
      assert.match(facts.networkCode ?? '', /SELF_SIGNED_CERT/);
      assert.equal(emulator.requests.length, 0);
    } finally {
      await emulator.stop();
    }
  });

  it('failures of Chromium, which VS Code may fetch with', () => {
    const thrown = (message: string): Error => new TypeError('fetch failed', { cause: new Error(message) });
    const facts = (message: string) => networkError(thrown(message), 'h').facts;
    assert.equal(facts('net::ERR_CERT_AUTHORITY_INVALID').kind, 'certificate');
    assert.equal(facts('net::ERR_NAME_NOT_RESOLVED').networkCode, 'ERR_NAME_NOT_RESOLVED');
    assert.equal(facts('net::ERR_CONNECTION_RESET').kind, 'network');
    assert.ok(isConnectionLoss(facts('net::ERR_CONNECTION_RESET').networkCode));
    assert.ok(!isConnectionLoss(facts('net::ERR_NAME_NOT_RESOLVED').networkCode));
  });
});
