import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonText } from '../../../src/ui/documents/jsonText.js';

describe('JSON as a document shows it', () => {
  it('is indented as everywhere', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const value: unknown = JSON.parse(text);
        assert.equal(jsonText(value), JSON.stringify(value, undefined, 2));
      }),
    );
  });

  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
    ['{"a":[1,', ']}'],
  ] as const) {
    it(`opens however deep ${open} goes, and can be read back`, () => {
      const depth = 100_000;
      const text = `${open.repeat(depth)}null${close.repeat(depth)}`;
      const written = jsonText(JSON.parse(text));
      assert.equal(written.replace(/\s+/g, ''), text);
      assert.ok(written.length < text.length + depth + 64 * 64 * 8, String(written.length));
    });
  }
});
