import { ApiError } from '../apiError.js';
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
        addAll(ids, arrayOf(page['locations']).map(locationId), service.host);
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
        const regions = arrayOf(page['items']).map((region) => stringOf(objectOf(region)['name']));
        addAll(names, regions, request.host);
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

/** Ten times the regions and zones there are. Each is asked for its operations, so more would be an attack. */
const MAX_LOCATIONS = 2_000;

/** @throws ApiError `garbled` when there are more than there can be. */
function addAll(ids: string[], page: readonly (string | undefined)[], host: string): void {
  const found = page.filter((id) => id !== undefined);
  if (ids.length + found.length > MAX_LOCATIONS) {
    throw new ApiError({ kind: 'garbled', message: `More than ${MAX_LOCATIONS} locations`, host });
  }
  ids.push(...found);
}
