import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deriveState } from '../../../src/operations/state.js';

describe('state', () => {
  const error = fc.option(fc.record({ code: fc.integer({ min: 0, max: 16 }), message: fc.string() }), {
    nil: undefined,
  });

  it('is cancelled if and only if the operation is done with error code 1', () => {
    fc.assert(
      fc.property(fc.boolean(), error, fc.boolean(), fc.boolean(), (done, error, cancelRequested, ours) => {
        const state = deriveState({ done, error, cancelRequested }, ours);
        assert.equal(state === 'cancelled', done && error?.code === 1);
      }),
    );
  });

  it('is a success when done without error and without response', () => {
    assert.equal(deriveState({ done: true, error: undefined, cancelRequested: true }, true), 'succeeded');
  });

  it('is cancelling when we asked, or when the metadata says that somebody did', () => {
    const running = { done: false, error: undefined };
    assert.equal(deriveState({ ...running, cancelRequested: false }, false), 'running');
    assert.equal(deriveState({ ...running, cancelRequested: true }, false), 'cancelling');
    assert.equal(deriveState({ ...running, cancelRequested: false }, true), 'cancelling');
  });

  it('is failed with any other error code', () => {
    const error = { code: 8, message: 'Quota' };
    assert.equal(deriveState({ done: true, error, cancelRequested: true }, true), 'failed');
  });
});
