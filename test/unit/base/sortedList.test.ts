import assert from 'node:assert/strict';
import { SortedList } from '../../../src/base/sortedList.js';

/** Always the same numbers for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

describe('a sorted list', () => {
  it('is like an array that is sorted after each change', () => {
    const random = numbers(7);
    const list = new SortedList<number>((a, b) => a - b);
    let model: number[] = [];
    for (let round = 0; round < 6_000; round++) {
      const item = Math.floor(random() * 4_000);
      const isThere = model.includes(item);
      if (random() < 0.7 && !isThere) {
        list.add(item);
        model = [...model, item].sort((a, b) => a - b);
      } else {
        assert.equal(list.delete(item), isThere);
        model = model.filter((other) => other !== item);
      }
    }
    assert.ok(model.length > 1_500, 'it lies in several pieces');
    assert.deepEqual([...list], model);
    assert.equal(list.size, model.length);
    for (const [from, to] of [
      [0, 10],
      [500, 1_600],
      [model.length - 5, model.length + 5],
      [0, 0],
    ] as const) {
      assert.deepEqual(list.slice(from, to), model.slice(from, to));
    }
    model.forEach((item, index) => assert.equal(list.rank(item), index));
    model.forEach((item) => assert.ok(list.delete(item)));
    assert.deepEqual([...list], []);
  });

  it('asks little of a long list', () => {
    let asked = 0;
    const list = new SortedList<number>((a, b) => {
      asked++;
      return a - b;
    });
    for (let item = 0; item < 100_000; item++) {
      list.add(item);
    }
    asked = 0;
    list.delete(50_000);
    list.add(50_000);
    assert.ok(asked < 100, `${asked} comparisons`);
  });
});
