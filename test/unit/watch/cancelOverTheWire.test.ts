import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { serverSaid, type Cancellation } from '../../../src/operations/cancellation.js';
import type { Watch } from '../../../src/watch/watch.js';
import { scenarios } from '../../emulator/index.js';
import { overridesOf } from '../google/bench.js';
import { onTold } from '../support/telling.js';
import { watchOverTheWire } from './overTheWire.js';

describe('a cancel request that is not simply taken, over the wire', function () {
  this.timeout(20_000);
  const wire = watchOverTheWire();
  const { open, running, find, until } = wire;

  const tellings = (watch: Watch): string[] => {
    const told: string[] = [];
    onTold(watch.cancellations, ({ outcome }) => told.push(outcome));
    return told;
  };
  const answerCancel = (status: number, code: string, message: string, when: 'before' | 'after'): void => {
    const json = { error: { code: status, status: code, message } };
    const effect = { kind: 'answer', status, json, when } as const;
    wire.bench.emulator.control.inject({ method: 'operations.cancel', times: 1, effect });
  };
  const summary = (request: Cancellation): unknown[] => [
    request.outcome,
    request.delivery,
    serverSaid(request)?.code,
    serverSaid(request)?.message,
  ];

  it('499 of the front end, carried out all the same: unconfirmed with its words, then CANCELLED', async () => {
    const name = running('dataproc');
    const watch = open();
    await watch.refresher.refresh();
    const told = tellings(watch);
    answerCancel(499, 'CANCELLED', 'The request was given up.', 'after');
    const request = await watch.cancellations.request(find(watch, name));
    assert.deepEqual(summary(request), ['requested', 'unconfirmed', 'CANCELLED', 'The request was given up.']);
    await until('told', () => told.length > 0);
    assert.deepEqual([told, find(watch, name).state], [['cancelled'], 'cancelled']);
    assert.equal(wire.bench.emulator.control.cancelPosts(name), 1);
  });

  it('503 is an answer: its text, and that the operation runs on by a get; another request counts by itself', async () => {
    const name = running('gkehub', 'global');
    const watch = open();
    await watch.refresher.refresh();
    answerCancel(503, 'UNAVAILABLE', 'The backend restarts.', 'before');
    const request = await watch.cancellations.request(find(watch, name));
    assert.deepEqual(summary(request), ['requested', 'unconfirmed', 'UNAVAILABLE', 'The backend restarts.']);
    assert.equal(find(watch, name).state, 'running');
    const gets = wire.bench.emulator.requests.filter(({ method, url }) => method === 'GET' && url.includes(name));
    assert.ok(gets.length > 0, 'the operation was read before anything was said');
    const again = await watch.cancellations.request(find(watch, name), true);
    assert.ok(again.requestedAt > request.requestedAt);
    await until('CANCELLED', () => find(watch, name).state === 'cancelled');
  });

  it('a refusal while the server’s own flag says that a cancel is under way: cancelling, then CANCELLED', async () => {
    const name = running('clouddeploy');
    const watch = open();
    await watch.refresher.refresh();
    const told = tellings(watch);
    wire.bench.emulator.control.cancelElsewhere({ service: 'clouddeploy', name });
    answerCancel(409, 'ABORTED', 'It is being cancelled already.', 'before');
    const request = await watch.cancellations.request(find(watch, name));
    assert.deepEqual([request.outcome, find(watch, name).state], ['requested', 'cancelling']);
    await until('told', () => told.length > 0);
    assert.deepEqual([told, find(watch, name).state], [['cancelled'], 'cancelled']);
  });

  it('a refusal after which the operation cannot be read is said when it has been', async () => {
    const { control } = wire.bench.emulator;
    const name = control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.succeeds(2),
    });
    const watch = open();
    await watch.refresher.refresh();
    const told = tellings(watch);
    answerCancel(400, 'FAILED_PRECONDITION', 'It is being torn down.', 'before');
    const fault = control.inject({ method: 'operations.get', effect: { kind: 'error', case: 'internal' } });
    const request = await watch.cancellations.request(find(watch, name));
    assert.deepEqual(summary(request), ['unknown', 'rejected', 'FAILED_PRECONDITION', 'It is being torn down.']);
    assert.deepEqual(told, []);
    control.advance(2_000);
    control.removeFault(fault);
    await until('told', () => told.length > 0);
    assert.deepEqual([told, find(watch, name).state], [['completedAnyway'], 'succeeded']);
  });

  it('a server that is not reached: not sent, said so, and it can be asked as if for the first time', async () => {
    const overrides = overridesOf(wire.bench.emulator);
    const { port, pathname } = new URL(overrides['clouddeploy'] ?? '');
    const sockets = new Set<Socket>();
    const line = createServer((socket) => {
      const onward = connect(Number(port), '127.0.0.1').on('error', () => socket.destroy());
      sockets.add(socket.on('error', () => onward.destroy()));
      socket.pipe(onward).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(line, 'listening');
    const clouddeploy = `http://127.0.0.1:${(line.address() as AddressInfo).port}${pathname}`;
    const name = running('clouddeploy');
    const watch = open({}, { endpointOverrides: { ...overrides, clouddeploy } });
    await watch.refresher.refresh();
    const told = tellings(watch);
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => line.close(resolve));
    const request = await watch.cancellations.request(find(watch, name));
    assert.deepEqual(summary(request).slice(0, 3), ['notSent', 'rejected', 'ECONNREFUSED']);
    await until('told', () => told.length > 0);
    assert.deepEqual([told, find(watch, name).state], [['notSent'], 'running']);
  });
});
