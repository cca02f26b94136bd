import { problem } from '../errors/envelope.js';
import { errorCases } from '../errors/cases.js';
import { ok, Refusal } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import { requireEmptyMessage } from '../http/body.js';
import { errorContext } from '../http/admit.js';
import type { JsonObject } from '../../../src/sample/json.js';
import { route } from '../http/route.js';
import type { Api, Call, Route } from '../http/route.js';
import { locationRoutes } from '../google/locations.js';
import type {
  Dialect,
  OperationMethod,
  OperationsCollection,
  ParentList,
  ServiceDescription,
} from '../../../src/sample/services/description.js';
import type { World } from '../world.js';
import { writeInDialect } from '../../../src/sample/wire/dialect.js';
import { listForms } from './listForms.js';
import { parseFilter } from './filter.js';
import { pageTokens, readPageSize } from './pageToken.js';
import { askToCancel, belongsTo, parentsListed, recordNamed, recordsListed } from '../../../src/sample/cloud.js';
import { parentOf } from '../../../src/sample/record.js';
import type { OperationRecord } from '../../../src/sample/record.js';
import { lifeAt } from '../../../src/sample/scenario.js';
import type { PresentLife } from '../../../src/sample/scenario.js';
import { canonicalName, newestFirst } from '../../../src/sample/recordStore.js';

/** The API of a service with operations, built from its description alone. */
export function operationsApi(service: ServiceDescription): Api {
  const routes = service.collections.flatMap((collection) =>
    Object.entries(collection.methods).map(([method, path]) =>
      operationRoute(service, collection, method as OperationMethod, path),
    ),
  );
  return {
    id: service.id,
    hosts: [service.host],
    title: service.title,
    routes: [...routes, ...locationRoutes(service), ...service.parentLists.map((list) => parentRoute(service, list))],
  };
}

/** Resources are there as soon as an operation lies below them. */
function parentRoute(service: ServiceDescription, { path, field }: ParentList): Route {
  return route({
    method: `${field}.list`,
    path: `GET ${path}`,
    scopes: service.readScopes,
    query: ['pageSize', 'pageToken'],
    handle: (call, world) => {
      const names = parentsListed(world.operations, service, call.name);
      return ok(names.length === 0 ? {} : { [field]: names.map((name) => ({ name })) });
    },
  });
}

function operationRoute(
  service: ServiceDescription,
  collection: OperationsCollection,
  method: OperationMethod,
  path: string,
): Route {
  const dialect = collection.dialect ?? service.dialect;
  const handlers: Record<OperationMethod, (call: Call, world: World) => Answer> = {
    list: (call, world) => list(call, world, service, collection),
    get: (call, world) => get(call, world, service, dialect),
    wait: (call, world) => get(call, world, service, dialect),
    cancel: (call, world) => cancel(call, world, service, dialect),
    delete: (call, world) => remove(call, world, service),
  };
  return route({
    method: `operations.${method}`,
    path,
    scopes: method === 'list' || method === 'get' ? service.readScopes : service.writeScopes,
    query: method === 'list' ? listForms[dialect].query : [],
    handle: handlers[method],
  });
}

/** Where the next page begins: after the last operation of this one, so that new ones in front do not shift it. */
type Cursor = [createdAt: number, name: string];

function list(call: Call, world: World, service: ServiceDescription, collection: OperationsCollection): Answer {
  const dialect = collection.dialect ?? service.dialect;
  const form = listForms[dialect];
  const required = collection.requiredQuery ?? [];
  const missing = required.find((parameter) => !call.query.get(parameter));
  if (missing !== undefined) return problem('INVALID_ARGUMENT', `Invalid value at '${missing}': it is required.`);
  if (call.query.get('returnPartialSuccess') === 'true' && dialect !== 'compute') {
    return problem('UNIMPLEMENTED', 'return_partial_success is not supported.');
  }
  const parent = parentOf(canonicalName(service, call.name));
  checkLocation(call, world, service, parent);
  const passes = parseFilter(
    required.includes('filter') ? null : call.query.get('filter'),
    world.switches.filterFields.get(service.id) ?? service.filterFields,
  );
  const owner = required.includes('filter') ? projectIn(call.query.get('filter')) : undefined;
  const size = readPageSize(call.query.get(form.sizeParameter), service.pageSize);
  const tokens = pageTokens<Cursor>(call.query, call.name, world.switches.pageTokenGeneration);
  const cursor = tokens.decode(call.query.get('pageToken'));
  const now = world.clock.now();

  const page: JsonObject[] = [];
  let last: OperationRecord | undefined;
  for (const record of recordsListed(world.operations, service, collection, call.name)) {
    if (cursor !== undefined && newestFirst(record, { createdAt: cursor[0], name: cursor[1] }) <= 0) continue;
    const life = lifeAt(record, now);
    if (life.phase === 'absent') continue;
    const written = writeInDialect(dialect, record, life, service, call.project?.number);
    if (!passes(written) || (owner !== undefined && !belongsTo(owner, written))) continue;
    if (page.length === size) return ok(form.page(page, last && tokens.encode([last.createdAt, last.name])));
    page.push(written);
    last = record;
  }
  return ok(form.page(page, undefined));
}

/** Storage Transfer's filter is JSON that names the project: the names of its operations do not. */
function projectIn(filter: string | null): string | undefined {
  return /"project_?[iI]d"\s*:\s*"([^"]*)"/.exec(filter ?? '')?.[1];
}

function get(call: Call, world: World, service: ServiceDescription, dialect: Dialect): Answer {
  const { record, life } = find(call, world, service);
  return ok(writeInDialect(dialect, record, life, service, call.project?.number));
}

function cancel(call: Call, world: World, service: ServiceDescription, dialect: Dialect): Answer {
  // Kubernetes Engine's request has fields that repeat the path; gcloud sends them.
  if (dialect !== 'container') requireEmptyMessage(call);
  const { record, life } = find(call, world, service);
  const answer = askToCancel(record, life, world.clock.now(), call.token?.email ?? '');
  switch (answer.kind) {
    case 'accepted':
      return ok({});
    case 'unimplemented':
      return errorCases.unimplemented();
    case 'refused':
      return problem('FAILED_PRECONDITION', answer.message);
  }
}

/** Forgets the operation; whatever it does goes on. */
function remove(call: Call, world: World, service: ServiceDescription): Answer {
  world.operations.remove(find(call, world, service).record);
  return ok({});
}

function find(call: Call, world: World, service: ServiceDescription): { record: OperationRecord; life: PresentLife } {
  // Cloud SQL cancels by POST …/operations/{name}/cancel.
  const found = recordNamed(world.operations, service, call.name.replace(/\/cancel$/, ''), world.clock.now());
  if (found === undefined) {
    throw new Refusal(errorCases.notFound(errorContext(call)));
  }
  return found;
}

function checkLocation(call: Call, world: World, service: ServiceDescription, parent: string): void {
  const { location } = call;
  if (location === undefined || service.locations.includes(location)) return;
  if (location === '-' && service.wildcardLocation) return;
  if (location !== '-' && world.operations.list(service.id, parent).length > 0) return;
  throw new Refusal(
    service.locationsMethods.length === 0 || location === '-'
      ? problem('INVALID_ARGUMENT', `Location '${location}' is not a valid location.`)
      : problem('PERMISSION_DENIED', `Permission denied on 'locations/${location}' (or it may not exist).`),
  );
}
