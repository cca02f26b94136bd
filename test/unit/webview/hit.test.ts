import assert from 'node:assert/strict';
import { barAt } from '../../../src/webview/timeline/hit.js';
import { topsOf } from '../../../src/webview/timeline/lanes.js';
import { lane } from './placed.js';

const lanes = [
  lane('one', [
    ['a', 0, 10],
    ['b', 20, 30],
  ]),
  lane('two', [['c', 0, 5]], [['d', 2, Infinity]]),
];
const tops = topsOf(lanes.map(({ rows }) => rows.length));
const at = (x: number, y: number) => barAt(lanes, tops, y, x, 2)?.id;

describe('the bar under the pointer', () => {
  it('is the one in whose row and stretch it is', () => {
    assert.deepEqual([at(5, 12), at(25, 12), at(1, 36), at(50, 54)], ['a', 'b', 'c', 'd']);
  });

  it('is the nearest one within reach, and none beyond it', () => {
    assert.deepEqual([at(11, 12), at(19, 12), at(15, 12), at(32.5, 12)], ['a', 'b', undefined, undefined]);
  });

  it('is none between rows, above the first lane and below the last', () => {
    assert.deepEqual([at(5, 2), at(5, 24), at(5, -5), at(5, 500)], [undefined, undefined, undefined, undefined]);
  });
});
