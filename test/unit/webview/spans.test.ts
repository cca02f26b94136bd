import assert from 'node:assert/strict';
import { medianLength, spanOf, usualStretch } from '../../../src/webview/timeline/spans.js';
import { bar, hour, minute, noon } from './bars.js';

const stretchOf = (fields: Parameters<typeof bar>[1]) => {
  const span = spanOf(bar('a', fields), minute, noon);
  return span && [span.start - noon, span.end - noon];
};

describe('where a bar begins and ends', () => {
  it('is what the server said', () => {
    assert.deepEqual(stretchOf({ start: noon - hour, end: noon - minute }), [-hour, -minute]);
    assert.deepEqual(stretchOf({ start: noon - hour, state: 'running' }), [-hour, Infinity]);
  });

  it('is a usual length where one of them is not known, and nowhere where neither is', () => {
    assert.deepEqual(stretchOf({ end: noon - hour }), [-hour - minute, -hour]);
    assert.deepEqual(stretchOf({ start: noon - hour, state: 'expired' }), [-hour, -hour + minute]);
    assert.deepEqual(stretchOf({ state: 'running' }), [-minute, Infinity]);
    assert.deepEqual(stretchOf({ state: 'cancelling', cancelAskedAt: noon - hour }), [-hour - minute, Infinity]);
    assert.equal(stretchOf({}), undefined);
  });

  it('is never an end before the beginning', () => {
    assert.deepEqual(stretchOf({ start: noon, end: noon - 5_000 }), [0, 0]);
  });
});

describe('what is seen at first', () => {
  const short = Array.from({ length: 20 }, (_, index) =>
    bar(`short-${index}`, { start: noon - (index + 2) * minute, end: noon - (index + 1) * minute }),
  );
  const usual = { start: noon - 21 * minute, end: noon - minute };

  it('is all there is', () => {
    assert.deepEqual(usualStretch(short, noon), usual);
    assert.equal(usualStretch([], noon), undefined);
  });

  it('is not stretched by one that took ten times as long as the others', () => {
    const hung = bar('hung', { start: noon - 72 * hour, state: 'running' });
    assert.deepEqual(usualStretch([...short, hung], noon), usual);
    const rather = bar('rather', { start: noon - 29 * minute, end: noon - 20 * minute });
    assert.equal(usualStretch([...short, rather], noon)?.start, noon - 29 * minute);
  });

  it('is not stretched by a few that are old', () => {
    const old = bar('old', { start: noon - 300 * hour, end: noon - 300 * hour + minute });
    assert.ok((usualStretch([...short, old], noon)?.start ?? 0) > noon - hour);
  });

  it('is the one there is, however long', () => {
    const hung = bar('hung', { start: noon - 72 * hour, state: 'running' });
    assert.deepEqual(usualStretch([hung], noon), { start: noon - 72 * hour, end: noon });
  });

  it('goes by the length in the middle, a minute where there is none', () => {
    assert.equal(medianLength(short, short.length, noon), minute);
    assert.equal(medianLength([], 0, noon), minute);
  });
});
