import assert from 'node:assert/strict';
import { startOfDay, startOfNextDay } from '../../../src/base/day.js';
import { historyDays } from '../../../src/ui/history/historyDays.js';
import type { HistoryEntry } from '../../../src/watch/history.js';
import { endedAt } from '../../../src/watch/pastOperation.js';
import { aCollection, aReading } from '../support/fixtures.js';

const minute = 60_000;
const hour = 60 * minute;
const noon = new Date(2026, 2, 10, 12).getTime();

function entry(id: string, change: Partial<HistoryEntry> = {}, reading: Parameters<typeof aReading>[0] = {}) {
  const at = change.at ?? noon;
  return {
    id: `${id} ${at}`,
    at,
    collection: aCollection(),
    location: 'us-central1',
    reading: aReading({ name: id, done: true, endTime: at, ...reading }),
    from: 'running',
    to: 'succeeded',
    outcome: undefined,
    words: undefined,
    ...change,
  } satisfies HistoryEntry;
}

const shown = (entries: readonly HistoryEntry[], isMine: (entry: HistoryEntry) => boolean = () => false): string[][] =>
  historyDays(
    [...entries].sort((a, b) => b.at - a.at),
    isMine,
  ).map(({ mine, others }) => [
    ...mine.map(({ reading }) => `my ${reading.name}`),
    ...others.map(({ reading }) => reading.name),
  ]);

describe('the days of the history', () => {
  it('are apart, newest first, and so is what is mine', () => {
    const entries = [
      entry('a'),
      entry('b', { at: noon + minute }),
      entry('c', { at: noon - 24 * hour }),
      entry('d', { at: noon + 2 * minute }),
    ];
    assert.deepEqual(
      shown(entries, ({ reading }) => reading.name === 'b'),
      [['my b', 'd', 'a'], ['c']],
    );
  });

  it('hold each operation once, as it came out in the end, and none that goes on', () => {
    const entries = [
      entry('a', { outcome: 'refused', to: 'running', from: 'cancelling' }, { done: false }),
      entry('a', { at: noon + minute, to: 'failed' }),
      entry('b', { to: 'cancelling' }, { done: false }),
      entry('c', { outcome: 'refused', to: 'running' }, { done: false }),
    ];
    const [day] = historyDays(
      entries.sort((a, b) => b.at - a.at),
      () => true,
    );
    assert.deepEqual(
      day?.mine.map(({ reading, to }) => `${reading.name} ${to}`),
      ['a failed', 'c running'],
    );
  });

  it('go by when it ended, where the server said so, and not by when that was seen', () => {
    const seenLate = entry('a', { at: noon }, { endTime: noon - 24 * hour });
    const untold = entry('b', { at: noon - minute }, { endTime: undefined });
    assert.deepEqual(shown([seenLate, untold]), [['b'], ['a']]);
    const refused = entry('c', { outcome: 'refused', to: 'running' }, { done: false, endTime: noon - 24 * hour });
    assert.equal(endedAt(refused), noon);
  });

  it('begin and end at midnight here, also where a day has 23 or 25 hours', () => {
    for (const day of [new Date(2026, 2, 29, 15), new Date(2026, 9, 25, 15), new Date(2026, 11, 31, 23, 59)]) {
      const start = new Date(startOfDay(day.getTime()));
      const next = new Date(startOfNextDay(day.getTime()));
      assert.deepEqual([start.getHours(), start.getMinutes(), start.getDate()], [0, 0, day.getDate()]);
      assert.deepEqual([next.getHours(), next.getMinutes()], [0, 0]);
      assert.equal(startOfDay(next.getTime() - 1), start.getTime());
    }
  });
});
