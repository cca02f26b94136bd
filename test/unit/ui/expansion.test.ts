import assert from 'node:assert/strict';
import { rowOf } from '../../../src/ui/tree/elements.js';
import { Expansion } from '../../../src/ui/tree/expansion.js';

describe('which rows are open', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => rowOf.project(`project-${index}`));

  it('are so many by themselves, the first that had a reason, and stay open', () => {
    const expansion = new Expansion();
    const open = (): boolean[] => rows.map((row) => expansion.of(row, true));
    const first = open();
    assert.deepEqual(
      first,
      rows.map((_, index) => index < 200),
    );
    assert.deepEqual(open(), first);
  });

  it('are any number of those that somebody opens or looks for something in', () => {
    const expansion = new Expansion();
    rows.forEach((row) => expansion.of(row, true));
    const [opened, needed, other] = rows.slice(500);
    Expansion.note(opened!, true);
    assert.deepEqual(
      [expansion.of(opened!, false), expansion.of(needed!, false, true), expansion.of(other!, true)],
      [true, true, false],
    );
  });

  it('leave room for others where somebody closes one', () => {
    const expansion = new Expansion();
    rows.forEach((row) => expansion.of(row, true));
    Expansion.note(rows[0]!, false);
    assert.deepEqual(
      rows.slice(998).map((row) => expansion.of(row, true)),
      [true, false],
    );
  });

  it('are none that somebody has closed, whatever reason there is', () => {
    const expansion = new Expansion();
    const [row] = rows;
    expansion.of(row!, true);
    Expansion.note(row!, false);
    assert.equal(expansion.of(row!, true, true), false);
  });
});
