import fc from 'fast-check';

/** Of Google's shape: nothing that a parser gives may quote it. */
export const canary = 'ya29.c0ld-canary_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** What stands in for a word that the parser looks for, and what a program trips over. */
const traps = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u202e$(zap)[x](command:y)',
  '\ud800',
  '\0',
  '../../..',
  'NaN',
  '-1',
  '1e999',
  '9'.repeat(40),
  '2026-11-22T10:00:01Z',
  '-271821-04-20T00:00:00Z',
  '4.2s',
  'x'.repeat(3_000),
  `Bearer ${canary}`,
];

/** A JSON document made of the words that a parser knows, in any order, of any type, and sometimes broken. */
export function hostileJson(words: readonly string[]): fc.Arbitrary<string> {
  const text = fc.oneof(fc.constantFrom(...words, ...traps), fc.string({ maxLength: 12 }));
  const scalar = fc.oneof(
    text.map((value) => JSON.stringify(value)),
    fc.constantFrom('null', 'true', 'false', '0', '-0', '1', '13', '1e999', '-1e999', '8.64e15', '8.7e15', '0.1'),
    fc.integer().map(String),
  );
  const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...words) }, text);
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values.join(',')}]`),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 6 })
        .map((members) => `{${members.map(([name, member]) => `${JSON.stringify(name)}:${member}`).join(',')}}`),
    ),
  }));
  const deep = fc.integer({ min: 1, max: 20_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`);
  return fc.oneof(
    { weight: 40, arbitrary: value },
    { weight: 4, arbitrary: fc.tuple(value, fc.nat(200)).map(([whole, end]) => whole.slice(0, end)) },
    { weight: 4, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
    { weight: 1, arbitrary: deep },
  );
}

/** Header values: a number, a date, or what neither is. */
export const hostileHeader = fc.oneof(
  fc.constantFrom('120', '-1', '9'.repeat(40), 'Wed, 21 Oct 2099 07:28:00 GMT', 'application/json; charset=x', '1e9'),
  fc.string({ maxLength: 20 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
);
