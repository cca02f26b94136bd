import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { collectionAt } from '../../../src/google/serviceCatalog/collectionAt.js';
import { parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';
import type { Service } from '../../../src/google/serviceCatalog/service.js';
import type { Collection } from '../../../src/operations/collection.js';
import { builtInRegions } from '../../../src/watch/regions.js';
import { createRecord, type OperationSpec } from '../../../src/sample/record.js';
import { lifeAt } from '../../../src/sample/scenario.js';
import { scenarios } from '../../emulator/operations/scenarios.js';
import { writeOperation } from '../../../src/sample/wire/writeOperation.js';
import { builtInServices } from '../../../src/sample/services/builtIn.js';
import {
  describeService,
  standardCollection,
  type ServiceDescription,
} from '../../../src/sample/services/description.js';

/** The size that the aims speak of: four services, ten projects, 25 regions, a page of a hundred operations in each. */
export const fullSize = { projects: 10, regions: 25, operations: 100 } as const;

export interface WorldSize {
  readonly projects: number;
  readonly regions: number;
  /** In each region of each service. */
  readonly operations: number;
}

/** Four services that list region by region; the answers of all are written by the emulator's own rules. */
const serviceIds = ['dataproc', 'clouddeploy', 'notebooks', 'redis'] as const;

const descriptions: ReadonlyMap<string, ServiceDescription> = new Map(
  [
    ...builtInServices,
    ...['notebooks', 'redis'].map((id) =>
      describeService({
        id,
        host: `${id}.googleapis.com`,
        collections: [standardCollection(id === 'notebooks' ? 'v2' : 'v1', 'projects/*/locations/*/operations/*')],
        responseTypes: { instances: 'Instance' },
      }),
    ),
  ].map((service) => [service.id, service]),
);

/** Now, for everything in the world: the same at each run. */
export const worldTime = Date.UTC(2026, 10, 20, 12);

/** The product's own entries of the four services. */
export function benchServices(): readonly Service[] {
  return catalogueServices(serviceIds);
}

/** Every service of the product's catalogue. */
export function allServices(): readonly Service[] {
  return parseCatalog(readFileSync('src/google/serviceCatalog/catalog.json', 'utf8'));
}

/** Services of the product's catalogue. */
export function catalogueServices(ids: readonly string[]): readonly Service[] {
  const catalogue = allServices();
  return ids.map((id) => {
    const service = catalogue.find((entry) => entry.id === id);
    if (!service) {
      throw new Error(`the catalogue has no ${id}`);
    }
    return service;
  });
}

export function benchProjects(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `acme-platform-${String(index + 1).padStart(2, '0')}`);
}

export function benchRegions(count: number): readonly string[] {
  return builtInRegions.slice(0, count);
}

export function benchCollections(services: readonly Service[], size: WorldSize): Collection[] {
  return benchProjects(size.projects).flatMap((project) =>
    services.flatMap((service) =>
      service.collections
        .filter((pattern) => pattern.locations.from !== 'none' && pattern.path.includes('{project}'))
        .slice(0, 1)
        .flatMap((pattern) =>
          benchRegions(size.regions).map((location) => collectionAt(service, pattern, { project, location })),
        ),
    ),
  );
}

/** The answer to listing a collection: newest first, nearly all ended, two running in one region of twenty. */
export function pageOf(service: string, project: string, location: string, operations: number): object {
  const description = descriptions.get(service);
  if (!description) {
    throw new Error(`no service ${service}`);
  }
  const key = `${service}/${project}/${location}`;
  const runs = number(key) % 20 === 0;
  return {
    operations: Array.from({ length: operations }, (_, index) => {
      const spec = operationSpec(description, key, index, runs && index < 2);
      const record = createRecord({ ...spec, project, location }, description, worldTime);
      const life = lifeAt(record, worldTime);
      if (life.phase === 'absent') {
        throw new Error(`${record.name} is not there`);
      }
      return writeOperation(record, life, description);
    }),
  };
}

function operationSpec(service: ServiceDescription, key: string, index: number, running: boolean): OperationSpec {
  const random = number(`${key}/${index}`);
  const verb = ['create', 'update', 'delete', 'create'][random % 4]!;
  const kind = service.id === 'clouddeploy' ? 'releases' : 'instances';
  const target = `${['etl', 'web', 'reports', 'fraud-model'][random % 4]!}-${(random >>> 8) % 12}`;
  const seconds = 20 + ((random >>> 4) % 600);
  const ends = random % 10 === 0 ? scenarios.fails(seconds, 8, `Quota 'CPUS' exceeded in ${key}.`) : undefined;
  return {
    service: service.id,
    id: service.operationIds === 'uuid' ? uuid(`${key}/${index}`) : `operation-${worldTime - index}-${hex(key, index)}`,
    verb,
    target: service.id === 'dataproc' ? target : `projects/acme/locations/global/${kind}/${target}`,
    description: `${verb} ${target} with ${random % 40} workers`,
    createdAgoMs: running ? 240_000 : (index + 1) * 1_800_000,
    scenario: running ? scenarios.neverEnds() : (ends ?? scenarios.succeeds(seconds)),
  };
}

function hex(key: string, index: number): string {
  const digits = digest(`${key}/${index}`);
  return `${digits.slice(0, 13)}-${digits.slice(13, 21)}-${digits.slice(21, 29)}`;
}

function uuid(text: string): string {
  return digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function number(text: string): number {
  return Number.parseInt(digest(text).slice(0, 8), 16);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
