import { nestedPath } from '../../../src/google/serviceCatalog/nesting.js';
import type { CollectionPattern, NestedPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import type { OperationMethod, OperationsCollection, ServiceSpec } from '../../emulator/index.js';
import { everyVersion, patternsOf } from './catalogFile.js';

/** A service of the catalogue as the emulator wants it described: the same data, in the words of a discovery document. */
export function emulatedService(service: Service): ServiceSpec {
  const versions = [...everyVersion(service)];
  const requests = versions.flatMap(([, collections]) => patternsOf(collections)).map(({ request }) => request);
  return {
    id: service.id,
    host: service.host,
    collections: versions.flatMap(([version, collections]) =>
      patternsOf(collections).map((pattern) => emulatedCollection(version, pattern)),
    ),
    locationsMethods: [`GET ${service.locationsVersion ?? service.version}/projects/*/locations`],
    locations: [...fixedLocations(versions.flatMap(([, collections]) => patternsOf(collections))), 'us-central1'],
    wildcardLocation: service.collections.some((pattern) => pattern.wildcard),
    // Dataproc alone has metadata that the emulator writes by message type.
    ...(service.id === 'dataproc' && {
      metadata: { package: 'google.cloud.dataproc.{version}', defaultType: 'ClusterOperationMetadata', timeDigits: 6 },
    }),
    readScopes: service.scopes.read,
    writeScopes: service.scopes.write,
    ...(requests[0]?.maxPageSize !== undefined && { pageSize: { default: 50, max: requests[0].maxPageSize } }),
  };
}

/** The path of a pattern with `*` for all that has to be filled in. */
export function wildPath(pattern: CollectionPattern | NestedPattern): string {
  const path = 'parents' in pattern ? nestedPath(pattern).path : pattern.path;
  return path.replace(/\{\w+\}/g, '*');
}

/** The names that a list shows, where they are not simply its children. */
const namesBelow: Readonly<Record<string, string>> = {
  'operations/projects/*/operations': 'operations/projects/*/instances/*/operations/*',
  'projects/*/aggregated/operations': 'projects/*/zones/*/operations/*',
  'projects/*/instances/*/databaseOperations': 'projects/*/instances/*/databases/*/operations/*',
  'projects/*/instances/*/backupOperations': 'projects/*/instances/*/backups/*/operations/*',
  'projects/*/instances/*/instancePartitionOperations': 'projects/*/instances/*/instancePartitions/*/operations/*',
};

/** The pattern of the names that a list shows. */
export function namePattern(list: string): string {
  return namesBelow[list] ?? `${list}/*`;
}

function emulatedCollection(version: string, pattern: CollectionPattern): OperationsCollection {
  const list = wildPath(pattern);
  const names = namePattern(list);
  const one = `${pattern.request?.operationVersion ?? pattern.version ?? version}/${names}`;
  const methods: Partial<Record<OperationMethod, string>> = {
    list: `GET ${pattern.version ?? version}/${list}`,
    get: `GET ${one}`,
    ...(pattern.cancel && { cancel: `POST ${one}${pattern.request?.cancelSuffix ?? ':cancel'}` }),
    ...(pattern.delete && { delete: `DELETE ${one}` }),
  };
  // What both have in common before the names go their own way.
  const below = list in namesBelow ? list.split('/').findIndex((segment, at) => segment !== names.split('/')[at]) : -1;
  return {
    version,
    pattern: names,
    methods,
    dialect: pattern.shape,
    requiredQuery: pattern.request?.query?.['filter'] === undefined ? [] : ['filter'],
    ...(below >= 0 && { listsBelow: below }),
  };
}

function fixedLocations(patterns: readonly CollectionPattern[]): string[] {
  return patterns.flatMap(({ locations }) => (locations.from === 'fixed' ? locations.locations : []));
}
