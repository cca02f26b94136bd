import { isObject, objectOf, parseJson, stringOf, type JsonObject } from '../../src/google/json.js';
import type { OperationShape } from '../../src/operations/collection.js';

/** What a person should see of one answer; a field that the answer does not let anyone know is absent. */
export type Expected = Readonly<Partial<Record<Field, string>>>;

/** What is compared, in the order in which it is printed. */
export const fields = ['state', 'verb', 'target', 'start', 'end', 'location', 'errors'] as const;
export type Field = (typeof fields)[number];

/** One answer of a server, as README.md describes it. */
export interface RecordedAnswer {
  readonly line: number;
  readonly kind: 'operation' | 'error';
  readonly service: string;
  readonly host: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly shape: OperationShape;
  readonly body: unknown;
  readonly expect: Expected;
}

/**
 * Reads a file of answers, one JSON object a line.
 * @throws Error that names the line which is none.
 */
export function parseAnswers(text: string): readonly RecordedAnswer[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parseAnswer(line, index + 1)]));
}

function parseAnswer(text: string, line: number): RecordedAnswer {
  const json = parseJson(text);
  const { kind, service, host, status, headers, shape, body, expect } = objectOf(json);
  if (!isObject(json) || (kind !== 'operation' && kind !== 'error') || typeof service !== 'string') {
    throw new Error(`line ${line} is no answer`);
  }
  return {
    line,
    kind,
    service,
    host: stringOf(host) ?? `${service}.googleapis.com`,
    status: typeof status === 'number' ? status : 200,
    headers: objectOf(headers) as Record<string, string>,
    // A shape that the product does not know is given to it as what nearly everything is.
    shape: isShape(shape) ? shape : 'longrunning',
    body,
    expect: expected(kind, objectOf(expect)),
  };
}

function isShape(shape: unknown): shape is OperationShape {
  return shape === 'longrunning' || shape === 'container' || shape === 'sql' || shape === 'compute';
}

/** `null` says that nobody can know. */
function expected(kind: RecordedAnswer['kind'], expect: JsonObject): Expected {
  const names: readonly (readonly [Field, unknown])[] =
    kind === 'error' ? [['errors', expect['kind']]] : fields.map((field) => [field, expect[field]] as const);
  return Object.fromEntries(names.filter(([, value]) => typeof value === 'string'));
}
