import assert from 'node:assert/strict';
import type { OperationReading } from '../../../src/operations/operation.js';
import { sameReading, toOperation, toReading, unread } from '../../../src/operations/reading.js';
import { aCollection, aReading, cancelledError } from '../support/fixtures.js';

/** In every field another value than `unread` has. */
const another: OperationReading = aReading({
  done: true,
  error: cancelledError,
  endTime: 2,
  statusText: 'nearly there',
  cancelRequested: true,
  uncancellable: true,
  object: 'backup',
  statedEnd: { state: 'cancelled', word: 'ABORTED', message: '' },
  phase: 'queued',
  progress: { percent: 40, completed: 2, total: 5, failed: 1, unit: 'documents', step: 'BUILD' },
  warnings: 'slow',
  labels: 'team=etl',
  user: 'ada@example.com',
});

describe('the fields of a reading', () => {
  const fields = Object.keys(another) as (keyof OperationReading)[];

  for (const field of fields) {
    it(`${field}: a change of it alone is a change, and it is kept`, () => {
      const changed: OperationReading = { ...unread('one'), [field]: another[field] };
      assert.equal(sameReading(unread('one'), changed), false);
      assert.equal(sameReading(structuredClone(changed), changed), true);
      assert.deepEqual(toReading(changed)[field], another[field]);
      assert.deepEqual(toOperation(aCollection(), changed, undefined, 'running')[field], another[field]);
    });
  }

  it('are all there, and nothing else', () => {
    const operation = toOperation(aCollection(), { ...another, stray: 1 } as OperationReading, undefined, 'running');
    assert.deepEqual(Object.keys(toReading(operation)).sort(), [...fields].sort());
    assert.deepEqual(Object.keys(unread('one')).sort(), [...fields].sort());
    assert.ok(!('stray' in operation));
  });
});
