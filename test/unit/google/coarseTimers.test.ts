import assert from 'node:assert/strict';
import { CoarseTimers } from '../../../src/google/http/coarseTimers.js';
import { FakeClock } from '../support/fakeClock.js';

describe('coarse timers', () => {
  it('fire once, in time or up to a tick late, and cost one timer together', async () => {
    const clock = new FakeClock();
    const timers = new CoarseTimers(clock, 100);
    const start = clock.now();
    const fired: [string, number][] = [];
    const schedule = (name: string, ms: number) => timers.schedule(ms, () => fired.push([name, clock.now() - start]));
    schedule('a', 100);
    schedule('b', 101);
    await clock.pass(50);
    schedule('c', 250);
    schedule('never', 120).dispose();
    assert.equal(clock.pending, 1);
    await clock.pass(1_000);
    assert.deepEqual(fired, [
      ['a', 100],
      ['b', 200],
      ['c', 300],
    ]);
    assert.equal(clock.pending, 0);
  });

  it('stop with the last one, and start again with the next', async () => {
    const clock = new FakeClock();
    const timers = new CoarseTimers(clock, 100);
    const never = (): void => assert.ok(false, 'it was disposed of');
    const [first, second] = [timers.schedule(500, never), timers.schedule(500, never)];
    first.dispose();
    assert.equal(clock.pending, 1);
    second.dispose();
    assert.equal(clock.pending, 0);
    let fired = false;
    timers.schedule(1, () => (fired = true));
    await clock.pass(100);
    assert.ok(fired);
  });

  it('may be set while one fires', async () => {
    const clock = new FakeClock();
    const timers = new CoarseTimers(clock, 100);
    let again = false;
    timers.schedule(100, () => timers.schedule(100, () => (again = true)));
    await clock.pass(200);
    assert.ok(again);
    assert.equal(clock.pending, 0);
  });
});
