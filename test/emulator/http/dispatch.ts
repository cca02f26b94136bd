import { parentOf, segmentAfter } from '../../../src/sample/record.js';
import type { Project } from '../projects.js';
import type { World } from '../world.js';
import { matchPath } from './pathTemplate.js';
import type { Api, Route } from './route.js';

/** Where a request goes. */
export interface Destination {
  api: Api;
  route: Route;
  /** The raw path after the API's prefix. */
  path: string;
  name: string;
  project: Project | undefined;
  location: string | undefined;
}

/** What is known of a request before it found its route. */
export interface Address {
  httpMethod: string;
  /** Raw path without the leading slash and query. */
  path: string;
  host: string;
  /** The one API that a service port serves. */
  boundTo: string | undefined;
}

/**
 * Finds the route: the API a port is bound to, else the one the Host header names, else the one the first path segment names,
 * else whichever has such a path at its root.
 */
export function findDestination(address: Address, world: World): Destination | undefined {
  const bound = address.boundTo === undefined ? apiOfHost(address.host, world) : world.apis.get(address.boundTo);
  if (bound !== undefined) return firstMatch([bound], address.path, address.httpMethod, world);
  const slash = address.path.indexOf('/');
  const prefixed = slash < 0 ? undefined : world.apis.get(address.path.slice(0, slash));
  return (
    (prefixed && firstMatch([prefixed], address.path.slice(slash + 1), address.httpMethod, world)) ??
    firstMatch([...world.apis.values()], address.path, address.httpMethod, world)
  );
}

/** `dataproc.googleapis.com`, and its regional forms `us-east1-dataproc.…` and `dataproc.us-east1.rep.…`. */
function apiOfHost(hostHeader: string, world: World): Api | undefined {
  const host = hostHeader.replace(/:\d+$/, '');
  const plain = host.replace(/^([a-z]+)\.[a-z0-9-]+\.rep\./, '$1.').replace(/^[a-z]+-[a-z]+\d+-/, '');
  return [...world.apis.values()].find(({ hosts }) => hosts.includes(host) || hosts.includes(plain));
}

// Several services share paths such as v1/projects/*/locations/*/operations: the one that has something there answers.
function firstMatch(apis: readonly Api[], path: string, httpMethod: string, world: World): Destination | undefined {
  let first: Destination | undefined;
  for (const api of apis) {
    const found = matchApi(api, path, httpMethod, world);
    if (found === undefined) continue;
    if (apis.length === 1 || holdsSomething(found, world)) return found;
    first ??= found;
  }
  return first;
}

function matchApi(api: Api, path: string, httpMethod: string, world: World): Destination | undefined {
  for (const route of api.routes) {
    if (route.httpMethod !== httpMethod) continue;
    const match = matchPath(route.template, path);
    if (match === undefined) continue;
    const idOrNumber = segmentAfter(match.name, 'projects');
    const project = idOrNumber === undefined ? undefined : world.projects.get(idOrNumber);
    const name =
      project === undefined ? match.name : match.name.replace(/^projects\/[^/]+/, `projects/${project.projectId}`);
    return { api, route, path, name, project, location: segmentAfter(match.name, 'locations', 'regions', 'zones') };
  }
  return undefined;
}

function holdsSomething({ api, route, name }: Destination, world: World): boolean {
  if (!world.services.has(api.id)) return true;
  if (route.method === 'operations.list') return world.operations.list(api.id, parentOf(name)).length > 0;
  return world.operations.get(api.id, name) !== undefined;
}
