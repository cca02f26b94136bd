import assert from 'node:assert/strict';
import type { ApiErrorFacts } from '../../../src/google/apiError.js';
import type { Collection } from '../../../src/operations/collection.js';
import { FanOut } from '../../../src/watch/fanOut.js';
import type { Listed } from '../../../src/watch/lister.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection } from '../support/fixtures.js';

/** A lister that answers when it is told to, and gives up with its signal. */
class HeldLister {
  readonly begun: Collection[] = [];
  readonly #open: ((error?: ApiErrorFacts) => void)[] = [];

  list(collection: Collection, signal: AbortSignal): Promise<Listed> {
    this.begun.push(collection);
    return new Promise((resolve) => {
      const answer = (error?: ApiErrorFacts): void => resolve({ names: new Set(), error });
      this.#open.push(answer);
      signal.addEventListener('abort', () => answer({ kind: 'aborted', message: 'given up' }));
    });
  }

  async answer(count: number, error?: ApiErrorFacts): Promise<void> {
    this.#open.splice(0, count).forEach((answer) => answer(error));
    await settle();
  }
}

const collections = (count: number): Collection[] =>
  Array.from({ length: count }, (_, index) => aCollection({ location: `region-${index}` }));

describe('fan-out of a refresh', () => {
  let lister: HeldLister;
  let clock: FakeClock;
  let fanOut: FanOut;

  beforeEach(() => {
    lister = new HeldLister();
    clock = new FakeClock();
    fanOut = new FanOut(lister, clock);
  });
  afterEach(() => {
    fanOut.dispose();
    assert.equal(clock.pending, 0);
  });

  it('begins a few in a turn, and no more than can be chosen from', async () => {
    void fanOut.list(collections(1000));
    void fanOut.list(collections(1000));
    assert.equal(lister.begun.length, 64);
    await clock.pass(0);
    assert.equal(lister.begun.length, 512);
    await lister.answer(100);
    assert.equal(lister.begun.length, 612);
  });

  it('begins more where nothing is answered, so that what hangs keeps nobody out', async () => {
    void fanOut.list(collections(1000));
    await clock.pass(0);
    await clock.pass(999);
    assert.equal(lister.begun.length, 512);
    await clock.pass(1);
    assert.equal(lister.begun.length, 576);
    await clock.pass(1000);
    assert.equal(lister.begun.length, 640);
    await lister.answer(640);
    await clock.pass(0);
    assert.equal(lister.begun.length, 1000);
  });

  it('ends with all answers, and tells what went wrong', async () => {
    const ends = fanOut.list(collections(70));
    const error: ApiErrorFacts = { kind: 'permissionDenied', message: 'no' };
    await lister.answer(1, error);
    await clock.pass(0);
    await lister.answer(69);
    assert.deepEqual(await ends, [error]);
    assert.deepEqual(await fanOut.list([]), []);
  });

  it('says at once that nothing can be read, except of what lies outside projects', async () => {
    const error: ApiErrorFacts = { kind: 'signInExpired', message: 'expired' };
    const outside = fanOut.list([aCollection({ project: undefined })]);
    await lister.answer(1, error);
    assert.deepEqual(await outside, [error]);
    const inside = fanOut.list(collections(2));
    const refused = assert.rejects(inside, { facts: error });
    await lister.answer(1, error);
    await refused;
  });

  it('begins nothing after its end, and waits for nobody', async () => {
    const [first, second] = [fanOut.list(collections(600)), fanOut.list(collections(600))];
    await clock.pass(0);
    fanOut.dispose();
    assert.equal((await first).filter(({ kind }) => kind === 'aborted').length, 512);
    assert.deepEqual(await second, []);
    assert.deepEqual(await fanOut.list(collections(10)), []);
    assert.equal(lister.begun.length, 512);
    assert.equal(fanOut.signal.aborted, true);
  });
});
