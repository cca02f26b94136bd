import type { CollectionPattern, Service } from '../service.js';

/** Counted over all versions; a service counts as listable or cancellable when its preferred version is. */
export interface CatalogStats {
  readonly services: number;
  readonly versions: number;
  readonly listable: number;
  readonly cancellable: number;
  readonly deletable: number;
  /** Services that can be listed without enumerating resources first. */
  readonly direct: number;
  readonly collections: number;
  readonly nestedCollections: number;
}

export function catalogStats(services: readonly Service[]): CatalogStats {
  const patterns = (service: Service): readonly CollectionPattern[] => [
    ...service.collections,
    ...(service.nested ?? []),
  ];
  const count = (test: (service: Service) => boolean) => services.filter(test).length;
  const sum = (size: (service: Service) => number) => services.reduce((total, service) => total + size(service), 0);
  return {
    services: services.length,
    versions: sum((service) => service.versions.length),
    listable: count((service) => patterns(service).length > 0),
    cancellable: count((service) => patterns(service).some((pattern) => pattern.cancel)),
    deletable: count((service) => patterns(service).some((pattern) => pattern.delete)),
    direct: count((service) => service.collections.length > 0),
    collections: sum((service) => service.collections.length),
    nestedCollections: sum((service) => service.nested?.length ?? 0),
  };
}

export function statsTable(stats: CatalogStats): string {
  return Object.entries(stats)
    .map(([name, value]) => `${name.padEnd(20)}${String(value).padStart(5)}\n`)
    .join('');
}
