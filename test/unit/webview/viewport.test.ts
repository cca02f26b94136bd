import assert from 'node:assert/strict';
import fc from 'fast-check';
import { between, clamp, padded, pan, pixelOf, unitOf, zoomAt } from '../../../src/webview/timeline/viewport.js';

const range = fc
  .tuple(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1_000, max: 1e9 }))
  .map(([from, length]) => ({ from, to: from + length }));

describe('what is seen of the axis', () => {
  it('leaves the point under the cursor where it is when it is zoomed', () => {
    fc.assert(
      fc.property(
        range,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 1_000 }),
        (seen, factor, x) => {
          const at = unitOf(seen, 1_000, x);
          const zoomed = zoomAt(seen, factor, at);
          assert.ok(Math.abs(pixelOf(zoomed, 1_000, at) - x) < 0.01);
          assert.ok(Math.abs((zoomed.to - zoomed.from) / (seen.to - seen.from) - factor) < 1e-3);
        },
      ),
    );
  });

  it('is never outside its limits, shorter than the shortest or longer than all', () => {
    const limits = { from: 1_000, to: 9_000, shortest: 100 };
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: 0, max: 40_000 }), (from, length) => {
        const seen = clamp({ from, to: from + length }, limits);
        assert.ok(seen.from >= limits.from && seen.to <= limits.to);
        assert.equal(seen.to - seen.from, Math.min(Math.max(length, 100), 8_000));
      }),
    );
  });

  it('is moved back as long as it was, and grows from its middle', () => {
    const limits = { from: 0, to: 1_000, shortest: 100 };
    assert.deepEqual(clamp({ from: -50, to: 150 }, limits), { from: 0, to: 200 });
    assert.deepEqual(clamp({ from: 950, to: 1_150 }, limits), { from: 800, to: 1_000 });
    assert.deepEqual(clamp({ from: 490, to: 510 }, limits), { from: 450, to: 550 });
  });

  it('is panned, padded and on its way', () => {
    assert.deepEqual(pan({ from: 0, to: 10 }, 5), { from: 5, to: 15 });
    assert.deepEqual(padded({ from: 0, to: 10 }, 0.1), { from: -1, to: 11 });
    assert.deepEqual(between({ from: 0, to: 10 }, { from: 10, to: 30 }, 0.5), { from: 5, to: 20 });
  });
});
