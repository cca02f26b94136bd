import assert from 'node:assert/strict';
import { actionOf, keys } from '../../../src/webview/timeline/keys.js';

const pressed = (code: string, more: Partial<Parameters<typeof actionOf>[0]> = {}) =>
  actionOf({ code, key: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys of the timeline', () => {
  it('go by their place on the keyboard: W is Z in France', () => {
    assert.deepEqual(pressed('KeyW', { key: 'z' }), { action: 'zoomIn', further: false });
    assert.deepEqual(pressed('KeyA', { key: 'q' }), { action: 'panLeft', further: false });
  });

  it('do more with Shift where there is more, and nothing where there is not', () => {
    assert.deepEqual(pressed('KeyD', { shiftKey: true }), { action: 'panRight', further: true });
    assert.equal(pressed('Digit0', { shiftKey: true }), undefined);
  });

  it('show the sheet for a question mark wherever that is', () => {
    assert.deepEqual(pressed('Minus', { key: '?', shiftKey: true }), { action: 'keys', further: false });
  });

  it('leave to the editor what is held with Ctrl, Alt or Cmd', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const) {
      assert.equal(pressed('KeyW', { [held]: true }), undefined);
    }
  });

  it('do one thing each', () => {
    const codes = Object.values(keys).flatMap((key) => key.codes);
    assert.equal(new Set(codes).size, codes.length);
    for (const [action, key] of Object.entries(keys)) {
      key.codes.forEach((code) => assert.equal(pressed(code)?.action, action));
    }
  });
});
