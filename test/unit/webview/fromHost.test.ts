import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ToPage } from '../../../src/ui/timeline/messages.js';
import { fromHost } from '../../../src/webview/timeline/fromHost.js';
import { words } from '../../timeline/words.js';
import { bar, noon } from './bars.js';

/** One of each, so that a new kind of message is read. */
const samples: { readonly [Type in ToPage['type']]: Extract<ToPage, { type: Type }> } = {
  init: { type: 'init', words, locale: 'de', preset: 'day', lanes: 'target' },
  bars: { type: 'bars', bars: [bar('a', { start: noon, end: noon + 1, cancelAskedAt: noon, cancelSettledAt: noon })] },
  changes: { type: 'changes', upserts: [bar('b')], removals: ['a'] },
  select: { type: 'select', id: 'a' },
  hover: { type: 'hover', id: 'a', lines: ['one', 'two'] },
  summary: { type: 'summary', lines: ['one'] },
};

/** The same object with one value in it, wherever it is, replaced by another. */
function* spoiled(value: unknown, other: unknown): Generator {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const copy = (next: unknown) => (Array.isArray(value) ? value.with(Number(key), next) : { ...value, [key]: next });
    yield copy(other);
    for (const next of spoiled(inner, other)) {
      yield copy(next);
    }
  }
}

describe('messages of the extension', () => {
  it('are read', () => {
    for (const message of Object.values(samples)) {
      assert.deepEqual(fromHost(message), message);
    }
    assert.deepEqual(fromHost({ type: 'select' }), { type: 'select' });
  });

  it('are none where any value in them is of another type', () => {
    let count = 0;
    for (const message of Object.values(samples)) {
      for (const other of spoiled(message, { other: true })) {
        assert.equal(fromHost(other), undefined, JSON.stringify(other));
        count++;
      }
    }
    assert.ok(count > 60);
  });

  it('are none with a state, a lane, a language or a time that there is not', () => {
    const others: unknown[] = [
      { ...samples.bars, bars: [{ ...bar('a'), state: 'constructor' }] },
      { ...samples.bars, bars: [{ ...bar('a'), start: Infinity }] },
      { ...samples.bars, bars: [{ ...bar('a'), end: NaN }] },
      { ...samples.init, lanes: 'colour' },
      { ...samples.init, locale: 'no language!' },
      { type: 'toString' },
      null,
      [],
    ];
    others.forEach((other) => assert.equal(fromHost(other), undefined, JSON.stringify(other)));
  });

  it('may be anything without an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(samples)), fc.object(), (type, fields) => {
        const message = fromHost({ ...fields, type });
        assert.ok(message === undefined || message.type === type);
      }),
    );
  });
});
