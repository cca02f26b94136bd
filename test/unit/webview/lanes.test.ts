import assert from 'node:assert/strict';
import fc from 'fast-check';
import { laneAt, rowsOf, topsOf } from '../../../src/webview/timeline/lanes.js';
import { bar } from './bars.js';

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 200 })), { maxLength: 60 })
  .map((pairs) =>
    pairs
      .map(([start, length], index) => ({ bar: bar(`${index}`), start, end: length > 190 ? Infinity : start + length }))
      .sort((one, other) => one.start - other.start),
  );

describe('rows of a lane', () => {
  it('hold bars that do not overlap, all of them, in order', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const rows = rowsOf(all);
        assert.deepEqual(new Set(rows.flat()), new Set(all));
        for (const row of rows) {
          row.slice(1).forEach((span, index) => {
            const before = row[index]!;
            assert.ok(before.end <= span.start && before.start < span.start);
          });
        }
      }),
    );
  });

  it('are as many as there are bars at once, and no more', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const most = Math.max(
          0,
          ...all.map(
            ({ start }) =>
              all.filter((other) => other.start <= start && Math.max(other.end, other.start + 1) > start).length,
          ),
        );
        assert.equal(rowsOf(all).length, most);
      }),
    );
  });

  it('are filled from the top', () => {
    const span = (id: string, start: number, end: number) => ({ bar: bar(id), start, end });
    const rows = rowsOf([span('a', 0, 10), span('b', 1, 3), span('c', 4, 6), span('d', 12, 14)]);
    assert.deepEqual(
      rows.map((row) => row.map(({ bar: { id } }) => id)),
      [
        ['a', 'd'],
        ['b', 'c'],
      ],
    );
  });

  it('lie below each other, and are found by their height', () => {
    const tops = topsOf([1, 3, 1]);
    assert.deepEqual(tops, [0, 24, 84, 108]);
    assert.deepEqual(
      [-1, 0, 23, 24, 83, 84, 200].map((y) => laneAt(tops, y)),
      [-1, 0, 0, 1, 1, 2, 3],
    );
  });
});
