import assert from 'node:assert/strict';
import { createModel, type Model } from '../../../src/webview/timeline/model.js';
import type { Bar } from '../../../src/ui/timeline/messages.js';
import { bar, hour, minute, noon } from './bars.js';

const collator = new Intl.Collator('en', { numeric: true });
const at = (id: string, target: string, start: number, end: number) =>
  bar(id, {
    start: noon + start * minute,
    end: noon + end * minute,
    lanes: { target, region: 'r', service: 's', project: 'p' },
  });

function modelOf(...bars: Parameters<Model['replace']>[0]): Model {
  const model = createModel('target', collator);
  model.replace(bars);
  model.settle(noon);
  return model;
}

const shown = (model: Model) =>
  model.placed.map(
    ({ name, rows }) => `${name}: ${rows.map(({ bars }) => bars.map(({ id }) => id).join(' ')).join(' | ')}`,
  );

describe('bars in lanes', () => {
  it('have the target first where something began last, and other lanes by name', () => {
    const model = modelOf(at('1', 'old', -50, -40), at('2', 'new', -10, -5), at('3', 'old', -45, -30));
    assert.deepEqual(shown(model), ['new: 2', 'old: 1 | 3']);
    model.setLaneKind('region');
    model.settle(noon);
    assert.deepEqual(shown(model), ['r: 1 2 | 3']);
  });

  it('follow what changes: a bar moves to another lane, ends, or is no more', () => {
    const model = modelOf(at('1', 'a', -50, -40), at('2', 'b', -20, -10));
    model.change([at('1', 'b', -15, -5)], []);
    assert.ok(model.settle(noon));
    assert.deepEqual(shown(model), ['b: 2 | 1']);
    model.change([], ['2']);
    model.settle(noon);
    assert.deepEqual(shown(model), ['b: 1']);
    assert.equal(model.size, 1);
  });

  it('are left alone where nothing changed', () => {
    const model = modelOf(at('1', 'a', -50, -40), at('2', 'b', -20, -10));
    const [b, a] = model.placed;
    model.change([at('3', 'b', -9, -8)], []);
    model.settle(noon);
    assert.notEqual(model.placed[0], b);
    assert.equal(model.placed[1], a);
    assert.equal(model.settle(noon), false);
  });

  it('are all placed anew where a gap is opened', () => {
    const model = modelOf(at('1', 'a', -900, -890), at('2', 'b', -20, -10));
    const [gap] = model.axis.gaps;
    assert.ok(gap?.folded);
    const before = model.placed[1];
    model.toggleGap(gap.start);
    model.settle(noon);
    assert.notEqual(model.placed[1], before);
    assert.ok(model.extent.to - model.extent.from > 14 * hour);
    assert.deepEqual(model.opened, [gap.start]);
  });

  it('have a lane for each target, though two projects or services have one of the same name', () => {
    const [own] = modelOf(at('1', 'etl', -50, -40)).placed;
    assert.equal(own?.name, 'etl');
    const sibling = (id: string, lanes: Partial<Bar['lanes']>, start: number) => {
      const made = at(id, 'etl', start, start + 5);
      return { ...made, lanes: { ...made.lanes, ...lanes } };
    };
    const model = modelOf(at('1', 'etl', -50, -40), sibling('2', { project: 'p2' }, -30), at('3', 'other', -55, -54));
    assert.deepEqual(shown(model), ['etl · p2: 2', 'etl · p: 1', 'other: 3']);
    // What tells them apart and no more: the service where the project is the same.
    model.change([sibling('2', { service: 's2' }, -30)], []);
    model.settle(noon);
    assert.deepEqual(shown(model), ['etl · s2: 2', 'etl · s: 1', 'other: 3']);
    model.change([sibling('4', { region: 'r2' }, -20)], []);
    model.settle(noon);
    assert.deepEqual(shown(model), ['etl · s · r2: 4', 'etl · s2 · r: 2', 'etl · s · r: 1', 'other: 3']);
    assert.deepEqual(model.placeOf(model.find('4')!)?.lane, 0);
    // Alone again it has its own name again, and its lane is where it was.
    model.change([], ['2', '4']);
    model.settle(noon);
    assert.deepEqual(shown(model), ['etl: 1', 'other: 3']);
    model.setLaneKind('project');
    model.settle(noon);
    assert.deepEqual(shown(model), ['p: 3 1']);
  });

  it('of which nobody knows when they were are counted and not drawn', () => {
    const model = modelOf(bar('1', {}));
    assert.deepEqual(shown(model), []);
    assert.equal(model.size, 1);
  });

  it('that go on leave no gap behind them, however long nothing is told of them', () => {
    const model = modelOf(bar('1', { start: noon - minute, state: 'running' }));
    model.change([at('2', 'b', 600, 601)], []);
    model.settle(noon + 601 * minute);
    assert.deepEqual(model.axis.gaps, []);
  });
});
