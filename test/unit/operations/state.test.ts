import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deriveState } from '../../../src/operations/state.js';

describe('state', () => {
  const error = fc.option(fc.record({ code: fc.integer({ min: 0, max: 16 }), message: fc.string() }), {
    nil: undefined,
  });

  const statedEnd = fc.option(
    fc.record({
      state: fc.constantFrom('failed' as const, 'cancelled' as const),
      word: fc.string(),
      message: fc.string(),
    }),
    { nil: undefined },
  );

  it('is cancelled if and only if the operation is done with error code 1, or says so itself without an error', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        error,
        statedEnd,
        fc.boolean(),
        fc.boolean(),
        (done, error, statedEnd, cancelRequested, ours) => {
          const state = deriveState({ done, error, statedEnd, cancelRequested }, ours);
          const cancelled = error ? error.code === 1 : statedEnd?.state === 'cancelled';
          assert.equal(state === 'cancelled', done && cancelled);
        },
      ),
    );
  });

  it('is a success when done without error and without response', () => {
    assert.equal(
      deriveState({ done: true, error: undefined, statedEnd: undefined, cancelRequested: true }, true),
      'succeeded',
    );
  });

  it('is cancelling when we asked, or when the metadata says that somebody did', () => {
    const running = { done: false, error: undefined, statedEnd: undefined };
    assert.equal(deriveState({ ...running, cancelRequested: false }, false), 'running');
    assert.equal(deriveState({ ...running, cancelRequested: true }, false), 'cancelling');
    assert.equal(deriveState({ ...running, cancelRequested: false }, true), 'cancelling');
  });

  it('is failed with any other error code', () => {
    const error = { code: 8, message: 'Quota' };
    assert.equal(deriveState({ done: true, error, statedEnd: undefined, cancelRequested: true }, true), 'failed');
  });
});
