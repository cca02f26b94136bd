import { wrapperFields } from '../../src/google/readings/fieldNames.js';
import { apiFile, googleapisArchive } from '../../src/google/serviceCatalog/generate/googleapisPackage.js';
import { readTarball } from '../../src/google/serviceCatalog/generate/tarball.js';
import type { Service } from '../../src/google/serviceCatalog/service.js';

/** The fields of a message by name: what is in them, or the fields of the one that wraps others. */
export interface MessageFields {
  readonly [field: string]: 'text' | 'time' | 'number' | 'flag' | 'texts' | 'object' | 'objects' | MessageFields;
}

/** Service → message type → its fields. */
export type MessageSchemas = Readonly<Record<string, Readonly<Record<string, MessageFields>>>>;

/**
 * The messages that describe operations in the version of each service that the catalogue asks, by Google's published
 * declarations.
 * @param folder where the pinned `googleapis` package is kept
 */
export async function readMessageSchemas(folder: string, services: readonly Service[]): Promise<MessageSchemas> {
  const archive = await googleapisArchive(folder);
  const halves = new Map<string, string>();
  const schemas: Record<string, Record<string, MessageFields>> = {};
  for await (const { path, text } of readTarball(archive, (file) => apiFile.test(file))) {
    const [, api = '', version = '', kind = ''] = apiFile.exec(path) ?? [];
    const other = halves.get(`${api}:${version}`);
    if (other === undefined) {
      halves.set(`${api}:${version}`, text);
      continue;
    }
    halves.delete(`${api}:${version}`);
    const [javascript, declarations] = kind === 'js' ? [text, other] : [other, text];
    const host = /rootUrl \|\| 'https:\/\/([^/']+)\/'/.exec(javascript)?.[1];
    const service = services.find((one) => one.host === host && one.version.split('/').at(-1) === version);
    const messages = service && operationMessages(declarations);
    if (messages && Object.keys(messages).length > 0) {
      schemas[service.id] = messages;
    }
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function operationMessages(declarations: string): Record<string, MessageFields> {
  const interfaces = new Map<string, readonly (readonly [field: string, type: string])[]>();
  for (const [, name = '', body = ''] of declarations.matchAll(
    /^ {4}export interface Schema\$([\w$]+) \{\n([\s\S]*?)^ {4}\}$/gm,
  )) {
    const fields = [...body.matchAll(/^ {8}'?([\w$.]+)'?\??: ([^;]+);$/gm)];
    interfaces.set(
      name,
      fields.map(([, field = '', type = '']) => [field, type.replace(' | null', '')] as const),
    );
  }
  const parts = new Set([...interfaces.values()].flat().map(([, type]) => /^Schema\$([\w$]+)/.exec(type)?.[1]));
  const messages: Record<string, MessageFields> = {};
  for (const name of [...interfaces.keys()].sort()) {
    if (!parts.has(name) && isOperationMessage(name)) {
      messages[name] = fieldsOf(name, interfaces, 0);
    }
  }
  return messages;
}

/** Metadata of other things has a name of its own: of locations, metrics, data sets. */
function isOperationMessage(name: string): boolean {
  return /(?:Operation|Progress)$|Metadata(?:V\d\w*)?$/.test(name)
    ? /Operation|Progress$|(?:Create|Update|Delete|Import|Export|Purge|Copy|Restore|Deploy|Train|Process|Tune|Analyze)[A-Z]/.test(
        name,
      ) && !/^(?:Google\w*Longrunning|GoogleLongrunning)?Operation$/.test(name)
    : false;
}

function fieldsOf(
  name: string,
  interfaces: ReadonlyMap<string, readonly (readonly [string, string])[]>,
  depth: number,
): MessageFields {
  return Object.fromEntries<MessageFields[string]>(
    (interfaces.get(name) ?? []).map(([field, type]) => {
      const part = /^Schema\$([\w$]+)(\[\])?$/.exec(type);
      if (part && depth === 0 && (wrapperFields as readonly string[]).includes(field)) {
        return [field, fieldsOf(part[1] ?? '', interfaces, 1)];
      }
      return [field, fieldType(field, type)];
    }),
  );
}

function fieldType(field: string, type: string): Exclude<MessageFields[string], object> {
  switch (type) {
    case 'string':
      return field.endsWith('Time') ? 'time' : 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'flag';
    case 'string[]':
      return 'texts';
    default:
      return type.endsWith('[]') ? 'objects' : 'object';
  }
}
