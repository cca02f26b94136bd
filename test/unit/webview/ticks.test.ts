import assert from 'node:assert/strict';
import { stepFor, ticksIn } from '../../../src/webview/timeline/ticks.js';
import { hour, minute } from './bars.js';

const local = (year: number, month: number, date: number, hours = 0, minutes = 0) =>
  new Date(year, month, date, hours, minutes).getTime();

describe('ticks', () => {
  const zone = process.env.TZ;

  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin';
  });

  afterEach(() => {
    if (zone === undefined) {
      delete process.env.TZ;
    } else {
      process.env.TZ = zone;
    }
  });

  it('are as far apart as a person counts', () => {
    assert.deepEqual([1, 900, 1_001, 40_000, 3 * minute, 50 * minute, 7 * hour, 25 * hour, 5_000 * hour].map(stepFor), [
      1_000,
      1_000,
      2_000,
      minute,
      5 * minute,
      hour,
      12 * hour,
      48 * hour,
      364 * 24 * hour,
    ]);
    assert.equal(stepFor(1e15), 364 * 24 * hour);
  });

  it('are at round times of the day here, and tell where a day begins', () => {
    const ticks = ticksIn(local(2026, 6, 15, 20, 10), local(2026, 6, 16, 7), 3 * hour);
    assert.deepEqual(ticks, [
      { time: local(2026, 6, 15, 21), isDay: false },
      { time: local(2026, 6, 16), isDay: true },
      { time: local(2026, 6, 16, 3), isDay: false },
      { time: local(2026, 6, 16, 6), isDay: false },
    ]);
  });

  it('have noon at noon on the days when the clock is put forward or back', () => {
    for (const [month, date] of [
      [2, 29],
      [9, 25],
    ] as const) {
      const ticks = ticksIn(local(2026, month, date), local(2026, month, date + 1), 6 * hour);
      assert.deepEqual(
        ticks.map(({ time }) => new Date(time).getHours()),
        [0, 6, 12, 18, 0],
      );
    }
  });

  it('are in order and never twice, at every step through the hour that is missing or comes twice', () => {
    for (const day of [local(2026, 2, 29), local(2026, 9, 25)]) {
      for (const step of [15 * minute, 30 * minute, hour, 2 * hour]) {
        const ticks = ticksIn(day, day + 30 * hour, step).map(({ time }) => time);
        assert.ok(ticks.every((time, index) => index === 0 || time > ticks[index - 1]!));
        assert.ok(ticks.length >= (24 * hour) / step);
      }
    }
  });

  it('of weeks are Mondays', () => {
    const ticks = ticksIn(local(2026, 0, 1), local(2026, 3, 30), 7 * 24 * hour);
    assert.ok(ticks.length >= 16);
    assert.ok(
      ticks.every(({ time, isDay }) => isDay && new Date(time).getDay() === 1 && new Date(time).getHours() === 0),
    );
  });

  it('of seconds lie within what is asked for', () => {
    const start = local(2026, 6, 15, 12) + 250;
    assert.deepEqual(
      ticksIn(start, start + 12_000, 5_000).map(({ time }) => time - start),
      [4_750, 9_750],
    );
  });
});
