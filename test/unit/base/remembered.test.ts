import assert from 'node:assert/strict';
import { Remembered } from '../../../src/base/remembered.js';
import { FakeClock } from '../support/fakeClock.js';

describe('remembered answers', () => {
  let clock: FakeClock;
  let remembered: Remembered<number>;
  let asked: number;

  beforeEach(() => {
    clock = new FakeClock();
    remembered = new Remembered(clock, 1000);
    asked = 0;
  });

  const ask = (): Promise<number> => Promise.resolve(++asked);

  it('are asked for once, however many want them, until their time is over', async () => {
    assert.deepEqual(await Promise.all([remembered.get('a', ask), remembered.get('a', ask)]), [1, 1]);
    await clock.pass(999);
    assert.equal(await remembered.get('a', ask), 1);
    assert.equal(await remembered.get('b', ask), 2);
    await clock.pass(1);
    assert.equal(await remembered.get('a', ask), 3);
    remembered.clear();
    assert.equal(await remembered.get('a', ask), 4);
  });

  it('are not kept when asking failed', async () => {
    await assert.rejects(remembered.get('a', () => Promise.reject(new Error('no'))));
    assert.equal(await remembered.get('a', ask), 1);
  });

  it('serve those who wait, and nobody after them, when they are not to be kept', async () => {
    const odd = (answer: number): boolean => answer % 2 === 0;
    assert.deepEqual(await Promise.all([remembered.get('a', ask, odd), remembered.get('a', ask, odd)]), [1, 1]);
    assert.equal(await remembered.get('a', ask, odd), 2);
    assert.equal(await remembered.get('a', ask, odd), 2);
  });

  it('of an earlier question do not take away those of a later one', async () => {
    let fail: ((error: Error) => void) | undefined;
    const first = remembered.get('a', () => new Promise((_resolve, reject) => (fail = reject)));
    remembered.clear();
    assert.equal(await remembered.get('a', ask), 1);
    fail?.(new Error('late'));
    await assert.rejects(first);
    assert.equal(await remembered.get('a', ask), 1);
  });
});
