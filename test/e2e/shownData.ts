import { readFileSync } from 'node:fs';
import { sampleProjects } from '../../src/sample/projects.js';
import { readable } from '../../src/ui/words/readable.js';
import { demoOperations } from '../emulator/demo/demoDay.js';
import type { Emulator } from '../emulator/index.js';
import { defaultProjects } from '../emulator/projects.js';
import { messageOf, readTexts } from '../l10n/texts.js';

interface Catalogue {
  readonly services: readonly {
    readonly id: string;
    readonly title: string;
    readonly version: string;
    readonly others?: Readonly<Record<string, unknown>>;
  }[];
}

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

/** Codes with which servers answer, as pages show them, whoever starts the sample's operations, and what all is below. */
const said = [
  'RESOURCE_EXHAUSTED',
  'CANCELLED',
  'ABORTED',
  'INTERNAL',
  'PERMISSION_DENIED',
  'ops@example.com',
  'organizations/433637338589',
];

/** Names of formats and programs, which are the same in every language, and what VS Code itself says around them. */
const formats = ['JSON', 'YAML', 'gcloud', 'curl', 'UTC', 'Extensions', '@ext:cloud-operations.cloud-operations'];

/**
 * Everything that may be on the screen and is no text of the product: what the local Google sends, names of services and
 * of settings, and the service's own words for what it does, which are English in every language.
 * @param file where the credentials are.
 */
export function dataOf({ control, credentialFile, settings }: Emulator, file: string): () => string {
  const { services } = JSON.parse(readFileSync('src/google/serviceCatalog/catalog.json', 'utf8')) as Catalogue;
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const own = demoOperations().flatMap(({ verb, target }) => [verb, ...(target?.split('/') ?? [])]);
  const fixed = [
    ...services.flatMap(({ id, title, version, others }) => [
      title,
      `${id}.googleapis.com`,
      version,
      ...Object.keys(others ?? {}),
    ]),
    ...contributes.configuration.flatMap(({ properties }) => Object.keys(properties)),
    JSON.stringify([defaultProjects, sampleProjects, settings, demoOperations()]),
    credentialFile.account,
    file,
    ...own.flatMap((word) => (word === undefined ? [] : [readable(word), readable(word.replace(/s$/, ''))])),
    ...Object.values(readTexts()['package.nls']).flatMap((text) => messageOf(text).match(/`[^`]+`/g) ?? []),
    ...said,
    ...formats,
  ].join('\n');
  return () => `${fixed}\n${JSON.stringify(control.operations())}`;
}
