import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event.js';
import { endAll, Owner } from '../../../src/base/lifecycle.js';
import { surfaced } from '../support/surfaced.js';

const fault = new TypeError('a fault in a listener');
const failing = (): never => {
  throw fault;
};

describe('a fault of one', () => {
  it('listener is loud, and neither the others nor whoever fires notice it', async () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    emitter.event((value) => void heard.push(value));
    emitter.event(failing);
    emitter.event((value) => void heard.push(value * 10));
    const faults = await surfaced(() => {
      emitter.fire(1);
      emitter.fire(2);
    });
    assert.deepEqual(heard, [1, 10, 2, 20]);
    assert.deepEqual(faults, [fault, fault]);
  });

  it('disposable is loud, and the others end all the same', async () => {
    const ended: string[] = [];
    class Several extends Owner {
      constructor() {
        super();
        this.own({ dispose: () => ended.push('first') });
        this.own({ dispose: failing });
        this.own({ dispose: () => ended.push('last') });
      }
    }
    assert.deepEqual(await surfaced(() => new Several().dispose()), [fault]);
    assert.deepEqual(await surfaced(() => endAll([{ dispose: failing }, new Several()])), [fault, fault]);
    assert.deepEqual(ended, ['first', 'last', 'first', 'last']);
  });
});
