import assert from 'node:assert/strict';
import { elapsedMs, followIntervalMs, jitter, listIntervalMs, watchIntervalMs } from '../../../src/watch/schedule.js';

describe('schedule', () => {
  it('looks every second for half a minute after a cancel, then ever more slowly, up to 15 s', () => {
    assert.equal(watchIntervalMs(0, 0), 1_000);
    assert.equal(watchIntervalMs(29_999, 0), 1_000);
    assert.equal(watchIntervalMs(70_000, 0), 5_000);
    assert.equal(watchIntervalMs(600_000, 0), 15_000);
    assert.equal(watchIntervalMs(3_600_000, 0), 15_000);
    assert.equal(watchIntervalMs(Infinity, 0), 15_000);
  });

  it('backs off with every failure, and is back soon after the last', () => {
    assert.equal(watchIntervalMs(0, 3), 8_000);
    assert.equal(watchIntervalMs(0, 50), 15_000);
    assert.equal(watchIntervalMs(3_600_000, 50), 15_000);
    assert.equal(followIntervalMs(0), 15_000);
    assert.equal(followIntervalMs(50), 60_000);
  });

  it('is back within ten minutes where it failed for a reason that passes, whatever the spread', () => {
    const never = { running: false, sinceActiveMs: Infinity };
    const crowd = { lively: 40, quiet: 40, perHour: 6_000 };
    const second = { ...never, vainLooks: 9, second: true };
    for (const activity of [never, { ...never, vainLooks: 9 }, second, { running: true, sinceActiveMs: 0 }]) {
      for (const count of [1, 2, 50]) {
        assert.ok(jitter(listIntervalMs(activity, { count, passing: true }, crowd), 0.999) < 590_000);
      }
    }
    // What will not be otherwise soon is no more often looked at than what is well, and no less.
    assert.equal(listIntervalMs(never, { count: 50, passing: false }), listIntervalMs(never));
    // Where the budget does not suffice for places where nothing ever was, failing does not make them looked at more often.
    const scarce = { lively: 0, quiet: 1e6, perHour: 6_000 };
    const often = listIntervalMs({ ...never, vainLooks: 9 }, { count: 1, passing: true }, scarce);
    assert.ok(often > 86_400_000);
  });

  it('leaves a quarter of the budget to find what else there is, however much runs', () => {
    for (const lively of [10, 150, 5_000]) {
      const crowd = { lively, quiet: 100_000, perHour: 6_000 };
      for (const activity of [
        { running: true, sinceActiveMs: 0 },
        { running: false, sinceActiveMs: 0 },
      ]) {
        const anHour = (lively * 3_600_000) / listIntervalMs(activity, undefined, crowd);
        assert.ok(anHour <= 4_500, `${lively}: ${anHour}`);
        const sweeping = (lively * 3_600_000) / listIntervalMs(activity, undefined, { ...crowd, sweeping: true });
        assert.ok(sweeping <= 3_000, `${lively}, not everything looked at once: ${sweeping}`);
      }
    }
  });

  it('lists running collections often, lively ones each minute, others so that 95 of 100 looks come within ten minutes', () => {
    assert.equal(listIntervalMs({ running: true, sinceActiveMs: 0 }), 15_000);
    assert.ok(listIntervalMs({ running: false, sinceActiveMs: 60_000 }) < 60_000);
    const quiet = listIntervalMs({ running: false, sinceActiveMs: Infinity });
    assert.ok(quiet > 600_000 && quiet * 0.95 < 600_000);
  });

  it('takes what is dated ahead for long past', () => {
    assert.equal(elapsedMs(1_000, 1_000), 0);
    assert.equal(elapsedMs(1_000, 61_000), 60_000);
    assert.equal(elapsedMs(1_001, 1_000), Infinity);
    assert.equal(watchIntervalMs(elapsedMs(2, 1), 0), watchIntervalMs(86_400_000, 0));
  });

  it('spreads by a tenth to either side', () => {
    assert.equal(jitter(1_000, 0), 900);
    assert.ok(jitter(1_000, 0.999) < 1_100);
  });
});
