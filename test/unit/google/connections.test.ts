import assert from 'node:assert/strict';
import { Connections } from '../../../src/google/http/connections.js';
import { RequestQueue } from '../../../src/google/http/requestQueue.js';
import { FakeClock, settle } from '../support/fakeClock.js';

describe('connections', () => {
  it('are as many as a host had under way, and kept for four seconds', async () => {
    const clock = new FakeClock();
    const connections = new Connections(clock, 3);
    connections.begin('a');
    connections.begin('a');
    connections.end('a');
    assert.ok(connections.hasOneFor('a'), 'one to spare');
    assert.ok(connections.hasOneFor('b'), 'one more');
    connections.begin('b');
    assert.ok(!connections.hasOneFor('b'), 'three are there');
    assert.ok(connections.hasOneFor('c'), 'the first of a host');
    assert.ok(connections.hasOneFor('a'));
    connections.end('a');
    await clock.pass(3_999);
    assert.ok(!connections.hasOneFor('b'));
    await clock.pass(1);
    assert.ok(connections.hasOneFor('b'), 'those of the other were closed');
    assert.equal(connections.underWay('b'), 1);
  });

  it('beyond twice the width of the queue are opened one by one, when none gets free soon', async () => {
    const clock = new FakeClock();
    const queue = new RequestQueue(clock, 16);
    const { signal } = new AbortController();
    let running: (() => void)[] = [];
    const list = (host: string, count: number): void => {
      for (let index = 0; index < count; index++) {
        const task = (): Promise<void> => new Promise((resolve) => running.push(resolve));
        void queue.run({ host, lane: 'listing', path: 'v1/operations' }, task, signal);
      }
    };
    const endAll = async (): Promise<void> => {
      running.forEach((end) => end());
      running = [];
      await settle();
    };
    for (const host of ['a', 'b']) {
      list(host, 14);
      await settle();
      assert.equal(running.length, 14);
      await endAll();
    }
    list('c', 14);
    await settle();
    assert.equal(running.length, 4);
    await clock.pass(99);
    assert.equal(running.length, 4);
    await clock.pass(1);
    assert.equal(running.length, 5, 'one at a time');
    // Those of another service wait for nobody.
    list('a', 3);
    await settle();
    assert.equal(running.length, 8);
    await endAll();
    await clock.pass(100);
    await endAll();
    await endAll();
    assert.equal(clock.pending, 0);
  });
});
