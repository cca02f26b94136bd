import type { HttpClient } from '../http/httpClient.js';
import { encodeResourceName } from '../http/resourcePath.js';
import { arrayOf, objectOf, stringOf } from '../json.js';
import { pages } from './pages.js';
import type { ServicesApi } from './servicesApi.js';

/** Enabled APIs by Service Usage v1. */
export function createServicesApi(client: HttpClient): ServicesApi {
  return {
    async enabled(project, options) {
      const request = {
        service: 'serviceusage',
        host: 'serviceusage.googleapis.com',
        method: 'GET',
        path: `v1/${encodeResourceName(`projects/${project}`)}/services`,
        query: { filter: 'state:ENABLED', pageSize: 200, fields: 'services/name,nextPageToken' },
        scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        repeatable: true,
        lane: 'listing',
        signal: options?.signal,
        onSent: options?.onSent,
      } as const;
      const hosts = new Set<string>();
      for await (const page of pages(client, request)) {
        for (const entry of arrayOf(page['services'])) {
          // `projects/123/services/dataproc.googleapis.com`
          const host = stringOf(objectOf(entry)['name'])?.split('/').at(-1);
          if (host !== undefined) {
            hosts.add(host);
          }
        }
      }
      return hosts;
    },
  };
}
