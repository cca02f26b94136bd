import { benchRegions, catalogueServices } from '../support/world.js';
import type { ScaleWorld } from './messages.js';

/** Services that are listed region by region, never by `locations/-`, and have operations in one sort of place. */
const serviceIds = [
  'artifactregistry',
  'certificatemanager',
  'clouddeploy',
  'datafusion',
  'looker',
  'memcache',
  'notebooks',
  'redis',
  'workflows',
  'workstations',
] as const;

export const scaleServices = () => catalogueServices(serviceIds);

export function scaleWorld(projects: number, operations: number, oneIn: number): ScaleWorld {
  const services = scaleServices();
  return {
    projects,
    services: services.map(({ id }) => id),
    hosts: services.map(({ host }) => host),
    regions: benchRegions(40),
    operations,
    oneIn,
  };
}

export function scaleProjects({ projects }: ScaleWorld): string[] {
  return Array.from({ length: projects }, (_, index) => `acme-team-${String(index + 1).padStart(3, '0')}`);
}

/** Service id → base URL of the server, as the setting has it. */
export function scaleEndpoints({ services }: ScaleWorld, port: number): Record<string, string> {
  const ids = [...services, 'compute', 'serviceusage', 'cloudresourcemanager', 'oauth2'];
  return Object.fromEntries(ids.map((id) => [id, `http://127.0.0.1:${port}/${id}`]));
}

/** How many operations there are in all. */
export function operationsOf(world: ScaleWorld): number {
  let count = 0;
  for (const project of scaleProjects(world)) {
    for (const service of world.services) {
      for (const region of world.regions) {
        count += operationsAt(world, `${service}/${project}/${region}`);
      }
    }
  }
  return count;
}

/** The body for a request, e.g. `/redis/v1/projects/acme-team-001/locations/us-east1/operations?pageSize=100`. */
export function answer(world: ScaleWorld, url: string): string {
  const [, service = '', , ...rest] = (url.split('?')[0] ?? '').split('/');
  const path = rest.join('/');
  if (service === 'oauth2') {
    return JSON.stringify({ access_token: 'bench', expires_in: 3600, token_type: 'Bearer' });
  }
  if (service === 'serviceusage') {
    return JSON.stringify({ services: world.hosts.map((host) => ({ name: `projects/1/services/${host}` })) });
  }
  if (path.endsWith('/locations')) {
    return JSON.stringify({ locations: world.regions.map((locationId) => ({ locationId })) });
  }
  const [, project = '', , region = ''] = rest;
  const key = `${service}/${project}/${region}`;
  return JSON.stringify({
    operations: Array.from({ length: operationsAt(world, key) }, (_, index) => operation(path, key, index)),
  });
}

const worldTime = Date.UTC(2026, 10, 20, 12);

/** One place of twenty has one that runs; all others have ended. */
function operation(path: string, key: string, index: number): object {
  const runs = index === 0 && number(key) % 20 === 0;
  const created = new Date(worldTime - (index + 1) * 1_800_000).toISOString();
  return {
    name: `${path}/operation-${number(key).toString(16)}-${index}`,
    metadata: {
      '@type': 'type.googleapis.com/google.cloud.common.OperationMetadata',
      createTime: created,
      ...(!runs && { endTime: new Date(worldTime - index * 1_800_000).toISOString() }),
      target: `projects/p/locations/l/instances/${['etl', 'web', 'reports'][index % 3]}-${index}`,
      verb: ['create', 'update', 'delete'][index % 3],
      apiVersion: 'v1',
    },
    done: !runs,
    ...(!runs && { response: {} }),
  };
}

function operationsAt(world: ScaleWorld, key: string): number {
  return number(key) % world.oneIn === 0 ? world.operations : 0;
}

/** FNV-1a: a server that hashes each request by SHA would be the bottleneck. */
function number(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash >>> 4;
}
