import assert from 'node:assert/strict';
import { rowOf } from '../../../src/ui/tree/elements.js';
import { FirstDrawing } from '../../../src/ui/tree/firstDrawing.js';
import { FakeClock } from '../support/fakeClock.js';

const [one, two] = [rowOf.project('one'), rowOf.project('two')];
const place = rowOf.location(one, 'us-central1');

describe('the first drawing', () => {
  let clock: FakeClock;
  let drawing: FirstDrawing;
  let ends: number;

  beforeEach(() => {
    clock = new FakeClock();
    drawing = new FirstDrawing(clock);
    ends = 0;
    drawing.onDidEnd(() => ends++);
  });

  it('ends a moment after VS Code got rows of which none is open', async () => {
    drawing.noteRows(undefined);
    assert.equal(ends, 0);
    await clock.pass(50);
    assert.equal(ends, 1);
  });

  it('ends once the rows below each open one are there, however many levels there are', async () => {
    drawing.noteRows(undefined);
    drawing.noteOpen(one);
    drawing.noteOpen(two);
    await clock.pass(500);
    drawing.noteRows(one);
    drawing.noteOpen(place);
    drawing.noteRows(two);
    await clock.pass(500);
    assert.equal(ends, 0);
    drawing.noteRows(place);
    await clock.pass(50);
    assert.equal(ends, 1);
    drawing.noteOpen(two);
    drawing.noteRows(undefined);
    await clock.pass(5000);
    assert.equal(ends, 1);
    assert.equal(clock.pending, 0);
  });

  it('waits a second at most for rows that nobody asks for', async () => {
    drawing.noteRows(undefined);
    drawing.noteOpen(one);
    await clock.pass(999);
    assert.equal(ends, 0);
    await clock.pass(1);
    assert.equal(ends, 1);
  });
});
