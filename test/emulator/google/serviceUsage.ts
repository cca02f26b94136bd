import { problem } from '../errors/envelope.js';
import { ok } from '../http/answer.js';
import type { Json } from '../../../src/sample/json.js';
import { route } from '../http/route.js';
import type { Api } from '../http/route.js';
import { pageOf } from '../operations/pageToken.js';
import type { Project } from '../projects.js';
import type { World } from '../world.js';

const scopes = ['cloud-platform', 'cloud-platform.read-only', 'service.management'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/** What is listed beside the services with operations; sign-in hosts cannot be enabled. */
const platformApis = new Set(['cloudresourcemanager', 'compute', 'iamcredentials', 'logging', 'serviceusage', 'sts']);

/** Service Usage: which APIs a project has enabled. */
export const serviceUsageApi: Api = {
  id: 'serviceusage',
  hosts: ['serviceusage.googleapis.com'],
  title: 'Service Usage API',
  routes: [
    route({
      method: 'services.list',
      path: 'GET v1/projects/*/services',
      scopes,
      query: ['filter', 'pageSize', 'pageToken'],
      handle: (call, world) => {
        const filter = call.query.get('filter') ?? '';
        if (!/^(state:(ENABLED|DISABLED))?$/.test(filter)) {
          return problem('INVALID_ARGUMENT', `The filter '${filter}' is not supported.`);
        }
        const services = servicesOf(call.project, world).filter(
          ({ state }) => filter === '' || filter.endsWith(`:${state}`),
        );
        const generation = world.switches.pageTokenGeneration;
        const page = pageOf(services, call.query, { name: call.name, generation, limits: { default: 50, max: 200 } });
        return ok(
          page.items.length === 0 ? {} : { services: page.items.map(write), nextPageToken: page.nextPageToken },
        );
      },
    }),
    route({
      method: 'services.batchGet',
      path: 'GET v1/projects/*/services:batchGet',
      scopes,
      query: ['names'],
      handle: (call, world) => {
        const hosts = call.query.getAll('names').map((name) => name.split('/').at(-1) ?? '');
        if (hosts.length > 30) return problem('INVALID_ARGUMENT', 'At most 30 services can be requested.');
        const known = servicesOf(call.project, world);
        return ok({ services: hosts.flatMap((host) => known.filter((service) => service.host === host)).map(write) });
      },
    }),
    route({
      method: 'services.get',
      path: 'GET v1/projects/*/services/*',
      scopes,
      handle: (call, world) => {
        const host = call.name.split('/').at(-1) ?? '';
        const service = servicesOf(call.project, world).find((candidate) => candidate.host === host);
        return service === undefined ? problem('NOT_FOUND', `Service ${host} not found.`) : ok(write(service));
      },
    }),
  ],
};

interface EnabledService {
  number: string;
  host: string;
  title: string;
  state: 'ENABLED' | 'DISABLED';
}

function servicesOf(project: Project | undefined, world: World): EnabledService[] {
  if (project === undefined) return [];
  return [...world.apis.values()]
    .filter(({ id }) => world.services.has(id) || platformApis.has(id))
    .map(({ id, hosts, title }) => ({
      number: project.number,
      host: hosts[0] ?? '',
      title,
      state: project.enabled === 'all' || project.enabled.has(id) ? ('ENABLED' as const) : ('DISABLED' as const),
    }))
    .sort((a, b) => a.host.localeCompare(b.host));
}

function write({ number, host, title, state }: EnabledService): Json {
  return {
    name: `projects/${number}/services/${host}`,
    config: { name: host, title },
    state,
    parent: `projects/${number}`,
  };
}
