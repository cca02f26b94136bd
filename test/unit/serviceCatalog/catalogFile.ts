import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';
import type { CollectionPattern, Service, VersionCollections } from '../../../src/google/serviceCatalog/service.js';

/** Tests run at the root of the repository. */
export const catalogFolder = path.resolve('src/google/serviceCatalog');

export const catalogText = readFileSync(path.join(catalogFolder, 'catalog.json'), 'utf8');

export function catalog(): readonly Service[] {
  return parseCatalog(catalogText);
}

/** Every version of a service with its own collections. */
export function* everyVersion(service: Service): Generator<[version: string, collections: VersionCollections]> {
  const own = { collections: service.collections, nested: service.nested ?? [] };
  for (const version of service.versions) {
    yield [version, service.otherVersions?.[version] ?? own];
  }
}

export function patternsOf({ collections, nested }: VersionCollections): readonly CollectionPattern[] {
  return [...collections, ...nested];
}
