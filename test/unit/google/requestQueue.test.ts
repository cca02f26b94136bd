import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RequestQueue, type Lane } from '../../../src/google/http/requestQueue.js';
import { FakeClock, settle } from '../support/fakeClock.js';

interface Job {
  readonly host: string;
  readonly lane: Lane;
  state: 'waiting' | 'running' | 'ended' | 'aborted';
  end: () => void;
  abort: () => void;
}

/** A queue whose tasks end when a test says so. */
class QueueBench {
  readonly clock = new FakeClock();
  readonly queue: RequestQueue;
  readonly jobs: Job[] = [];

  constructor(width: number) {
    this.queue = new RequestQueue(this.clock, width);
  }

  add(host: string, lane: Lane = 'listing'): Job {
    const controller = new AbortController();
    const { promise, resolve } = withResolvers();
    const job: Job = { host, lane, state: 'waiting', end: resolve, abort: () => controller.abort() };
    const task = async (): Promise<void> => {
      job.state = 'running';
      await promise;
    };
    this.queue.run(host, lane, task, controller.signal).then(
      () => (job.state = 'ended'),
      () => (job.state = 'aborted'),
    );
    this.jobs.push(job);
    return job;
  }

  running(host?: string): number {
    return this.jobs.filter((job) => job.state === 'running' && (host === undefined || job.host === host)).length;
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('the request queue', () => {
  it('runs as many as its width, one host a little less', async () => {
    const bench = new QueueBench(16);
    Array.from({ length: 40 }, () => bench.add('a'));
    await settle();
    assert.equal(bench.running(), 14);
    Array.from({ length: 40 }, () => bench.add('b'));
    await settle();
    assert.equal(bench.running('b'), 2);
  });

  it('lets hosts take turns', async () => {
    const bench = new QueueBench(4);
    Array.from({ length: 20 }, () => bench.add('a'));
    Array.from({ length: 20 }, () => bench.add('b'));
    await settle();
    for (let turn = 0; turn < 10; turn++) {
      const running = bench.jobs.filter((job) => job.state === 'running');
      running.at(turn % 2 === 0 ? 0 : -1)?.end();
      await settle();
    }
    const served = bench.jobs.filter((job) => job.host === 'b' && job.state !== 'waiting').length;
    assert.ok(served >= 5, String(served));
  });

  it('keeps what each host has under way even, and with it their connections', async () => {
    const bench = new QueueBench(16);
    const hosts = ['a', 'b', 'c', 'd'];
    for (const host of hosts) {
      Array.from({ length: 100 }, () => bench.add(host));
      await settle();
    }
    assert.deepEqual(
      hosts.map((host) => bench.running(host)),
      [14, 2, 0, 0],
    );
    const most = new Map<string, number>();
    // Answers that come unevenly: of a few hosts many in a row.
    for (let turn = 0; turn < 150; turn++) {
      const running = bench.jobs.filter((job) => job.state === 'running');
      running[(turn * turn) % running.length]?.end();
      await settle();
      assert.equal(bench.running(), 16);
      hosts.forEach((host) => most.set(host, Math.max(most.get(host) ?? 0, bench.running(host))));
    }
    assert.deepEqual([...most.values()].slice(1), [4, 4, 4]);
  });

  it('opens no more than twice its width in connections, unless none gets free soon', async () => {
    const bench = new QueueBench(16);
    const endAll = async (jobs: readonly Job[]): Promise<void> => {
      for (let running; (running = jobs.find(({ state }) => state === 'running'));) {
        running.end();
        await settle();
      }
    };
    for (const host of ['a', 'b']) {
      const jobs = Array.from({ length: 14 }, () => bench.add(host));
      await settle();
      assert.equal(bench.running(host), 14);
      await endAll(jobs);
    }
    Array.from({ length: 14 }, () => bench.add('c'));
    await settle();
    assert.equal(bench.running('c'), 4);
    // Others have connections already.
    const others = Array.from({ length: 12 }, () => bench.add('a'));
    await settle();
    assert.equal(bench.running('a'), 12);
    await bench.clock.pass(20);
    assert.equal(bench.running('c'), 4);
    await endAll(others);
    assert.equal(bench.running('c'), 4);
    await bench.clock.pass(20);
    assert.equal(bench.running('c'), 5, 'one at a time');
    await bench.clock.pass(180);
    assert.equal(bench.running('c'), 14);
    assert.equal(bench.clock.pending, 14, 'the timers of those under way, and no other');
  });

  it('forgets connections that nobody used for four seconds', async () => {
    const bench = new QueueBench(16);
    for (const host of ['a', 'b', 'c']) {
      const jobs = Array.from({ length: 10 }, () => bench.add(host));
      await settle();
      jobs.forEach((job) => job.end());
      await settle();
    }
    await bench.clock.pass(4_000);
    Array.from({ length: 14 }, () => bench.add('d'));
    await settle();
    assert.equal(bench.running('d'), 14);
  });

  it('lets urgent ones pass, with places of their own', async () => {
    const bench = new QueueBench(2);
    Array.from({ length: 10 }, () => bench.add('a'));
    const urgent = Array.from({ length: 6 }, () => bench.add('a', 'urgent'));
    await settle();
    assert.equal(urgent.filter((job) => job.state === 'running').length, 4);
    bench.jobs[0]!.end();
    await settle();
    assert.equal(urgent.filter((job) => job.state === 'running').length, 5);
    assert.equal(bench.jobs[2]!.state, 'waiting');
  });

  it('lets what hangs give up its place, up to the width', async () => {
    const bench = new QueueBench(4);
    Array.from({ length: 20 }, () => bench.add('a'));
    await settle();
    assert.equal(bench.running(), 4);
    await bench.clock.pass(1_499);
    assert.equal(bench.running(), 4);
    await bench.clock.pass(1);
    assert.equal(bench.running(), 8);
    await bench.clock.pass(60_000);
    assert.equal(bench.running(), 8);
    for (const job of bench.jobs.slice(0, 4)) {
      job.end();
    }
    await settle();
    assert.equal(bench.running(), 4);
    bench.jobs[4]!.end();
    await settle();
    assert.equal(bench.running(), 4);
  });

  it('gives the place back when a task fails, and forgets who gave up waiting', async () => {
    const bench = new QueueBench(1);
    const never = new AbortController().signal;
    await assert.rejects(
      bench.queue.run('a', 'listing', () => Promise.reject(new Error('no')), never),
      /no/,
    );
    const [first, second, third] = [bench.add('a'), bench.add('a'), bench.add('a')];
    await settle();
    second.abort();
    first.abort();
    await settle();
    assert.deepEqual([first.state, second.state, third.state], ['running', 'aborted', 'waiting']);
    first.end();
    await settle();
    assert.equal(third.state, 'running');
  });

  it('serves everybody and stays within its bounds, whatever happens', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), host: fc.constantFrom('a', 'b', 'c'), urgent: fc.boolean() }),
      fc.record({ do: fc.constantFrom('end' as const, 'abort' as const), which: fc.nat(40) }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(100, 1_600) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 60 }), async (width, steps) => {
        const bench = new QueueBench(width);
        for (const next of steps) {
          if (next.do === 'add') {
            bench.add(next.host, next.urgent ? 'urgent' : 'listing');
          } else if (next.do === 'pass') {
            await bench.clock.pass(next.ms);
          } else {
            bench.jobs[next.which % Math.max(1, bench.jobs.length)]?.[next.do]();
          }
          await settle();
          assert.ok(bench.running() <= 2 * width + 4, `${bench.running()} run at width ${width}`);
        }
        for (let round = 0; round <= bench.jobs.length; round++) {
          bench.jobs.forEach((job) => job.state === 'running' && job.end());
          // As long as a listing waits for a connection that gets free.
          await bench.clock.pass(20);
        }
        assert.ok(bench.jobs.every((job) => job.state === 'ended' || job.state === 'aborted'));
        assert.equal(bench.clock.pending, 0);
      }),
      { numRuns: 200 },
    );
  }).timeout(20_000);
});
