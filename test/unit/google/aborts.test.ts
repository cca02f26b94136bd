import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getEventListeners } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../src/base/clock.js';
import { openGoogle } from '../../../src/google/google.js';
import { notingClock } from '../support/effort.js';
import { FakeClock } from '../support/fakeClock.js';
import { collection, failure, listAll, listPages, openWith, scriptedCredential, worldOptions } from './bench.js';

/** A server that takes requests and never answers, or not to the end; it notes who hangs up. */
interface DeadServer {
  readonly url: string;
  readonly requests: string[];
  /** Resolves when so many requests have arrived in all. */
  arrived(count: number): Promise<void>;
  /** Resolves when so many connections with a request on them were closed by the other side. */
  hungUp(count: number): Promise<void>;
  stop(): void;
}

async function deadServer(answerTo: (request: string) => string = () => ''): Promise<DeadServer> {
  const open = new Set<Socket>();
  const requests: string[] = [];
  let hungUp = 0;
  const server: Server = createServer((socket) => {
    open.add(socket);
    let used = false;
    socket.on('data', (data) => {
      used = true;
      requests.push(data.toString('latin1'));
      socket.write(answerTo(data.toString('latin1')));
    });
    // The host's fetch opens another connection at once and leaves it idle: that one does not count.
    socket.on('close', () => {
      open.delete(socket);
      hungUp += used ? 1 : 0;
    });
    socket.on('error', () => undefined);
  });
  const until = async (what: string, count: () => number, wanted: number): Promise<void> => {
    for (const end = Date.now() + 15_000; count() !== wanted;) {
      assert.ok(Date.now() < end, `${what}: ${count()} instead of ${wanted}`);
      await pause(5);
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    arrived: (count) => until('requests', () => requests.length, count),
    hungUp: (count) => until('hung up', () => hungUp, count),
    stop() {
      open.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

describe('giving up', () => {
  let dead: DeadServer;
  const from = collection('dataproc', 'p', 'us-central1');
  const name = 'projects/p/regions/us-central1/operations/x';

  beforeEach(async () => {
    dead = await deadServer();
  });
  afterEach(() => dead.stop());

  const open = (overrides: Parameters<typeof openWith>[0] = {}, credential = scriptedCredential(['token'])) =>
    openWith({ endpointOverrides: { dataproc: dead.url }, ...overrides }, credential);

  it('an abort reaches the socket', async () => {
    for (const [index, call] of (['list', 'get', 'cancel'] as const).entries()) {
      const controller = new AbortController();
      const { operations } = open();
      const options = { signal: controller.signal };
      const ended = failure(
        call === 'list' ? listPages(open(), from, controller.signal) : operations[call](from, name, options),
      );
      await dead.arrived(index + 1);
      controller.abort();
      assert.equal((await ended).kind, 'aborted');
      await dead.hungUp(index + 1);
    }
    assert.equal(dead.requests.length, 3);
  });

  it('an abort ends an answer that has begun', async () => {
    dead.stop();
    dead = await deadServer(() => 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"name"');
    const controller = new AbortController();
    const ended = failure(open().operations.get(from, name, { signal: controller.signal }));
    await dead.arrived(1);
    await pause(50);
    controller.abort();
    assert.equal((await ended).kind, 'aborted');
    await dead.hungUp(1);
  });

  it('dispose ends everything and nothing begins after it', async () => {
    const google = open();
    const ended = Promise.all([failure(google.operations.get(from, name)), failure(listAll(google, from))]);
    await dead.arrived(2);
    google.dispose();
    assert.deepEqual(
      (await ended).map(({ kind }) => kind),
      ['aborted', 'aborted'],
    );
    await dead.hungUp(2);
    assert.equal((await failure(google.operations.get(from, name))).kind, 'aborted');
    assert.equal(dead.requests.length, 2);
  });

  it('a signal that has aborted before sends nothing', async () => {
    const options = { signal: AbortSignal.abort() };
    assert.equal((await failure(open().operations.cancel(from, name, options))).kind, 'aborted');
    assert.equal(dead.requests.length, 0);
  });

  it('an abort ends the wait for a place in the queue', async () => {
    const google = open({ concurrency: 1 });
    const first = new AbortController();
    const second = new AbortController();
    const holding = failure(listPages(google, from, first.signal));
    await dead.arrived(1);
    const waiting = failure(listPages(google, from, second.signal));
    await pause(20);
    second.abort();
    assert.equal((await waiting).kind, 'aborted');
    assert.equal(dead.requests.length, 1);
    first.abort();
    await holding;
  });

  it('an abort ends the wait before a retry at once', async () => {
    dead.stop();
    dead = await deadServer(() => 'HTTP/1.1 503 Busy\r\nretry-after: 20\r\ncontent-length: 0\r\n\r\n');
    const controller = new AbortController();
    const clock = notingClock();
    const ended = failure(listPages(open({ clock }), from, controller.signal));
    await dead.arrived(1);
    await pause(100);
    controller.abort();
    assert.equal((await ended).kind, 'aborted');
    assert.ok(Math.max(0, ...clock.waited) < 1_500, `waited ${clock.waited.join(', ')} ms`);
    assert.equal(dead.requests.length, 1);
  }).timeout(30_000);

  it('an abort ends the wait for a token', async () => {
    const controller = new AbortController();
    const credential = scriptedCredential(['token']);
    credential.accessToken = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    const ended = failure(open({}, credential).operations.get(from, name, { signal: controller.signal }));
    await pause(10);
    controller.abort();
    assert.equal((await ended).kind, 'aborted');
  });

  it('an access token that is under way is given up with the rest, and its deadline with it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'aborts-'));
    const file = { type: 'authorized_user', client_id: 'a', client_secret: 'b', refresh_token: 'c' };
    writeFileSync(path.join(folder, 'application_default_credentials.json'), JSON.stringify(file));
    const clock = new FakeClock();
    const google = openGoogle({
      ...worldOptions({ clock, endpointOverrides: { oauth2: dead.url } }),
      credential: {
        source: 'applicationDefault',
        metadataServer: false,
        gcloud: { path: 'no-gcloud', account: undefined, configuration: undefined },
        impersonate: undefined,
        subject: undefined,
        signIn: undefined,
        env: { CLOUDSDK_CONFIG: folder },
      },
    });
    try {
      const ended = failure(google.credential.accessToken([]));
      await dead.arrived(1);
      assert.equal(clock.pending, 1);
      google.dispose();
      assert.equal((await ended).kind, 'aborted');
      assert.equal(clock.pending, 0);
      await dead.hungUp(1);
      assert.equal((await failure(google.credential.accessToken([]))).kind, 'aborted');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a request without an answer ends with the deadline, once', async () => {
    const clock = notingClock();
    const facts = await failure(listAll(open({ deadlineMs: 200, clock }), from));
    assert.equal(facts.kind, 'deadline');
    assert.equal(facts.host, 'dataproc.googleapis.com');
    assert.equal(Math.max(...clock.waited), 200);
    await dead.hungUp(1);
    assert.equal(dead.requests.length, 1);
  });

  it('a call that is to end within a time does so, whatever it waits for', async () => {
    const credential = scriptedCredential(['token']);
    credential.accessToken = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    for (const waiting of [open({}), open({}, credential)]) {
      assert.equal((await failure(waiting.operations.get(from, name, { withinMs: 100 }))).kind, 'deadline');
    }
  });

  it('the deadline covers the body', async () => {
    dead.stop();
    dead = await deadServer(() => 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{');
    assert.equal((await failure(open({ deadlineMs: 200 }).operations.get(from, name))).kind, 'deadline');
    await dead.hungUp(1);
  });

  it('nothing stays behind on a signal, and no timer runs on', async () => {
    dead.stop();
    const body = JSON.stringify({ name });
    dead = await deadServer(() => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    let timers = 0;
    const clock: typeof systemClock = {
      ...systemClock,
      schedule(ms, callback) {
        timers++;
        const timer = systemClock.schedule(ms, callback);
        return {
          dispose() {
            timers--;
            timer.dispose();
          },
        };
      },
    };
    const google = open({ clock });
    const { signal } = new AbortController();
    for (let call = 0; call < 20; call++) {
      await google.operations.get(from, name, { signal });
    }
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    assert.equal(timers, 0);
  });

  it('a dead region delays nobody else', async () => {
    dead.stop();
    dead = await deadServer((request) =>
      request.includes('/regions/dead') ? '' : 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}',
    );
    const google = open({
      concurrency: 8,
      clock: {
        now: () => Date.now() * 10,
        monotonic: () => systemClock.monotonic() * 10,
        schedule: (ms, callback) => systemClock.schedule(ms / 10, callback),
      },
      deadlineMs: 300_000,
    });
    const region = (location: string) => listAll(google, collection('dataproc', 'p', location));
    let ended = 0;
    const hanging = Array.from({ length: 8 }, (_, index) => failure(region(`dead-${index}`)).finally(() => ended++));
    await Promise.all(Array.from({ length: 60 }, (_, index) => region(`fine-${index}`)));
    // The dead ones keep their places for 150 ms (1.5 s on this clock, which runs ten times as fast), not for the 30 s of
    // their deadline.
    assert.equal(ended, 0);
    google.dispose();
    assert.deepEqual(new Set((await Promise.all(hanging)).map(({ kind }) => kind)), new Set(['aborted']));
  }).timeout(40_000);
});
