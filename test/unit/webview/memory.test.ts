import assert from 'node:assert/strict';
import { remembered } from '../../../src/webview/timeline/memory.js';

describe('what a hidden timeline keeps', () => {
  const kept = { start: 1, end: 2, lanes: 'region', scrollTop: 40, selected: 'a', isTable: true, opened: [7] };

  it('is what it showed', () => {
    assert.deepEqual(remembered(kept, 'day', 'target'), kept);
    assert.equal(remembered({ ...kept, start: undefined, preset: 'week' }, 'day', 'target').preset, 'week');
  });

  it('is what the extension says where there is nothing, or nothing that makes sense', () => {
    const fresh = { preset: 'day', lanes: 'target', scrollTop: 0, isTable: false, opened: [] };
    for (const state of [
      undefined,
      null,
      7,
      [],
      { start: 2, end: 1, lanes: 'x', preset: 1, scrollTop: NaN, opened: 3 },
    ]) {
      assert.deepEqual(remembered(state, 'day', 'target'), fresh);
    }
  });
});
