import { auditEntries } from '../../../src/sample/auditEntries.js';
import { asString } from '../../../src/sample/json.js';
import type { JsonObject } from '../../../src/sample/json.js';
import { segmentAfter } from '../../../src/sample/record.js';
import { errorCases } from '../errors/cases.js';
import { problem } from '../errors/envelope.js';
import { errorContext } from '../http/admit.js';
import { ok, Refusal } from '../http/answer.js';
import { readMessage } from '../http/body.js';
import { route } from '../http/route.js';
import type { Api, Call } from '../http/route.js';
import { pageOf } from '../operations/pageToken.js';
import type { World } from '../world.js';
import { logFilter } from './logFilter.js';

const scopes = ['cloud-platform', 'cloud-platform.read-only', 'logging.admin', 'logging.read'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/** Cloud Logging: entries.list over the audit log entries that the emulator's own operations write. */
export const loggingApi: Api = {
  id: 'logging',
  hosts: ['logging.googleapis.com'],
  title: 'Cloud Logging API',
  routes: [route({ method: 'entries.list', path: 'POST v2/entries:list', scopes, handle: list })],
};

const fieldTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  resourceNames: (value) => Array.isArray(value) && value.every((name) => typeof name === 'string'),
  filter: (value) => typeof value === 'string',
  orderBy: (value) => value === '' || value === 'timestamp asc' || value === 'timestamp desc',
  pageSize: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1000,
  pageToken: (value) => typeof value === 'string',
};

/** The message of the request as parameters, as which page tokens are bound to them. */
export function entriesArguments(call: Call): URLSearchParams {
  return new URLSearchParams(
    Object.entries(readMessage(call)).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function list(call: Call, world: World): ReturnType<typeof ok> {
  const message = readMessage(call);
  for (const [key, value] of Object.entries(message)) {
    if (fieldTypes[key]?.(value) !== true) throw invalid(`Invalid value at '${key}': ${JSON.stringify(value)}`);
  }
  const resources = (message['resourceNames'] ?? []) as readonly string[];
  if (resources.length === 0 || resources.length > 100) throw invalid('Between 1 and 100 resource names are needed.');
  const passes = logFilter(asString(message['filter']) ?? '');
  const projects = projectsOf(resources, call, world);
  const ascending = message['orderBy'] !== 'timestamp desc';
  const found = entriesOf(projects, world).filter(passes);
  found.sort((a, b) => timeOf(a).localeCompare(timeOf(b)) * (ascending ? 1 : -1));
  const page = pageOf(found, entriesArguments(call), {
    name: call.name,
    generation: world.switches.pageTokenGeneration,
    limits: { default: 50, max: 1000 },
  });
  return ok(page.items.length === 0 ? {} : { entries: page.items, nextPageToken: page.nextPageToken });
}

/** Ids of the projects whose entries are asked for; all of them by a view of a central bucket. One that may not be read refuses all. */
function projectsOf(resources: readonly string[], call: Call, world: World): ReadonlySet<string> {
  const all = world.projects.all().map(({ projectId }) => projectId);
  return new Set(
    resources.flatMap((resource) => {
      const project = world.projects.get(segmentAfter(resource, 'projects') ?? '');
      if (!/^projects\/[^/]+(\/locations\/[^/]+\/buckets\/[^/]+\/views\/[^/]+)?$/.test(resource)) {
        // Folders and organizations have logs of their own, which hold nothing of the projects below them.
        if (/^(folders|organizations|billingAccounts)\/\d+$/.test(resource)) return [];
        throw invalid(`Invalid resource name: ${resource}`);
      }
      const context = { ...errorContext(call), project: project?.projectId ?? resource, resource };
      if (!project || project.denied.has('*') || project.denied.has('logging.logEntries.list')) {
        // It is not said which of several projects it was.
        throw new Refusal(errorCases.permissionDenied({ ...context, resource: 'projects', method: 'logEntries.list' }));
      }
      if (project.enabled !== 'all' && !project.enabled.has('logging')) {
        throw new Refusal(errorCases.apiDisabled({ ...context, projectNumber: project.number }));
      }
      return resource.includes('/views/') ? all : [project.projectId];
    }),
  );
}

function entriesOf(projects: ReadonlySet<string>, world: World): JsonObject[] {
  const { auditDelayMs, auditSilent } = world.switches;
  const now = world.clock.now();
  return [...world.operations.all()].flatMap((record) => {
    const service = world.services.get(record.service);
    const project = segmentAfter(record.name, 'projects');
    if (!service || project === undefined || !projects.has(project) || auditSilent.has(service.id)) return [];
    return auditEntries(record, service, now).filter((entry) => Date.parse(timeOf(entry)) + auditDelayMs <= now);
  });
}

function timeOf(entry: JsonObject): string {
  return asString(entry['timestamp']) ?? '';
}

function invalid(message: string): Refusal {
  return new Refusal(problem('INVALID_ARGUMENT', message));
}
