import assert from 'node:assert/strict';
import { toOperation } from '../../../src/operations/reading.js';
import { mayAsk, whyNotCancellable } from '../../../src/watch/cancellable.js';
import { aCollection, aReading } from '../support/fixtures.js';

describe('what cannot be cancelled', () => {
  const by = (saidAt?: number) => ({
    cancellations: { find: () => undefined, unsupportedSince: () => saidAt },
    mayChange: () => true,
  });
  const running = (fields: Parameters<typeof aReading>[0], cancel = true) =>
    toOperation(aCollection({ abilities: { cancel, delete: true } }), aReading(fields), 'us-central1', 'running');

  it('is withdrawn where the operation says so, and cannot be asked for', () => {
    const reason = whyNotCancellable(running({ uncancellable: true }), by());
    assert.deepEqual([reason, mayAsk(reason)], ['uncancellable', false]);
  });

  it('may be asked for all the same where the service said so of its kind', () => {
    const reason = whyNotCancellable(running({}), by(1));
    assert.deepEqual([reason, mayAsk(reason)], ['saidUnsupported', true]);
  });

  it('has no cancel where the service documents none', () => {
    assert.equal(whyNotCancellable(running({ uncancellable: true }, false), by(1)), 'unsupported');
    assert.equal(whyNotCancellable(running({}), by()), undefined);
  });
});
