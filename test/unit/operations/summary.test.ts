import assert from 'node:assert/strict';
import type { Operation, OperationState } from '../../../src/operations/operation.js';
import { Summary } from '../../../src/operations/summary.js';
import { aCollection, aReading } from '../support/fixtures.js';

const noon = new Date(2026, 10, 26, 12).getTime();
const day = 24 * 3_600_000;

describe('what operations come to', () => {
  let summary: Summary;
  beforeEach(() => (summary = new Summary()));

  /** It took `ms` and ended at `endedAt`. */
  function ended(key: string, ms: number, endedAt = noon, state: OperationState = 'succeeded'): void {
    summary.put(key, operation(state, { startTime: endedAt - ms }), endedAt);
  }
  const operation = (state: OperationState, rest: Partial<Pick<Operation, 'verb' | 'startTime'>> = {}): Operation => ({
    collection: aCollection(),
    location: 'us-central1',
    ...aReading(),
    state,
    ...rest,
  });

  it('counts by state, and an operation that changes once', () => {
    summary.put('a', operation('running'), undefined);
    summary.put('b', operation('running'), undefined);
    summary.put('a', operation('cancelling'), undefined);
    assert.deepEqual([summary.count('running'), summary.count('cancelling')], [1, 1]);
    summary.delete('b');
    summary.delete('never there');
    assert.deepEqual([summary.count('running'), summary.count('cancelling')], [0, 1]);
  });

  it('counts ends by the day on which they were, by outcome', () => {
    ended('a', 1_000);
    ended('b', 1_000, noon, 'failed');
    ended('c', 1_000, noon - day);
    assert.deepEqual([summary.endedOn(noon, 'succeeded'), summary.endedOn(noon, 'failed')], [1, 1]);
    assert.equal(summary.endedOn(noon - day, 'succeeded'), 1);
    summary.delete('c');
    assert.equal(summary.endedOn(noon - day, 'succeeded'), 0);
  });

  it('tells lengths that occurred, of those that succeeded, those of which most did first', () => {
    for (let at = 1; at <= 20; at++) {
      ended(`a${at}`, at * 1_000);
    }
    ended('failed', 500_000, noon, 'failed');
    summary.put('other', operation('succeeded', { verb: 'delete', startTime: noon - 7_000 }), noon);
    summary.put('no start', operation('succeeded', { startTime: undefined }), noon);
    assert.deepEqual(
      summary.lengths().map(({ count, medianMs, p95Ms }) => [count, medianMs, p95Ms]),
      [
        [20, 10_000, 19_000],
        [1, 7_000, 7_000],
      ],
    );
    ended('a20', 1_000);
    assert.equal(summary.lengths()[0]?.p95Ms, 18_000);
    summary.delete('other');
    assert.equal(summary.lengths().length, 1);
  });

  it('takes no length below zero, where clocks differ', () => {
    ended('a', -5_000);
    assert.equal(summary.lengths()[0]?.medianMs, 0);
  });
});
