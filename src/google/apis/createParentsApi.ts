import type { HttpClient } from '../http/httpClient.js';
import { encodeResourceName } from '../http/resourcePath.js';
import { arrayOf, objectOf, stringOf } from '../json.js';
import { fill, hostAt } from '../serviceCatalog/collectionAt.js';
import type { ParentLevel } from '../serviceCatalog/service.js';
import { pages } from './pages.js';
import type { ParentsApi } from './parentsApi.js';

/** The resources that operations live below, by the list method of each (AIP-132: items carry their name in `name`). */
export function createParentsApi(client: HttpClient): ParentsApi {
  return {
    async list(service, level, place, most, options) {
      const path = fill(level.path, place);
      const at = level.at ?? { service: service.id, host: hostAt(service, place.location), version: service.version };
      const request = {
        service: at.service,
        host: at.host,
        method: 'GET',
        // Another service's list is a method without parameters, whose colon stays: `organizations:search`.
        path: `${at.version}/${level.at ? level.path : encodeResourceName(path)}`,
        query: pageSizeOf(level),
        scopes: service.scopes.read,
        repeatable: true,
        lane: 'listing',
        signal: options?.signal,
        onSent: options?.onSent,
      } as const;
      const names: string[] = [];
      for await (const page of pages(client, request)) {
        const found = arrayOf(page[level.field]).flatMap((parent) => stringOf(objectOf(parent)['name']) ?? []);
        // Older APIs (Cloud DNS) give the last part of the name alone.
        const wanted = found.slice(0, most - names.length);
        names.push(...wanted.map((name) => (name.includes('/') ? name : `${path}/${name}`)));
        if (names.length >= most) {
          break;
        }
      }
      return names;
    },
  };
}

function pageSizeOf({ pageSize }: ParentLevel): Record<string, number> {
  switch (pageSize) {
    case 'none':
      return {};
    case 'maxResults':
      return { maxResults: 100 };
    case undefined:
      return { pageSize: 100 };
  }
}
