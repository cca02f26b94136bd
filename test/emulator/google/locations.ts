import { problem } from '../errors/envelope.js';
import { ok } from '../http/answer.js';
import type { Json } from '../../../src/sample/json.js';
import { route } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import { pageOf } from '../operations/pageToken.js';
import { locationsOf } from '../../../src/sample/cloud.js';
import type { ServiceDescription } from '../../../src/sample/services/description.js';
import type { World } from '../world.js';

/** `locations.list` and `locations.get` of a service that has them. */
export function locationRoutes(service: ServiceDescription): Route[] {
  return service.locationsMethods.flatMap((path) => [
    route({
      method: 'locations.list',
      path,
      scopes: service.readScopes,
      query: ['filter', 'pageSize', 'pageToken', 'extraLocationTypes'],
      handle: (call, world) => {
        const generation = world.switches.pageTokenGeneration;
        const limits = { default: 100, max: 1000 };
        const page = pageOf(locationsIn(service, call, world), call.query, { name: call.name, generation, limits });
        const locations = page.items.map((id) => describe(call, id));
        return ok(locations.length === 0 ? {} : { locations, nextPageToken: page.nextPageToken });
      },
    }),
    route({
      method: 'locations.get',
      path: `${path}/*`,
      scopes: service.readScopes,
      handle: (call, world) => {
        const id = call.location ?? '';
        if (locationsIn(service, call, world).includes(id)) return ok(describe(call, id));
        return problem('PERMISSION_DENIED', `Permission denied on 'locations/${id}' (or it may not exist).`);
      },
    }),
  ]);
}

function locationsIn(service: ServiceDescription, call: Call, world: World): readonly string[] {
  return locationsOf(world.operations, service, call.project?.projectId ?? '');
}

function describe(call: Call, id: string): Json {
  const project = call.project?.projectId ?? '';
  return {
    name: `projects/${project}/locations/${id}`,
    locationId: id,
    labels: { 'cloud.googleapis.com/region': id },
  };
}
