import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { jsonText, visible } from '../../../src/ui/documents/jsonText.js';
import { yamlText } from '../../../src/ui/documents/yamlText.js';

const { load } = createRequire(__filename)('js-yaml') as { load: (text: string) => unknown };

/** What YAML takes for something else, breaks at, or hides. */
const traps = [
  ...[
    'no',
    'Yes',
    'ON',
    'y',
    'null',
    'Null',
    '~',
    'true',
    '1',
    '1_000',
    '0x1F',
    '0o7',
    '017',
    '1e3',
    '.5',
    '.inf',
    '-0',
  ],
  ...[
    '12:30:45',
    '2026-11-25',
    '2026-11-25T21:58:39Z',
    '<<',
    '=',
    '-',
    '- a',
    '?',
    ': ',
    'a: b',
    'a:',
    'a #b',
    '#',
    '!',
  ],
  ...['&a', '*a', '|', '>', '%', '@', '`', '"', "'", '[', '{', ',', '---', '...', ' a', 'a ', '\ta', '', '__proto__'],
  ...['a\nb', 'a\nb\n', 'a\n\nb', 'a\n\n', '\na', ' a\nb', 'a \nb', 'a\r\nb', 'a\n  b', 'a\n--- b', 'a\tb\nc'],
  ...['\u202etxt', '\ud800', '\u{e0001}', '\u2028', '\x85', '\ufeff', '\0', '\x7f', '😀', 'a\u200bb', 'x'.repeat(1500)],
];

const text = fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'binary', maxLength: 12 }), fc.string());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    text,
    fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => parsed(entries)),
  ),
}));

/** As `JSON.parse` makes it, to which `__proto__` is a name like any other. */
function parsed(entries: readonly (readonly [string, unknown])[]): unknown {
  const result = {};
  for (const [key, entry] of entries) {
    Object.defineProperty(result, key, { value: entry, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

describe('an answer as YAML', function () {
  this.timeout(10_000);
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(value, (sent) => {
        const written = yamlText(sent);
        assert.deepEqual(load(written), sent, written);
        assert.doesNotMatch(written, /[\p{Cf}\u2028\u2029\x7f-\x9f]/u);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    );
  });

  it('reads well', () => {
    const operation = {
      name: 'projects/p/operations/1',
      metadata: {
        '@type': 'type.googleapis.com/x.Metadata',
        createTime: '2026-11-25T21:58:39Z',
        statusHistory: [{ state: 'PENDING', at: 'no' }, { state: 'RUNNING' }],
        matrix: [[1, 2], []],
        labels: {},
        note: 'first line\n  second line',
      },
      done: true,
      cost: 1e21,
    };
    assert.equal(
      yamlText(operation),
      [
        'name: projects/p/operations/1',
        'metadata:',
        '  "@type": type.googleapis.com/x.Metadata',
        '  createTime: "2026-11-25T21:58:39Z"',
        '  statusHistory:',
        '    - state: PENDING',
        '      at: "no"',
        '    - state: RUNNING',
        '  matrix:',
        '    - - 1',
        '      - 2',
        '    - []',
        '  labels: {}',
        '  note: |-',
        '    first line',
        '      second line',
        'done: true',
        'cost: 1.0e+21',
      ].join('\n'),
    );
  });

  it('opens however deep it goes', () => {
    const depth = 20_000;
    const deep = JSON.parse(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`) as unknown;
    const written = yamlText(deep);
    assert.ok(written.length < depth * 10, String(written.length));
    assert.match(written, /^a:\n {2}- a:\n/);
    // The parser calls itself for every level, so that what it is given is less deep.
    const some = JSON.parse(`${'{"a":['.repeat(45)}1${']}'.repeat(45)}`) as unknown;
    assert.deepEqual(load(yamlText(some)), some);
  });
});

describe('JSON that hides nothing', function () {
  this.timeout(10_000);
  it('says the same with every character to be seen', () => {
    fc.assert(
      fc.property(value, (sent) => {
        const written = visible(jsonText(sent));
        assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(sent)));
        assert.doesNotMatch(written, /[\p{Cf}\u2028\u2029\x7f-\x9f]/u);
      }),
    );
  });
});
