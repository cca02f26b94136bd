import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf } from './client.js';
import type { Client } from './client.js';

describe('emulator: requests and answers', () => {
  let emulator: Emulator;
  let client: Client;
  let name: string;

  beforeEach(async () => {
    emulator = await startEmulator();
    client = clientOf(emulator);
    name = emulator.control.createOperation({ service: 'clouddeploy', project: 'acme-web', location: 'us-central1' });
  });
  afterEach(() => emulator.stop());

  /** Sends bytes and reads until the server has answered once. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1', () => socket.write(text));
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });

  it("prints pretty JSON under Google's headers, gzip where it is asked for", async () => {
    const reply = await client.request('GET', `/clouddeploy/v1/${name}`, { headers: { 'Accept-Encoding': 'gzip' } });
    assert.match(reply.text, /^\{\n {2}"name": /);
    assert.equal(reply.headers.get('content-type'), 'application/json; charset=UTF-8');
    assert.equal(reply.headers.get('server'), 'ESF');
    assert.equal(reply.headers.get('content-encoding'), 'gzip');
    const plain = await client.request('GET', `/clouddeploy/v1/${name}?prettyPrint=false`, {
      headers: { 'Accept-Encoding': 'identity' },
    });
    assert.match(plain.text, /^\{"name":/);
    assert.equal(plain.headers.get('content-encoding'), null);
  });

  it('shows an HTML page for a path or method that no service has', async () => {
    const paths: [string, string][] = [
      ['GET', '/nothing/here'],
      ['GET', '/clouddeploy/v9/projects/p/locations/l/operations'],
      ['PUT', `/clouddeploy/v1/${name}`],
      ['GET', `/clouddeploy/v1/${name}:cancel`],
      ['POST', `/clouddeploy/v1/${name}:stop`],
      ['GET', '/clouddeploy/v1/%zz'],
      ['GET', '/'],
    ];
    for (const [method, path] of paths) {
      const reply = await client.request(method, path);
      assert.equal(reply.status, 404, `${method} ${path}`);
      assert.match(reply.headers.get('content-type') ?? '', /^text\/html/);
    }
  });

  it('refuses a GET with a body and a POST without a length, as a front end does', async () => {
    const head = `/clouddeploy/v1/${name}:cancel HTTP/1.1\r\nHost: x\r\n`;
    assert.match(await raw(`POST ${head}\r\n`), /^HTTP\/1\.1 411 /);
    assert.match(await raw(`GET ${head}Content-Length: 2\r\n\r\n{}`), /^HTTP\/1\.1 400 /);
    assert.equal(emulator.control.operation(name).cancelRequested, false);
  });

  it('logs every request with its connection, and counts by service and method', async () => {
    await client.get(`/clouddeploy/v1/${name}`);
    await client.get(`/clouddeploy/v1/${name}`);
    await client.post(`/clouddeploy/v1/${name}:cancel`);
    assert.deepEqual(emulator.control.counters(), {
      'clouddeploy operations.get': 2,
      'clouddeploy operations.cancel': 1,
    });
    assert.equal(emulator.control.connections(), 1, 'the connection is kept');
    const [first, , last] = emulator.requests;
    assert.equal(first?.connection, 1);
    assert.equal(last?.method, 'POST');
    assert.equal(last.status, 200);
    assert.equal(last.headers['content-length'], '0');
    assert.equal(emulator.control.cancelPosts(name), 1);
  });

  it('keeps no more requests than it was told to', async () => {
    const small = await startEmulator({ requestLog: 10 });
    const smallClient = clientOf(small);
    for (let index = 0; index < 15; index++) await smallClient.get(`/nothing/${index}`);
    assert.ok(small.requests.length <= 11);
    assert.equal(small.requests.at(-1)?.url, '/nothing/14');
    await small.stop();
  });

  it('does everything over HTTP that it does in process', async () => {
    const call = async (method: string, argument?: unknown): Promise<unknown> => {
      const init = argument === undefined ? {} : { body: JSON.stringify(argument) };
      const reply = await client.anonymous('POST', `/control/${method}`, init);
      assert.equal(reply.status, 200, reply.text);
      return JSON.parse(reply.text);
    };
    const spec = { service: 'dataproc', project: 'acme-web', location: 'us-east1', target: 'etl-9' };
    const [created] = (await call('createOperations', [spec])) as string[];
    assert.equal(emulator.control.operation(created ?? '').phase, 'running');
    const before = emulator.control.now();
    assert.ok(Number(await call('advance', 90_000)) >= before + 90_000);
    assert.equal(at({ json: (await call('operation', created)) as Record<string, unknown> }, 'phase'), 'done');
    await call('inject', { service: 'dataproc', effect: { kind: 'error', case: 'unavailable' } });
    assert.equal((await client.get(`/dataproc/v1/${created ?? ''}`)).status, 503);
    await call('reset');
    assert.equal((await client.get(`/dataproc/v1/${created ?? ''}`)).status, 404);
    const methods = await client.anonymous('GET', '/control');
    assert.deepEqual(at(methods, 'methods'), Object.keys(emulator.control).sort());
  });

  it('says what is wrong with a control request', async () => {
    const unknown = await client.anonymous('POST', '/control/explode');
    assert.equal(unknown.status, 404);
    const bad = await client.anonymous('POST', '/control/createOperation', { body: '{"service":"dataproc"}' });
    assert.equal(bad.status, 400);
    assert.match(bad.text, /needs a value for projects/);
    const garbled = await client.anonymous('POST', '/control/advance', { body: '{' });
    assert.equal(garbled.status, 400);
  });

  it('ends with every connection when it stops, also one that hangs', async () => {
    emulator.control.inject({ effect: { kind: 'hang' } });
    const hanging = client.get(`/clouddeploy/v1/${name}`).then(
      () => 'answered',
      () => 'cut',
    );
    while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await emulator.stop();
    assert.equal(await hanging, 'cut');
  });
});
