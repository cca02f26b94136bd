import assert from 'node:assert/strict';
import { rowOf } from '../../../src/ui/tree/elements.js';
import { Expansion } from '../../../src/ui/tree/expansion.js';
import { Redraw } from '../../../src/ui/tree/redraw.js';
import { FakeClock } from '../support/fakeClock.js';

const [one, two] = [rowOf.project('one'), rowOf.project('two')];

describe('redraw', () => {
  it('draws news that come close together once, each row once', async () => {
    const clock = new FakeClock();
    const drawn: string[][] = [];
    const redraw = new Redraw(clock, (rows) => drawn.push(rows.map(({ id }) => id)));
    redraw.mark([one]);
    redraw.mark([one, two]);
    await clock.pass(99);
    assert.deepEqual(drawn, []);
    await clock.pass(100);
    assert.deepEqual(drawn, [[one.id, two.id]]);
    assert.equal(clock.pending, 0);
  });

  it('draws nothing that was marked before all rows were handed out for the first time', async () => {
    const clock = new FakeClock();
    const drawn: string[][] = [];
    const redraw = new Redraw(clock, (rows) => drawn.push(rows.map(({ id }) => id)));
    redraw.touch();
    redraw.mark([one]);
    redraw.markInserted([one]);
    redraw.forget();
    await clock.pass(20_000);
    assert.deepEqual(drawn, []);
    redraw.mark([two]);
    await clock.pass(200);
    assert.deepEqual(drawn, [[two.id]]);
    assert.equal(clock.pending, 0);
  });

  it('does not let somebody wait who waits for an end', () => {
    const drawn: string[][] = [];
    const clock = new FakeClock();
    const redraw = new Redraw(clock, (rows) => drawn.push(rows.map(({ id }) => id)));
    redraw.mark([one]);
    redraw.mark([two], true);
    assert.deepEqual(drawn, [[one.id, two.id]]);
    assert.equal(clock.pending, 0);
  });

  it('lets new rows wait while somebody is about to do something, and what changes in place not', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const drawn: [ms: number, ids: string[]][] = [];
    const redraw = new Redraw(clock, (rows) => drawn.push([clock.now() - start, rows.map(({ id }) => id)]));
    redraw.markInserted([one]);
    await clock.pass(120);
    redraw.touch();
    redraw.markInserted([one]);
    redraw.mark([two]);
    await clock.pass(1000);
    redraw.touch();
    await clock.pass(1999);
    const before: [number, string[]][] = [
      [120, [one.id]],
      [340, [two.id]],
    ];
    assert.deepEqual(drawn, before);
    await clock.pass(121);
    assert.deepEqual(drawn, [...before, [3240, [one.id]]]);
    // Whoever clicks all the time still learns of new ones.
    for (let seconds = 0; seconds < 11; seconds++) {
      redraw.touch();
      redraw.markInserted([two]);
      await clock.pass(1000);
    }
    assert.equal(drawn.length, 4);
    redraw.dispose();
    assert.equal(clock.pending, 0);
  });

  it('rests the longer the more the last drawing cost, also from what somebody waits for', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const drawnAt: number[] = [];
    const redraw = new Redraw(clock, () => drawnAt.push(clock.now() - start));
    redraw.mark([one]);
    await clock.pass(120);
    redraw.noteCost(10);
    redraw.mark([two]);
    // VS Code asks for rows bit by bit.
    redraw.noteCost(10);
    await clock.pass(499);
    assert.deepEqual(drawnAt, [120]);
    await clock.pass(1);
    assert.deepEqual(drawnAt, [120, 620]);
    redraw.noteCost(10);
    redraw.mark([one], true);
    assert.equal(drawnAt.length, 2);
    await clock.pass(250);
    assert.deepEqual(drawnAt, [120, 620, 870]);
    redraw.noteCost(3_600_000);
    redraw.mark([one]);
    await clock.pass(9999);
    assert.equal(drawnAt.length, 3);
    await clock.pass(1);
    assert.deepEqual(drawnAt, [120, 620, 870, 10_870]);
    redraw.dispose();
  });

  it('leaves so much time between drawings that VS Code takes each at once, however the news come', async () => {
    const clock = new FakeClock();
    const start = clock.now();
    const drawnAt: number[] = [];
    const redraw = new Redraw(clock, () => drawnAt.push(clock.now() - start));
    for (let ms = 0; ms < 2000; ms += 10) {
      redraw.mark([one], ms % 70 === 0);
      await clock.pass(10);
    }
    assert.ok(drawnAt.length > 7);
    drawnAt.slice(1).forEach((at, index) => assert.ok(at - drawnAt[index]! > 200, String(drawnAt)));
    redraw.dispose();
  });

  it('leaves no timer behind', () => {
    const clock = new FakeClock();
    const redraw = new Redraw(clock, () => assert.fail('drawn after its end'));
    redraw.mark([one]);
    redraw.dispose();
    redraw.mark([two], true);
    assert.equal(clock.pending, 0);
  });
});

describe('expansion', () => {
  it('opens a row once there is a reason, and leaves it open when the reason goes', () => {
    const expansion = new Expansion();
    assert.equal(expansion.of(one, false), false);
    assert.equal(expansion.of(one, true), true);
    assert.equal(expansion.of(one, false), true);
  });

  it('never overrules the person', () => {
    const expansion = new Expansion();
    expansion.set(one, false);
    assert.equal(expansion.of(one, true), false);
  });

  it('takes what VS Code tells late for what it was when the row was drawn', () => {
    const [own, narrowed] = [new Expansion(), new Expansion()];
    assert.equal(own.of(one, false), false);
    assert.equal(narrowed.of(one, true), true);
    // The filter is gone, and only now VS Code tells that the row was opened to show a match.
    Expansion.note(one, true);
    assert.equal(own.of(one, false), false);
    Expansion.note(one, true);
    assert.equal(own.of(one, false), true);
    Expansion.note(one, false);
    assert.deepEqual([own.isOpen(one), narrowed.isOpen(one)], [false, true]);
  });
});
