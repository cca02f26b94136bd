import assert from 'node:assert/strict';
import fc from 'fast-check';
import { axisOf, united } from '../../../src/webview/timeline/gaps.js';
import { hour, minute, noon } from './bars.js';

const at = (start: number, end: number) => ({ start: noon + start * hour, end: noon + end * hour });

describe('idle gaps', () => {
  const active = [at(0, 1), at(9, 10), at(10.75, 11)];

  it('unite what is under way without a pause worth folding', () => {
    const intervals = [at(0, 1), at(0.5, 0.7), at(1.4, 2), at(3, 4)];
    assert.deepEqual(united(intervals), [at(0, 2), at(3, 4)]);
    assert.deepEqual(united([{ start: noon, end: Infinity }, at(5, 6)]), [{ start: noon, end: Infinity }]);
  });

  it('are folded to one width, all of them', () => {
    const axis = axisOf(active, new Set());
    const widths = axis.gaps.map(({ start, end }) => axis.toUnits(end) - axis.toUnits(start));
    assert.deepEqual(
      axis.gaps.map(({ folded }) => folded),
      [true, true],
    );
    assert.ok(widths.every((width) => Math.abs(width - 0.02 * 2.25 * hour) < 1));
    // What is not idle is as long as it was.
    assert.ok(Math.abs(axis.toUnits(noon + 10 * hour) - axis.toUnits(noon + 9 * hour) - hour) < 1);
  });

  it('are opened one by one, and stay where they are known', () => {
    const [first] = axisOf(active, new Set()).gaps;
    const axis = axisOf(active, new Set([first?.start ?? 0]));
    assert.deepEqual(
      axis.gaps.map(({ folded }) => folded),
      [false, true],
    );
    assert.ok(Math.abs(axis.toUnits(noon + 9 * hour) - axis.toUnits(noon + hour) - 8 * hour) < 1);
  });

  it('are none where they are hardly wider than a fold', () => {
    assert.deepEqual(axisOf([at(0, 50), at(50.6, 100)], new Set()).gaps, []);
  });

  it('keep the order of time, and every moment can be read back', () => {
    const axis = axisOf(active, new Set());
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 720 }), fc.integer({ min: 1, max: 60 }), (start, later) => {
        const [one, other] = [noon + start * minute, noon + (start + later) * minute];
        assert.ok(axis.toUnits(one) < axis.toUnits(other));
        assert.ok(Math.abs(axis.toTime(axis.toUnits(one)) - one) < 1);
      }),
    );
  });

  it('are told from others: only where one has moved, bars are placed anew', () => {
    const axis = axisOf(active, new Set());
    assert.equal(axisOf(active, new Set()).key, axis.key);
    assert.notEqual(axisOf([at(0, 1.25), ...active.slice(1)], new Set()).key, axis.key);
    assert.notEqual(axisOf(active.slice(0, 2), new Set()).key, axis.key);
    // Without a fold every moment is at its own time, however much is under way.
    assert.equal(axisOf(active.slice(0, 1), new Set()).key, axisOf(active.slice(1, 2), new Set()).key);
  });
});
