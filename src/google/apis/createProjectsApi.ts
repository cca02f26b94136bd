import type { HttpClient } from '../http/httpClient.js';
import { encodeResourceName } from '../http/resourcePath.js';
import { arrayOf, objectOf, stringOf } from '../json.js';
import { pages } from './pages.js';
import type { Project, ProjectsApi } from './projectsApi.js';

const service = { service: 'cloudresourcemanager', host: 'cloudresourcemanager.googleapis.com' };
const readScopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** Projects by Cloud Resource Manager v3. */
export function createProjectsApi(client: HttpClient): ProjectsApi {
  return {
    async *search(query, options) {
      const request = {
        ...service,
        method: 'GET',
        path: 'v3/projects:search',
        query: { query: query === '' ? undefined : query, pageSize: 200 },
        scopes: readScopes,
        repeatable: true,
        lane: 'listing',
        signal: options?.signal,
        onSent: options?.onSent,
      } as const;
      for await (const page of pages(client, request)) {
        yield arrayOf(page['projects']).flatMap((project) => readProject(project) ?? []);
      }
    },

    async testPermissions(project, permissions, options) {
      const answer = await client.call({
        ...service,
        method: 'POST',
        path: `v3/${encodeResourceName(`projects/${project}`)}:testIamPermissions`,
        body: { permissions },
        scopes: readScopes,
        // A POST that changes nothing.
        repeatable: true,
        lane: 'urgent',
        signal: options?.signal,
        onSent: options?.onSent,
      });
      return arrayOf(answer['permissions']).flatMap((permission) => stringOf(permission) ?? []);
    },
  };
}

/** Conditions of a query are alternatives to each other, so `state:ACTIVE` cannot be asked for beside another one. */
function readProject(json: unknown): Project | undefined {
  const { projectId, name, displayName, state } = objectOf(json);
  const id = stringOf(projectId);
  if (id === undefined || (state !== undefined && state !== 'ACTIVE')) {
    return undefined;
  }
  return {
    id,
    number: (stringOf(name) ?? '').replace(/^projects\//, ''),
    displayName: stringOf(displayName) ?? id,
  };
}
