import { asString, isJsonObject } from '../../../src/sample/json.js';
import type { Json, JsonObject } from '../../../src/sample/json.js';
import { problem } from '../errors/envelope.js';
import { Refusal } from '../http/answer.js';

type Test = (entry: JsonObject) => boolean;

/** What of an entry can be asked for. Google knows more; a field that is misspelled here would find nothing there. */
const fields =
  /^(timestamp|receiveTimestamp|logName|severity|insertId|operation\.(id|producer|first|last)|resource\.(type|labels\.\w+)|protoPayload\.(serviceName|methodName|resourceName|status\.code|authenticationInfo\.principalEmail))$/;

/**
 * The part of the Logging query language that is about audit logs: comparisons by `=`, `!=`, `<`, `<=`, `>`, `>=` and `:`
 * (contains), several values in parentheses, `log_id("…")`, AND (also a line break or a space), OR, NOT, parentheses. OR
 * binds closer than AND, as there. Anything else is INVALID_ARGUMENT.
 */
export function logFilter(text: string): Test {
  if (text.length > 20_000) throw refusal('The filter is longer than 20,000 characters.');
  const parser = new Parser(tokensOf(text));
  return text.trim() === '' ? () => true : parser.whole();
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const token = /^("(?:[^"\\\n]|\\.)*"|<=|>=|!=|[=<>:()]|[\w.-]+)\s*/.exec(rest);
    if (token?.[1] === undefined) throw refusal(`Unparseable filter: syntax error at '${rest.slice(0, 20)}'`);
    tokens.push(token[1]);
    rest = rest.slice(token[0].length);
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): Test {
    const test = this.#and();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return test;
  }

  #and(): Test {
    const tests = [this.#or()];
    while (this.#at < this.#tokens.length && this.#peek() !== ')') {
      this.#take('AND');
      tests.push(this.#or());
    }
    return (entry) => tests.every((test) => test(entry));
  }

  #or(): Test {
    const tests = [this.#unary()];
    while (this.#take('OR')) tests.push(this.#unary());
    return (entry) => tests.some((test) => test(entry));
  }

  #unary(): Test {
    if (this.#take('NOT')) {
      const test = this.#unary();
      return (entry) => !test(entry);
    }
    if (this.#take('(')) {
      const test = this.#and();
      if (!this.#take(')')) throw this.#unexpected();
      return test;
    }
    return this.#comparison();
  }

  #comparison(): Test {
    const field = this.#next();
    if (field === 'log_id') {
      if (!this.#take('(')) throw this.#unexpected();
      const id = this.#value();
      if (!this.#take(')')) throw this.#unexpected();
      return ({ logName }) => (asString(logName) ?? '').endsWith(`/logs/${encodeURIComponent(id)}`);
    }
    if (!fields.test(field)) throw refusal(`Unknown field: ${field}`);
    const operator = this.#next();
    if (!/^([=<>:]|[<>!]=)$/.test(operator)) throw refusal(`Not an operator: ${operator}`);
    const values = this.#values();
    if (/timestamp$/i.test(field) && values.some((value) => !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))) {
      throw refusal(`Not a timestamp: ${values.join()}`);
    }
    return (entry) => values.some((value) => compare(at(entry, field), operator, value));
  }

  #values(): string[] {
    if (!this.#take('(')) return [this.#value()];
    const values = [this.#value()];
    while (this.#take('OR')) values.push(this.#value());
    if (!this.#take(')')) throw this.#unexpected();
    return values;
  }

  #value(): string {
    const token = this.#next();
    if (/^([=<>:()]|[<>!]=|AND|OR|NOT)$/.test(token)) throw refusal(`Unexpected '${token}'`);
    return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#peek();
    if (token === undefined) throw this.#unexpected();
    this.#at += 1;
    return token;
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  #unexpected(): Refusal {
    return refusal(`Unparseable filter: unexpected ${this.#peek() ?? 'end'}`);
  }
}

/** What is not there equals nothing, but that flags which are left out are false. */
function compare(found: Json | undefined, operator: string, value: string): boolean {
  const text =
    found === undefined ? (value === 'false' ? 'false' : undefined) : (asString(found) ?? JSON.stringify(found));
  if (text === undefined) return operator === '!=';
  switch (operator) {
    case '=':
      return text === value;
    case '!=':
      return text !== value;
    case ':':
      return text.toLowerCase().includes(value.toLowerCase());
    case '<':
      return text < value;
    case '<=':
      return text <= value;
    case '>':
      return text > value;
    default:
      return text >= value;
  }
}

function at(entry: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = entry;
  for (const key of path.split('.')) value = isJsonObject(value) ? value[key] : undefined;
  return value;
}

function refusal(message: string): Refusal {
  return new Refusal(problem('INVALID_ARGUMENT', message));
}
