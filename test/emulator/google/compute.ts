import { ok } from '../http/answer.js';
import { route } from '../http/route.js';
import type { Api } from '../http/route.js';
import { pageOf } from '../operations/pageToken.js';

const regions = [
  ['asia-east1', 'asia-northeast1', 'asia-south1', 'asia-southeast1', 'australia-southeast1'],
  ['europe-north1', 'europe-west1', 'europe-west3', 'europe-west4', 'southamerica-east1'],
  ['us-central1', 'us-east1', 'us-east4', 'us-west1', 'us-west4'],
].flat();

/** Compute Engine, as far as it tells which regions a project has. */
export const computeApi: Api = {
  id: 'compute',
  hosts: ['compute.googleapis.com'],
  title: 'Compute Engine API',
  listsErrors: true,
  routes: [
    route({
      method: 'regions.list',
      path: 'GET compute/v1/projects/*/regions',
      scopes: ['cloud-platform', 'compute', 'compute.readonly'].map(
        (name) => `https://www.googleapis.com/auth/${name}`,
      ),
      query: ['filter', 'maxResults', 'orderBy', 'pageToken', 'returnPartialSuccess'],
      handle: (call, world) => {
        const generation = world.switches.pageTokenGeneration;
        const options = {
          name: call.name,
          generation,
          limits: { default: 500, max: 500 },
          sizeParameter: 'maxResults',
        };
        const page = pageOf(regions, call.query, options);
        const self = `https://www.googleapis.com/compute/v1/${call.name}`;
        return ok({
          kind: 'compute#regionList',
          id: call.name,
          items: page.items.map((name, index) => ({
            kind: 'compute#region',
            id: String(1000 + 10 * index),
            name,
            description: name,
            status: 'UP',
            zones: ['b', 'c', 'd'].map((zone) => `${self.replace(/regions$/, 'zones')}/${name}-${zone}`),
            selfLink: `${self}/${name}`,
          })),
          nextPageToken: page.nextPageToken,
          selfLink: self,
        });
      },
    }),
  ],
};
