import { timestamp } from '../../../src/sample/timestamp.js';
import { errorCases } from '../errors/cases.js';
import { problem } from '../errors/envelope.js';
import { ok } from '../http/answer.js';
import { errorContext } from '../http/admit.js';
import { readMessage } from '../http/body.js';
import type { JsonObject } from '../../../src/sample/json.js';
import { route } from '../http/route.js';
import type { Api, Call } from '../http/route.js';
import { pageOf } from '../operations/pageToken.js';
import type { Folder, Project } from '../projects.js';
import type { World } from '../world.js';
import { folderQuery } from './folderQuery.js';
import { projectQuery } from './projectQuery.js';

const scopes = ['cloud-platform', 'cloud-platform.read-only', 'cloudplatformprojects.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

const folderScopes = scopes.slice(0, 2);

/** Cloud Resource Manager: v3 search, get and testIamPermissions, those that projects lie in, and the v1 methods that gcloud still calls. */
export const resourceManagerApi: Api = {
  id: 'cloudresourcemanager',
  hosts: ['cloudresourcemanager.googleapis.com'],
  title: 'Cloud Resource Manager API',
  routes: [
    route({
      method: 'projects.search',
      path: 'GET v3/projects:search',
      scopes,
      query: ['query', 'pageSize', 'pageToken'],
      handle: (call, world) => {
        const matches = projectQuery(call.query.get('query') ?? '', 'any');
        const page = projectPage(unordered(visible(world).filter(matches)), call, world);
        return ok({ projects: page.items.map(writeV3), nextPageToken: page.nextPageToken });
      },
    }),
    route({
      method: 'folders.search',
      path: 'GET v3/folders:search',
      scopes: folderScopes,
      query: ['query', 'pageSize', 'pageToken'],
      handle: (call, world) => {
        const matches = folderQuery(call.query.get('query') ?? '');
        const found = foldersIn(world, 'folders').filter(matches);
        const page = pageOf(found, call.query, pagesOf(call, world));
        return ok({ folders: page.items.map(writeFolder), nextPageToken: page.nextPageToken });
      },
    }),
    route({
      method: 'organizations.search',
      path: 'GET v3/organizations:search',
      scopes: folderScopes,
      query: ['query', 'pageSize', 'pageToken'],
      handle: (call, world) => {
        const page = pageOf(foldersIn(world, 'organizations'), call.query, pagesOf(call, world));
        return ok({ organizations: page.items.map(writeFolder), nextPageToken: page.nextPageToken });
      },
    }),
    route({
      method: 'projects.get',
      path: 'GET v3/projects/*',
      scopes,
      handle: (call) => (call.project === undefined ? denied(call) : ok(writeV3(call.project))),
    }),
    route({
      method: 'projects.testIamPermissions',
      path: 'POST v3/projects/*:testIamPermissions',
      scopes,
      handle: (call) => {
        const asked = readMessage(call)['permissions'];
        if (!Array.isArray(asked)) return problem('INVALID_ARGUMENT', 'permissions must be a list.');
        const refused = call.project?.denied ?? new Set<string>();
        const permissions = asked.filter((name) => !refused.has('*') && !refused.has(String(name)));
        return ok(permissions.length === 0 ? {} : { permissions });
      },
    }),
    route({
      method: 'projects.list',
      path: 'GET v1/projects',
      scopes,
      query: ['filter', 'pageSize', 'pageToken'],
      handle: (call, world) => {
        const matches = projectQuery(call.query.get('filter') ?? '', 'all');
        const page = projectPage(visible(world).filter(matches), call, world);
        return ok({ projects: page.items.map(writeV1), nextPageToken: page.nextPageToken });
      },
    }),
    route({
      method: 'projects.get',
      path: 'GET v1/projects/*',
      scopes,
      handle: (call) => (call.project === undefined ? denied(call) : ok(writeV1(call.project))),
    }),
  ],
};

function visible(world: World): readonly Project[] {
  const now = world.clock.now();
  return world.projects.all().filter(({ visibleAt, denied: refused }) => visibleAt <= now && !refused.has('*'));
}

/** Search promises no order; a fixed but meaningless one keeps clients from relying on any. */
function unordered(projects: readonly Project[]): readonly Project[] {
  const rank = ({ number }: Project): string => number.slice(-4);
  return [...projects].sort((a, b) => rank(a).localeCompare(rank(b)));
}

function projectPage(projects: readonly Project[], call: Call, world: World): ReturnType<typeof pageOf<Project>> {
  return pageOf(projects, call.query, pagesOf(call, world));
}

function pagesOf({ name }: Call, { switches }: World): Parameters<typeof pageOf>[2] {
  return { name, generation: switches.pageTokenGeneration, limits: { default: 500, max: 500 } };
}

function foldersIn(world: World, kind: 'folders' | 'organizations'): readonly Folder[] {
  return world.projects.folders().filter(({ name }) => name.startsWith(`${kind}/`));
}

function writeFolder({ name, displayName, state, parent }: Folder): JsonObject {
  return { name, displayName, state, parent, createTime: '2024-01-01T00:00:00Z', etag: 'W/"0"' };
}

function writeV3(project: Project): JsonObject {
  return {
    name: `projects/${project.number}`,
    parent: project.parent,
    projectId: project.projectId,
    state: project.state,
    displayName: project.displayName,
    createTime: timestamp(project.createdAt),
    updateTime: timestamp(project.createdAt),
    etag: `W/"${project.number.slice(0, 8)}"`,
    labels: Object.keys(project.labels).length > 0 ? project.labels : undefined,
  };
}

function writeV1(project: Project): JsonObject {
  const [type = '', id] = project.parent.split('/');
  return {
    projectNumber: project.number,
    projectId: project.projectId,
    lifecycleState: project.state,
    name: project.displayName,
    createTime: timestamp(project.createdAt, 3),
    labels: Object.keys(project.labels).length > 0 ? project.labels : undefined,
    parent: { type: type.replace(/s$/, ''), id },
  };
}

/** A project that does not exist and one that is not yours get the same answer. */
function denied(call: Call): ReturnType<typeof problem> {
  return errorCases.permissionDenied(errorContext(call));
}
