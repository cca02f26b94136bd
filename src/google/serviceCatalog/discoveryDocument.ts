import { expandTemplate, versionIn, type AnswerArray, type ApiMethod, type ApiSurface } from './apiSurface.js';

/** Far more than Google's largest API needs; a document that nests deeper or holds more is not read on. */
const maxDepth = 12;
const maxMethods = 20_000;
/** Longer texts have no place in a path or a title. */
const maxTextLength = 2_000;

/** A discovery document as far as the catalogue reads it; every field may be missing or of another type. */
type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a discovery document (https://developers.google.com/discovery/v1/reference/apis). Whatever is not as expected
 * is passed over: nothing here throws on any JSON.
 * @param rootUrl where the API is served, already checked
 * @returns undefined when no method has a version in its path.
 */
export function discoverySurface(document: unknown, rootUrl: URL): ApiSurface | undefined {
  const api = object(document);
  const servicePath = string(api['servicePath']) ?? '';
  const schemas = object(api['schemas']);
  const methods: ApiMethod[] = [];
  for (const json of methodsBelow(api, 0)) {
    const method = readMethod(json, servicePath, schemas);
    if (method) {
      methods.push(method);
    }
    if (methods.length >= maxMethods) {
      break;
    }
  }
  const version = methods.map((method) => versionIn(method.path)).find((found) => found !== undefined);
  if (version === undefined) {
    return undefined;
  }
  const title = string(api['title']) ?? string(api['name']) ?? rootUrl.host;
  return { host: rootUrl.host, version, title, methods };
}

function* methodsBelow(resource: Json, depth: number): Generator<Json> {
  for (const method of Object.values(object(resource['methods']))) {
    yield object(method);
  }
  if (depth < maxDepth) {
    for (const child of Object.values(object(resource['resources']))) {
      yield* methodsBelow(object(child), depth + 1);
    }
  }
}

function readMethod(json: Json, servicePath: string, schemas: Json): ApiMethod | undefined {
  const verb = (['GET', 'POST', 'DELETE'] as const).find((known) => known === json['httpMethod']);
  const template = string(json['path']);
  if (verb === undefined || template === undefined) {
    return undefined;
  }
  const parameters = object(json['parameters']);
  const path = expandTemplate(servicePath + template, (variable, several) =>
    several ? wildcards(string(object(own(parameters, variable))['pattern'])) : '*',
  );
  // Only what can stand in a path as it is: no query, no dot segments, no escapes.
  if (!/^[\w*~:.-]+(?:\/[\w*~:.-]+)*$/.test(path) || /(?:^|\/)\.\.?(?:\/|$)/.test(path)) {
    return undefined;
  }
  const required = Object.entries(parameters)
    .filter(([, parameter]) => object(parameter)['required'] === true && object(parameter)['location'] === 'query')
    .map(([name]) => name);
  const array = verb === 'GET' ? answerArray(string(object(json['response'])['$ref']), schemas) : undefined;
  const scopes = Array.isArray(json['scopes']) ? json['scopes'].filter((scope) => typeof scope === 'string') : [];
  return { verb, path, required, scopes: scopes.sort(), ...(array && { array }) };
}

/** `projects/*` of the pattern `^projects/[^/]+$`; `**` for anything that is more than names and wildcards. */
function wildcards(pattern: string | undefined): string {
  const path = (pattern ?? '^.*$')
    .replace(/^\^|\$$/g, '')
    .replaceAll('[^/]+', '*')
    .replaceAll('.*', '**')
    .replaceAll('.+', '**');
  return /^[\w*/~-]+$/.test(path) ? path : '**';
}

function answerArray(schema: string | undefined, schemas: Json): AnswerArray | undefined {
  const properties = object(object(own(schemas, schema ?? ''))['properties']);
  const arrays = Object.entries(properties).flatMap(([field, property]) => {
    const item = string(object(object(property)['items'])['$ref']);
    return item === undefined ? [] : [{ field, item: object(object(own(schemas, item))['properties']) }];
  });
  const first = arrays.find(({ item }) => Object.hasOwn(item, 'name')) ?? arrays[0];
  if (!first) {
    return undefined;
  }
  const items = !Object.hasOwn(first.item, 'name')
    ? 'other'
    : Object.hasOwn(first.item, 'done')
      ? 'operations'
      : 'resources';
  return { field: first.field, items };
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A member of the object itself: a document may well name a schema `constructor`. */
function own(json: Json, name: string): unknown {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxTextLength ? value : undefined;
}
