import { expandTemplate, versionIn, type AnswerArray, type ApiMethod, type ApiSurface } from '../apiSurface.js';

interface Declarations {
  /** Interface name (`Schema$Operation`, `Params$Resource$…`) → field → type. */
  readonly interfaces: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** `Projects$Operations.cancel` → what its declaration says. */
  readonly methods: ReadonlyMap<string, DeclaredMethod>;
}

interface DeclaredMethod {
  readonly comment: string;
  readonly returns: string | undefined;
}

/**
 * Reads one API version of the `googleapis` package: the URL templates are in its JavaScript, the patterns of resource
 * names (as the sample calls show them), the scopes and the answers in its declarations.
 * @returns undefined for a file that describes no API with a version in its paths.
 */
export function packageSurface(javascript: string, declarations: string): ApiSurface | undefined {
  const host = /rootUrl \|\| 'https:\/\/([^/']+)\/'/.exec(javascript)?.[1];
  const title = /^ {4}\/\*\*\n {5}\* (.+)$/m.exec(javascript)?.[1];
  if (host === undefined || title === undefined) {
    return undefined;
  }
  const declared = readDeclarations(declarations);
  const methods = readMethods(javascript, declared);
  const version = methods.map((method) => versionIn(method.path)).find((found) => found !== undefined);
  return version === undefined ? undefined : { host, version, title: title.trim(), methods };
}

function readDeclarations(text: string): Declarations {
  const interfaces = new Map<string, Map<string, string>>();
  for (const [, name = '', body = ''] of text.matchAll(
    /^ {4}export interface ([\w$]+)(?: extends \w+)? \{\n([\s\S]*?)^ {4}\}$/gm,
  )) {
    const fields = [...body.matchAll(/^ {8}'?([\w$.]+)'?\??: ([^;]+);$/gm)];
    interfaces.set(name, new Map(fields.map(([, field = '', type = '']) => [field, type])));
  }
  const methods = new Map<string, DeclaredMethod>();
  for (const [, resource = '', body = ''] of text.matchAll(
    /^ {4}export class Resource\$([\w$]+) \{\n([\s\S]*?)^ {4}\}$/gm,
  )) {
    for (const [, comment = '', name = ''] of body.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(\w+)\(params: /g)) {
      const returns = new RegExp(`^ {8}${name}\\(params\\?: .*: Promise<\\w+<(.+)>>;$`, 'm').exec(body)?.[1];
      methods.set(`${resource}.${name}`, { comment, returns });
    }
  }
  return { interfaces, methods };
}

function readMethods(javascript: string, declared: Declarations): ApiMethod[] {
  const names = new Map<string, string>();
  for (const [, property = '', resource = ''] of javascript.matchAll(/this\.(\w+)\s*=\s*new Resource\$([\w$]+)\(/g)) {
    names.set(resource, property);
  }
  const methods: ApiMethod[] = [];
  for (const [, resource = '', body = ''] of javascript.matchAll(
    /^ {4}class Resource\$([\w$]+) \{\n([\s\S]*?)^ {4}\}$/gm,
  )) {
    for (const part of body.split(/^(?= {8}\w+\(paramsOrCallback)/m)) {
      const method = readMethod(resource, part, names, declared);
      if (method) {
        methods.push(method);
      }
    }
  }
  return methods;
}

function readMethod(
  resource: string,
  source: string,
  names: ReadonlyMap<string, string>,
  declared: Declarations,
): ApiMethod | undefined {
  const name = /^ {8}(\w+)/.exec(source)?.[1] ?? '';
  const template = /url: \(rootUrl \+\s*'([^']+)'\)/.exec(source)?.[1];
  const verb = /method: '(GET|POST|DELETE)'/.exec(source)?.[1] as ApiMethod['verb'] | undefined;
  if (template === undefined || verb === undefined) {
    return undefined;
  }
  const { comment = '', returns } = declared.methods.get(`${resource}.${name}`) ?? {};
  const variables = quoted(/pathParams: \[([^\]]*)\]/.exec(source)?.[1]);
  const chain = resourceChain(resource, names);
  const array = verb === 'GET' ? answerArray(returns, declared) : undefined;
  return {
    verb,
    path: expandTemplate(template, (variable, several) =>
      several ? (samplePattern(comment, variable) ?? chainPattern(chain, template)) : '*',
    ),
    required: quoted(/requiredParams: \[([^\]]*)\]/.exec(source)?.[1]).filter((one) => !variables.includes(one)),
    scopes: quoted(/scopes: \[([\s\S]*?)\]/.exec(comment)?.[1]).sort(),
    ...(array && { array }),
  };
}

/** The sample call's value with its placeholders (`my-project`, `.*`) turned into wildcards. */
function samplePattern(comment: string, variable: string): string | undefined {
  const sample = new RegExp(`^\\s*\\*\\s+${variable}:\\s+(?:\\*\\s+)?'([^']*)'`, 'm').exec(comment)?.[1];
  // A pattern such as `[^/]+` that the package's own generator cut at its slash leaves `/]+` behind.
  return sample
    ?.replaceAll('/]+', '')
    .split('/')
    .map((segment) => (segment === '.*' ? '**' : /^(my-.*|placeholder-value|\[.*)$/.test(segment) ? '*' : segment))
    .join('/');
}

/** `projects`, `locations`, `operations` of `Projects$Locations$Operations`, spelled as in the API. */
function resourceChain(resource: string, names: ReadonlyMap<string, string>): string[] {
  const parts = resource.split('$');
  return parts.map((part, index) => names.get(parts.slice(0, index + 1).join('$')) ?? part.toLowerCase());
}

/** Some files of the package have no samples; the names of their resources tell the same. */
function chainPattern(chain: readonly string[], template: string): string {
  const last = chain.at(-1) ?? '';
  const owners = chain.slice(0, -1).map((part) => `${part}/*`);
  if (template.endsWith(`/${last}`)) {
    return owners.join('/');
  }
  return [...owners, owners.length === 0 ? `${last}/**` : `${last}/*`].join('/');
}

function answerArray(returns: string | undefined, { interfaces }: Declarations): AnswerArray | undefined {
  const arrays = [...(interfaces.get(returns ?? '') ?? [])].flatMap(([field, type]) => {
    const item = /^(Schema\$[\w$]+)\[\]/.exec(type)?.[1];
    return item === undefined ? [] : [{ field, item: interfaces.get(item) }];
  });
  const first = arrays.find(({ item }) => item?.has('name')) ?? arrays[0];
  if (!first) {
    return undefined;
  }
  const named = first.item?.has('name') === true;
  return { field: first.field, items: !named ? 'other' : first.item?.has('done') ? 'operations' : 'resources' };
}

function quoted(list: string | undefined): string[] {
  return [...(list ?? '').matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
}
