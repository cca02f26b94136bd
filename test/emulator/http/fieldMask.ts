import { Refusal } from './answer.js';
import type { Json } from '../../../src/sample/json.js';
import { isJsonObject } from '../../../src/sample/json.js';
import { problem } from '../errors/envelope.js';

interface Mask {
  [field: string]: Mask | undefined;
}

/** Applies the `fields` system parameter: `items(name,status),nextPageToken` or `services/name`. Lists are passed through. */
export function applyFieldMask(json: Json, fields: string): Json {
  return select(json, parseMask(fields));
}

function select(json: Json, mask: Mask): Json {
  if (Object.keys(mask).length === 0 || mask['*'] !== undefined) {
    return mask['*'] === undefined || Object.keys(mask['*']).length === 0 ? json : eachValue(json, mask['*']);
  }
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => select(item, mask));
  if (!isJsonObject(json)) return json;
  const chosen: Record<string, Json> = {};
  for (const [field, inner] of Object.entries(mask)) {
    const value = json[field];
    if (inner !== undefined && value !== undefined) chosen[field] = select(value, inner);
  }
  return chosen;
}

function eachValue(json: Json, mask: Mask): Json {
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, select(value ?? null, mask)]));
}

/** Grammar: `field[/field…][(list)]`, separated by commas. Anything else is INVALID_ARGUMENT, as at Google. */
function parseMask(fields: string): Mask {
  let at = 0;
  const list = (): Mask => {
    const mask: Mask = {};
    for (;;) {
      let inner = mask;
      for (;;) {
        const name = /^[\w*@.-]+/.exec(fields.slice(at))?.[0] ?? refuse(fields);
        at += name.length;
        inner = inner[name] ??= {};
        if (fields[at] !== '/') break;
        at += 1;
      }
      if (fields[at] === '(') {
        at += 1;
        Object.assign(inner, list());
        if (fields[at] !== ')') refuse(fields);
        at += 1;
      }
      if (fields[at] !== ',') return mask;
      at += 1;
    }
  };
  const mask = list();
  return at === fields.length ? mask : refuse(fields);
}

function refuse(fields: string): never {
  throw new Refusal(
    problem('INVALID_ARGUMENT', `Request contains an invalid argument: Invalid field mask "${fields}".`),
  );
}
