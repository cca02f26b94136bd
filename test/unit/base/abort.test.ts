import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { sharedAbortController, whenAborted } from '../../../src/base/abort.js';

describe('a signal that many share', () => {
  it('tells each that still listens, once, and has one listener itself', () => {
    const controller = sharedAbortController();
    const told: number[] = [];
    const listening = Array.from({ length: 1000 }, (_, index) =>
      whenAborted(controller.signal, () => told.push(index)),
    );
    listening.slice(3).forEach((each) => each.dispose());
    assert.equal(getEventListeners(controller.signal, 'abort').length, 1);
    controller.abort();
    controller.abort();
    assert.deepEqual(told, [0, 1, 2]);
  });

  it('has none when nobody listens any more, whoever stops twice, and one again for the next', () => {
    const { signal } = new AbortController();
    const listeners = (): number => getEventListeners(signal, 'abort').length;
    const [one, other] = [whenAborted(signal, () => undefined), whenAborted(signal, () => undefined)];
    one.dispose();
    one.dispose();
    assert.equal(listeners(), 1);
    other.dispose();
    assert.equal(listeners(), 0);
    const next = whenAborted(signal, () => undefined);
    assert.equal(listeners(), 1);
    next.dispose();
    assert.equal(listeners(), 0);
  });

  it('is not kept by those who no longer listen from telling another signal’s', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const told: string[] = [];
    const listener = (): void => void told.push('told');
    whenAborted(one.signal, listener).dispose();
    whenAborted(other.signal, listener);
    one.abort();
    assert.deepEqual(told, []);
    other.abort();
    assert.deepEqual(told, ['told']);
  });
});
