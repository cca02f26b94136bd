import type { CollectionPattern, Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';

/** The collection that a pattern stands for in one location of one project. */
export function collectionOf(
  service: Service,
  pattern: CollectionPattern,
  project: string | undefined,
  location: string | undefined,
): Collection {
  const path = pattern.path.replace('{project}', project ?? '').replace('{location}', location ?? '');
  return {
    id: `${service.host}/${service.version}/${path}`,
    service: service.id,
    host: service.host,
    version: service.version,
    path,
    project,
    location,
    abilities: { cancel: pattern.cancel, delete: pattern.delete },
  };
}

/** Services such as Vault belong to an account, not to a project. */
export function isOutsideProjects(pattern: CollectionPattern): boolean {
  return !pattern.path.includes('{project}');
}
