import assert from 'node:assert/strict';
import { Coalescer, Timer } from '../../../src/base/timer.js';
import { FakeClock } from '../support/fakeClock.js';

describe('a timer', () => {
  let clock: FakeClock;
  let fired: string[];
  let timer: Timer;

  beforeEach(() => {
    clock = new FakeClock();
    fired = [];
    timer = new Timer(clock);
  });

  const set = (ms: number, name: string): void => timer.set(ms, () => fired.push(name));

  it('fires once; setting it again takes the place of what was set', async () => {
    set(100, 'first');
    await clock.pass(50);
    set(100, 'second');
    assert.equal(clock.pending, 1);
    await clock.pass(300);
    assert.deepEqual(fired, ['second']);
    assert.equal(timer.isSet, false);
  });

  it('can be set by its own callback', async () => {
    const again = (): void => {
      fired.push('tick');
      timer.set(100, again);
    };
    timer.set(100, again);
    await clock.pass(350);
    assert.deepEqual(fired, ['tick', 'tick', 'tick']);
    assert.equal(timer.isSet, true);
  });

  it('leaves nothing behind when it is stopped or has ended, and is not set again after its end', async () => {
    set(100, 'stopped');
    timer.stop();
    assert.equal(clock.pending, 0);
    set(100, 'ended');
    timer.dispose();
    set(100, 'too late');
    assert.equal(clock.pending, 0);
    await clock.pass(200);
    assert.deepEqual(fired, []);
  });
});

describe('a coalescer', () => {
  let clock: FakeClock;
  let runs: number;
  let coalescer: Coalescer;

  beforeEach(() => {
    clock = new FakeClock();
    runs = 0;
    coalescer = new Coalescer(clock, 100, () => runs++);
  });

  it('answers a burst by one run, as long after the first call as it says', async () => {
    coalescer.call();
    await clock.pass(60);
    coalescer.call();
    await clock.pass(60);
    assert.equal(runs, 1);
    await clock.pass(1000);
    assert.equal(runs, 1);
    coalescer.call();
    await clock.pass(100);
    assert.equal(runs, 2);
  });

  it('is flushed once for what was called, and not where nothing was', async () => {
    coalescer.flush();
    assert.equal(runs, 0);
    coalescer.call();
    coalescer.flush();
    coalescer.flush();
    await clock.pass(200);
    assert.equal(runs, 1);
  });

  it('runs no more when it has ended', async () => {
    coalescer.call();
    coalescer.dispose();
    coalescer.call();
    await clock.pass(200);
    assert.equal(runs, 0);
    assert.equal(clock.pending, 0);
  });
});
