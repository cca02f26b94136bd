import { jsonText, visible } from './jsonText.js';

/** Further in than any answer of Google's. What is deeper stands on its line as JSON, which is YAML too. */
const DEEPEST_BLOCK = 64;
/** A longer key has to be announced: parsers look no further for the colon (YAML 1.2, 7.4.2). */
const LONGEST_KEY = 1000;

/** An object or array that is being written. */
interface Open {
  readonly entries: Iterator<readonly [key: string | undefined, value: unknown]>;
  readonly indent: string;
}

/**
 * What `JSON.parse` gave, as YAML that every parser reads back as the same: whatever YAML 1.1 or 1.2 could take for
 * something else (`no`, `1_000`, `12:30`, a date) is quoted. Like `jsonText` it does not call itself for every level.
 */
export function yamlText(value: unknown): string {
  if (!isBlock(value)) {
    return scalar(value, '');
  }
  const lines: string[] = [];
  const open: Open[] = [{ entries: entriesOf(value), indent: '' }];
  /** The dashes of arrays within arrays, and of the first member of an object in one, which stand on its line. */
  let dashes: string | undefined;
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { entries, indent } = top;
    const next = entries.next();
    if (next.done) {
      open.pop();
      continue;
    }
    const [key, entry] = next.value;
    let start = dashes ?? indent;
    dashes = undefined;
    const written = key === undefined ? undefined : quotedUnlessPlain(key);
    if (written !== undefined && written.length > LONGEST_KEY) {
      lines.push(`${start}? ${written}`);
      start = indent;
    }
    const lead = written === undefined ? '-' : written.length > LONGEST_KEY ? ':' : `${written}:`;
    const inner = `${indent}  `;
    if (!isBlock(entry)) {
      lines.push(`${start}${lead} ${scalar(entry, inner)}`);
    } else if (open.length >= DEEPEST_BLOCK) {
      lines.push(`${start}${lead} ${escaped(jsonText(entry, 0))}`);
    } else {
      if (written === undefined) {
        dashes = `${start}- `;
      } else {
        lines.push(`${start}${lead}`);
      }
      open.push({ entries: entriesOf(entry), indent: inner });
    }
  }
  return lines.join('\n');
}

/** Whether it is an object or array with something in it. */
function isBlock(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function* entriesOf(block: object): Generator<readonly [string | undefined, unknown]> {
  if (Array.isArray(block)) {
    for (const value of block as readonly unknown[]) {
      yield [undefined, value];
    }
  } else {
    yield* Object.entries(block);
  }
}

/** @param indent of what continues on further lines. */
function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') {
    return indent !== '' && isLiteral(value) ? literal(value, indent) : quotedUnlessPlain(value);
  }
  // Else null, true, false, {} and [].
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value);
}

/** JSON has neither of the first two, but `JSON.parse` makes them of numbers that are too large. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    return value > 0 ? '.inf' : '-.inf';
  }
  if (Object.is(value, -0)) {
    return '-0.0';
  }
  // YAML 1.1 knows no exponent without a point.
  return JSON.stringify(value).replace(/^(-?\d+)(?=e)/, '$1.0');
}

/** Printable ASCII that begins with a letter, `/` or `_`, and holds no syntax. */
const plain = /^[A-Za-z/_](?:[\x20-\x7e]*[\x21-\x39\x3b-\x7e])?$/;
/** What YAML 1.1 reads as truth values and nothing. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

function quotedUnlessPlain(text: string): string {
  const isPlain = plain.test(text) && !text.includes(': ') && !text.includes(' #') && !reserved.test(text);
  return isPlain ? text : escaped(JSON.stringify(text));
}

/** What `visible` finds, in YAML's own escapes, which spell a character beyond the first 65,536 as one. */
function escaped(json: string): string {
  return visible(json, (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`));
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** Several lines of visible text, of which none is lost or joined to another when they are written below each other. */
function isLiteral(text: string): boolean {
  return /^[\x21-\x7e][\x20-\x7e]*(?:\n(?:[\x20-\x7e]*[\x21-\x7e])?)+$/.test(text) && !text.endsWith('\n\n');
}

function literal(text: string, indent: string): string {
  const [head, body] = text.endsWith('\n') ? ['|', text.slice(0, -1)] : ['|-', text];
  const lines = body.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
  return [head, ...lines].join('\n');
}
