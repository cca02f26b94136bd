import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settle } from '../support/fakeClock.js';
import { QueueBench, type Job } from './queueBench.js';

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

  for (const hosts of [1, 3]) {
    it(`lets an urgent one of another host go at once, while 60 reads of each of ${hosts} hosts hang`, async () => {
      const bench = new QueueBench(16);
      for (let host = 0; host < hosts; host++) {
        Array.from({ length: 60 }, () => bench.add(`hangs-${host}`, 'urgent'));
        Array.from({ length: 60 }, () => bench.add(`hangs-${host}`));
      }
      await settle();
      const cancel = bench.add('works', 'urgent');
      await settle();
      assert.equal(cancel.state, 'running');
      // So it is for each that follows, and the hosts that hang get no more by it.
      cancel.end();
      await settle();
      const again = bench.add('works', 'urgent');
      const behind = bench.add('works', 'urgent');
      await settle();
      assert.equal(again.state, 'running');
      assert.ok(bench.running() <= 16 + 4 + hosts + 2, String(bench.running()));
      again.end();
      await settle();
      assert.equal(behind.state, 'running');
    });
  }

  it('forgets the line of a host whose urgent requests were given up', async () => {
    const bench = new QueueBench(1);
    const hanging = Array.from({ length: 5 }, () => bench.add('a', 'urgent'));
    const waiting = Array.from({ length: 3 }, () => bench.add('a', 'urgent'));
    await settle();
    waiting.forEach((job) => job.abort());
    await settle();
    const last = bench.add('a', 'urgent');
    hanging[0]!.end();
    await settle();
    assert.equal(last.state, 'running');
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

  it('has as much patience with a host as it takes usually, and learns when it becomes slower', async () => {
    const bench = new QueueBench(1);
    const answerAfter = async (ms: number): Promise<void> => {
      const job = bench.add('a');
      await settle();
      await bench.clock.pass(ms);
      job.end();
      await settle();
    };
    /** After how long a request that hangs lets the second one behind it start. */
    const patience = async (): Promise<number> => {
      const jobs = [bench.add('a'), bench.add('a')];
      await settle();
      const start = bench.clock.now();
      while (bench.running() < 2) {
        await bench.clock.pass(10);
      }
      const waited = bench.clock.now() - start;
      jobs.forEach((job) => job.abort());
      jobs.forEach((job) => job.refuse());
      await settle();
      return waited;
    };
    assert.equal(bench.clock.pending, 0);
    assert.equal(await patience(), 1_500);
    for (let count = 0; count < 20; count++) {
      await answerAfter(80);
    }
    assert.equal(await patience(), 300);
    for (let count = 0; count < 20; count++) {
      await answerAfter(600);
    }
    const slower = await patience();
    assert.ok(slower > 600 && slower < 1_000, String(slower));
  });

  it('lets a project that refuses, and a region that hangs, wait for all others', async () => {
    const bench = new QueueBench(1);
    const list = (project: string, region: string): Job =>
      bench.add('a', 'listing', `v1/projects/${project}/regions/${region}/operations`);
    const [refused, hanging] = [list('no', 'r1'), list('p1', 'dead')];
    const [again, same, other] = [list('no', 'r2'), list('p2', 'dead'), list('p2', 'r1')];
    await settle();
    assert.equal(refused.state, 'running');
    refused.refuse();
    await settle();
    assert.equal(hanging.state, 'running');
    await bench.clock.pass(1_500);
    assert.deepEqual([again.state, same.state, other.state], ['waiting', 'waiting', 'running']);
    other.end();
    await settle();
    assert.equal(again.state, 'running');
    // It answers again: what comes next is like any other.
    again.end();
    await settle();
    assert.equal(same.state, 'running');
    const [healed, others] = [list('no', 'r3'), list('p2', 'r2')];
    same.end();
    await settle();
    assert.deepEqual([healed.state, others.state], ['running', 'waiting']);
    [hanging, healed, others].forEach((job) => job.end());
    await settle();
    assert.equal(bench.clock.pending, 0);
  });

  it('keeps its width among those that waited for all others, and forgets the ones that gave up', async () => {
    const bench = new QueueBench(1);
    const list = (host: string): Job => bench.add(host, 'listing', 'v1/projects/no/operations');
    for (const refused of [list('a'), list('b')]) {
      await settle();
      refused.refuse();
      await settle();
    }
    const other = bench.add('c');
    const [first, second, third] = [list('a'), list('b'), list('b')];
    await settle();
    assert.equal(other.state, 'running');
    other.end();
    await settle();
    assert.deepEqual([first.state, second.state, third.state], ['running', 'waiting', 'waiting']);
    second.abort();
    first.end();
    await settle();
    assert.deepEqual([second.state, third.state], ['aborted', 'running']);
    third.end();
    const next = bench.add('c');
    await settle();
    assert.equal(next.state, 'running');
  });

  it('gives the place back when a task fails, and forgets who gave up waiting', async () => {
    const bench = new QueueBench(1);
    const never = new AbortController().signal;
    await assert.rejects(
      bench.queue.run({ host: 'a', lane: 'listing', path: '' }, () => Promise.reject(new Error('no')), never),
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
      fc.record({
        do: fc.constant('add' as const),
        host: fc.constantFrom('a', 'b', 'c'),
        urgent: fc.boolean(),
        path: fc.constantFrom('v1/operations', 'v1/projects/p/operations', 'v1/projects/q/locations/r/operations'),
      }),
      fc.record({ do: fc.constantFrom('end' as const, 'abort' as const, 'refuse' as const), which: fc.nat(40) }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(100, 1_600) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 60 }), async (width, steps) => {
        const bench = new QueueBench(width);
        for (const next of steps) {
          if (next.do === 'add') {
            bench.add(next.host, next.urgent ? 'urgent' : 'listing', next.path);
          } else if (next.do === 'pass') {
            await bench.clock.pass(next.ms);
          } else {
            bench.jobs[next.which % Math.max(1, bench.jobs.length)]?.[next.do]();
          }
          await settle();
          // Three hosts, whose first urgent requests go whatever the others do.
          assert.ok(bench.running() <= 2 * width + 4 + 3, `${bench.running()} run at width ${width}`);
        }
        for (let round = 0; round <= bench.jobs.length; round++) {
          bench.jobs.forEach((job) => job.state === 'running' && job.end());
          // As long as a listing waits for a connection that gets free.
          await bench.clock.pass(100);
        }
        assert.ok(bench.jobs.every((job) => job.state !== 'waiting' && job.state !== 'running'));
        assert.equal(bench.clock.pending, 0);
      }),
      { numRuns: 200 },
    );
  }).timeout(20_000);
});
