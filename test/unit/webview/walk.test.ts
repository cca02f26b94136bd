import assert from 'node:assert/strict';
import { across, beside, placeOf } from '../../../src/webview/timeline/walk.js';
import { lane } from './placed.js';

const lanes = [
  lane('one', [
    ['a', 0, 10],
    ['b', 20, 30],
  ]),
  lane(
    'two',
    [
      ['c', 0, 5],
      ['e', 8, 9],
    ],
    [
      ['d', 2, 6],
      ['f', 8, 12],
    ],
  ),
];
const place = (name: string, id: string) => placeOf(lanes, name, id)!;

/** All that a held arrow key goes over. */
function walked(from: string, direction: 1 | -1): string[] {
  const ids: string[] = [];
  for (let id: string | undefined = from; id !== undefined && ids.length < 10;) {
    ids.push(id);
    id = beside(lanes[1]!, place('two', id), direction)?.id;
  }
  return ids;
}

describe('arrow keys', () => {
  it('go over every bar of a lane once, by when it begins, and the same way back', () => {
    assert.deepEqual(walked('c', 1), ['c', 'd', 'e', 'f']);
    assert.deepEqual(walked('f', -1), ['f', 'e', 'd', 'c']);
  });

  it('go to the bar of the next lane that is nearest in time', () => {
    assert.equal(across(lanes, place('one', 'b'), 1)?.id, 'f');
    assert.equal(across(lanes, place('two', 'f'), -1)?.id, 'a');
    assert.equal(across(lanes, place('one', 'a'), -1), undefined);
  });

  it('go nowhere from a bar that is no more', () => {
    assert.equal(placeOf(lanes, 'one', 'zz'), undefined);
    assert.equal(placeOf(lanes, 'none', 'a'), undefined);
  });
});
