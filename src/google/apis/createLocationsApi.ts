import type { HttpClient } from '../http/httpClient.js';
import { encodeResourceName } from '../http/resourcePath.js';
import { arrayOf, objectOf, stringOf } from '../json.js';
import type { LocationsApi } from './locationsApi.js';
import { pages } from './pages.js';

/** Locations by each service's own `projects.locations.list`, regions by Compute Engine v1. */
export function createLocationsApi(client: HttpClient): LocationsApi {
  return {
    async list(service, project, options) {
      const request = {
        service: service.id,
        host: service.host,
        method: 'GET',
        path: `${service.locationsVersion ?? service.version}/${encodeResourceName(`projects/${project}`)}/locations`,
        query: { pageSize: 500 },
        scopes: service.scopes.read,
        repeatable: true,
        lane: 'listing',
        signal: options?.signal,
        onSent: options?.onSent,
      } as const;
      const ids: string[] = [];
      for await (const page of pages(client, request)) {
        ids.push(...arrayOf(page['locations']).flatMap((location) => locationId(location) ?? []));
      }
      return ids;
    },

    async computeRegions(project, options) {
      const request = {
        service: 'compute',
        host: 'compute.googleapis.com',
        method: 'GET',
        path: `compute/v1/${encodeResourceName(`projects/${project}`)}/regions`,
        query: { fields: 'items(name,status),nextPageToken', maxResults: 500 },
        scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        repeatable: true,
        lane: 'listing',
        signal: options?.signal,
        onSent: options?.onSent,
      } as const;
      const names: string[] = [];
      for await (const page of pages(client, request)) {
        names.push(...arrayOf(page['items']).flatMap((region) => stringOf(objectOf(region)['name']) ?? []));
      }
      return names;
    },
  };
}

/** `locationId`, or the end of the name where a service leaves that out. */
function locationId(json: unknown): string | undefined {
  const location = objectOf(json);
  return stringOf(location['locationId']) ?? stringOf(location['name'])?.split('/').at(-1);
}
