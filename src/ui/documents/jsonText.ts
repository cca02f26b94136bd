/** Further in than any answer of Google's. Indenting costs the square of the depth, so what is deeper stays on its line. */
const DEEPEST_INDENT = 64;

interface Open {
  readonly entries: Iterator<readonly [key: string | undefined, value: unknown]>;
  readonly closing: string;
  isFirst: boolean;
}

/**
 * What `JSON.parse` gave, as indented text. `JSON.stringify` calls itself for every level and breaks off at some thousand,
 * while `JSON.parse` takes millions: so what a server sends can be read and not written.
 * @param deepestIndent what lies deeper is not broken into lines; 0 for one line.
 */
export function jsonText(value: unknown, deepestIndent = DEEPEST_INDENT): string {
  const parts: string[] = [];
  const open: Open[] = [];
  write(value, parts, open);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.entries.next();
    if (next.done) {
      parts.push(lineBreak(open.length, open.length - 1, deepestIndent), top.closing);
      open.pop();
      continue;
    }
    const [key, entry] = next.value;
    parts.push(top.isFirst ? '' : ',', lineBreak(open.length, open.length, deepestIndent));
    parts.push(key === undefined ? '' : `${JSON.stringify(key)}: `);
    top.isFirst = false;
    write(entry, parts, open);
  }
  return parts.join('');
}

/** A value that holds others is only begun. */
function write(value: unknown, parts: string[], open: Open[]): void {
  if (typeof value !== 'object' || value === null) {
    parts.push(JSON.stringify(value));
    return;
  }
  const [opening, closing] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (Object.keys(value).length === 0) {
    parts.push(opening + closing);
    return;
  }
  parts.push(opening);
  open.push({ entries: Array.isArray(value) ? elements(value) : members(value), closing, isFirst: true });
}

function* elements(array: readonly unknown[]): Generator<readonly [undefined, unknown]> {
  for (const value of array) {
    yield [undefined, value];
  }
}

function* members(object: object): Generator<readonly [string, unknown]> {
  yield* Object.entries(object);
}

function lineBreak(depth: number, indent: number, deepest: number): string {
  return depth > deepest ? '' : `\n${'  '.repeat(indent)}`;
}

/** Characters that show nothing, turn the direction of what follows, or break a line where nobody sees it. */
const unseen = /[\p{Cf}\x7f-\x9f\u2028\u2029\ufffe\uffff]/gu;

/**
 * JSON in which everything can be seen: its strings say the same, with such characters as escapes.
 * @param escape of a code point; as JSON spells it by default.
 */
export function visible(json: string, escape: (codePoint: number) => string = jsonEscape): string {
  return json.replace(unseen, (character) => escape(character.codePointAt(0) ?? 0));
}

function jsonEscape(codePoint: number): string {
  return String.fromCodePoint(codePoint)
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
