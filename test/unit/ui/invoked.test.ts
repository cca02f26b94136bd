import assert from 'node:assert/strict';
import { BY_KEY, invokedOn } from '../../../src/ui/selection/invoked.js';
import { SelectedRows } from '../../../src/ui/selection/selectedRows.js';
import type { TreeElement } from '../../../src/ui/tree/element.js';
import { rowOf } from '../../../src/ui/tree/elements.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection } from '../support/fixtures.js';

const project = rowOf.project('acme-web');
const row = (name: string): TreeElement => rowOf.operation(project, { collection: aCollection(), name });
const [a, b, c] = [row('a'), row('b'), row('c')] as const;

describe('what a command was invoked on', () => {
  it('the palette hands over nothing, a key says that it means the selection', () => {
    assert.deepEqual(invokedOn([], [a]), { kind: 'nothing' });
    assert.deepEqual(invokedOn([BY_KEY], [a]), { kind: 'selection' });
  });

  it('a menu hands over its row, and all selected ones where that is one of them', () => {
    assert.deepEqual(invokedOn([a, undefined], [b]), { kind: 'rows', rows: [a] });
    assert.deepEqual(invokedOn([a, [a, b]], [a, b]), { kind: 'rows', rows: [a, b] });
  });

  it('never takes another row for one that was lost', () => {
    assert.deepEqual(invokedOn([undefined, undefined], [a]), { kind: 'lost' });
    assert.deepEqual(invokedOn([undefined], [a]), { kind: 'lost' });
    assert.deepEqual(invokedOn([null, undefined], [a]), { kind: 'lost' });
  });

  it('of several takes the selection whole, or nothing', () => {
    assert.deepEqual(invokedOn([undefined, [undefined, b, c]], [a, b, c]), { kind: 'rows', rows: [a, b, c] });
    assert.deepEqual(invokedOn([undefined, [undefined, undefined]], [a, b]), { kind: 'rows', rows: [a, b] });
    // The rows of another view, or a selection that has changed meanwhile.
    assert.deepEqual(invokedOn([undefined, [undefined, c]], [a, b]), { kind: 'lost' });
    assert.deepEqual(invokedOn([b, [undefined, b, c]], [b, c]), { kind: 'lost' });
  });
});

describe('the selected rows', () => {
  /** A view as VS Code has it: it tells of each change, and leaves out rows that are being fetched. */
  function aView() {
    let listener: ((event: { readonly selection: readonly TreeElement[] }) => void) | undefined;
    const view = {
      visible: true,
      selection: [] as readonly TreeElement[],
      onDidChangeSelection: (listen: typeof listener) => {
        listener = listen;
        return { dispose: () => (listener = undefined) };
      },
      select(selection: readonly TreeElement[]) {
        view.selection = selection;
        listener?.({ selection });
      },
    };
    return view;
  }

  it('are remembered while they are drawn anew', () => {
    const view = aView();
    const selected = new SelectedRows(view);
    view.select([a, b, c]);
    view.selection = [b];
    assert.deepEqual(selected.rows, [a, b, c]);
    view.selection = [a, b, c];
    view.select([b]);
    assert.deepEqual(selected.rows, [b]);
    view.select([]);
    assert.deepEqual(selected.rows, []);
    selected.dispose();
  });

  it('are those that VS Code knows when it told of fewer', () => {
    const view = aView();
    const selected = new SelectedRows(view);
    view.select([a]);
    view.selection = [a, b];
    assert.deepEqual(selected.rows, [a, b]);
    selected.dispose();
  });

  it('are none while the view is hidden', () => {
    const view = aView();
    const selected = new SelectedRows(view);
    view.select([a]);
    view.visible = false;
    assert.deepEqual(selected.rows, []);
    selected.dispose();
  });

  it('are waited for by a key, which may come before VS Code has fetched them anew', async () => {
    const clock = new FakeClock();
    const view = aView();
    const selected = new SelectedRows(view);
    view.select([]);
    let rows: readonly TreeElement[] | undefined;
    const asked = selected.settled(clock).then((settled) => (rows = settled));
    await clock.pass(300);
    assert.equal(rows, undefined);
    // It tells nothing again: the selection is what it was, to its mind.
    view.selection = [a];
    await clock.pass(100);
    await asked;
    assert.deepEqual(rows, [a]);
    assert.deepEqual(await selected.settled(clock), [a]);
    selected.dispose();
  });

  it('are not waited for longer than it takes, nor in a hidden view', async () => {
    const clock = new FakeClock();
    const view = aView();
    const selected = new SelectedRows(view);
    let rows: readonly TreeElement[] | undefined;
    const asked = selected.settled(clock).then((settled) => (rows = settled));
    await clock.pass(1_100);
    await asked;
    assert.deepEqual(rows, []);
    view.visible = false;
    assert.deepEqual(await selected.settled(clock), []);
    assert.equal(clock.pending, 0);
    selected.dispose();
  });
});
