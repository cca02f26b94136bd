import assert from 'node:assert/strict';
import { histogramOf } from '../../../src/webview/timeline/histogram.js';
import { bar } from './bars.js';
import { lane } from './placed.js';

describe('the overview', () => {
  it('counts in each pixel what was under way, until now', () => {
    const lanes = [
      lane('one', [
        ['a', 0, 30],
        ['b', 50, Infinity],
      ]),
      lane('two', [['c', 25, 25]]),
    ];
    const { other, most } = histogramOf(lanes, { from: 0, to: 100 }, 10, 80);
    assert.deepEqual([...other.slice(0, 10)], [1, 1, 2, 1, 0, 1, 1, 1, 1, 0]);
    assert.equal(most, 2);
  });

  it('tells failed ones and those that go on from the others', () => {
    const [from, to] = [Float64Array.of(0, 20, 40), Float64Array.of(10, 30, Infinity)];
    const bars = [bar('a', { state: 'failed' }), bar('b'), bar('c', { state: 'cancelling' })];
    const { failed, other, open } = histogramOf(
      [{ key: 'one', name: 'one', rows: [{ bars, from, to }] }],
      { from: 0, to: 60 },
      6,
      60,
    );
    assert.deepEqual([...failed.slice(0, 6)], [1, 1, 0, 0, 0, 0]);
    assert.deepEqual([...other.slice(0, 6)], [0, 0, 1, 1, 0, 0]);
    assert.deepEqual([...open.slice(0, 6)], [0, 0, 0, 0, 1, 1]);
  });
});
