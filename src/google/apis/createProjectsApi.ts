import type { HttpClient } from '../http/httpClient.js';
import { encodeResourceName } from '../http/resourcePath.js';
import { isProjectFolder } from '../projectId.js';
import { arrayOf, objectOf, stringOf } from '../json.js';
import type { CallOptions } from './operationsApi.js';
import { pages } from './pages.js';
import type { Project, ProjectFolder, ProjectsApi } from './projectsApi.js';

const service = { service: 'cloudresourcemanager', host: 'cloudresourcemanager.googleapis.com' };
const readScopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** Projects by Cloud Resource Manager v3. */
export function createProjectsApi(client: HttpClient): ProjectsApi {
  async function* search<T>(
    kind: 'projects' | 'folders' | 'organizations',
    query: string,
    read: (json: unknown) => T | undefined,
    options: CallOptions | undefined,
  ): AsyncGenerator<readonly T[], void, undefined> {
    const request = {
      ...service,
      method: 'GET',
      path: `v3/${kind}:search`,
      query: { query: query === '' ? undefined : query, pageSize: 200 },
      scopes: readScopes,
      repeatable: true,
      lane: 'listing',
      signal: options?.signal,
      onSent: options?.onSent,
    } as const;
    for await (const page of pages(client, request)) {
      yield arrayOf(page[kind]).flatMap((each) => read(each) ?? []);
    }
  }

  return {
    search: (query, options) => search('projects', query, readProject, options),
    folders: (parents, options) =>
      search('folders', parents.map((parent) => `parent=${parent}`).join(' OR '), readFolder, options),
    organizations: (options) => search('organizations', '', readFolder, options),

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
  const { projectId, name, displayName, state, parent } = objectOf(json);
  const id = stringOf(projectId);
  if (id === undefined || (state !== undefined && state !== 'ACTIVE')) {
    return undefined;
  }
  return {
    id,
    number: (stringOf(name) ?? '').replace(/^projects\//, ''),
    displayName: stringOf(displayName) ?? id,
    parent: stringOf(parent),
  };
}

function readFolder(json: unknown): ProjectFolder | undefined {
  const { name, displayName, state } = objectOf(json);
  const known = stringOf(name);
  if (known === undefined || !isProjectFolder(known) || (state !== undefined && state !== 'ACTIVE')) {
    return undefined;
  }
  return { name: known, displayName: stringOf(displayName) ?? known };
}
