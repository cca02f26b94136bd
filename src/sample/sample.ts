import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../base/clock.js';
import { ApiError } from '../google/apiError.js';
import type { CallOptions, OperationsApi } from '../google/apis/operationsApi.js';
import type { Google } from '../google/google.js';
import { requireOperationOf } from '../google/operationNames.js';
import { operationReader, ReaderMemory } from '../google/readings/readOperation.js';
import { stepsOf } from '../google/readings/steps.js';
import { fill } from '../google/serviceCatalog/collectionAt.js';
import type { Collection } from '../operations/collection.js';
import { auditLogOf } from './auditLog.js';
import { askToCancel, belongsTo, locationsOf, parentsListed, recordNamed, recordsListed } from './cloud.js';
import { projectsDay } from './day/day.js';
import type { JsonObject } from './json.js';
import { sampleProjects } from './projects.js';
import { createRecord, type OperationRecord } from './record.js';
import { createOperationStore, type OperationStore } from './recordStore.js';
import { lifeAt, type PresentLife } from './scenario.js';
import { segmentsMatch } from './segmentsMatch.js';
import { builtInServices } from './services/builtIn.js';
import { describeService, type OperationsCollection, type ServiceDescription } from './services/description.js';
import { furtherServices } from './services/further.js';
import { writeInDialect } from './wire/dialect.js';

/** A cloud that is made up: what the product shows of it, and the cloud itself. */
export interface Sample {
  readonly projects: readonly string[];
  /** Ids of the services in the catalogue. */
  readonly services: readonly string[];
  readonly google: Google;
}

/** Whoever the sample data says started operations that name a person. */
const account = 'ops@example.com';

/**
 * A cloud in memory, whose day begins now and goes on by `clock`. It asks nobody and knows no credential: what takes the
 * place of a token is an empty text, and nothing is ever sent anywhere. Answers are written as the services write them
 * and read as theirs are.
 */
export function openSample(clock: Pick<Clock, 'now'>): Sample {
  const services = sampleServices();
  const operations = createOperationStore();
  for (const spec of projectsDay()) {
    const service = services.find(({ id }) => id === spec.service);
    if (service) {
      operations.add(createRecord(spec, service, clock.now()));
    }
  }
  return {
    projects: sampleProjects.map(({ projectId }) => projectId),
    services: services.map(({ id }) => id),
    google: {
      credential: {
        describe: () =>
          Promise.resolve({
            kind: 'simulated',
            account,
            file: undefined,
            project: undefined,
            quotaProject: undefined,
          }),
        accessToken: () => Promise.resolve(''),
        rejected: () => undefined,
      },
      operations: operationsOf(new Cloud(services, operations, clock)),
      ...placesOf(services, operations),
      auditLog: auditLogOf(operations, services, clock, turn),
      dispose: () => undefined,
    },
  };
}

/** Those in projects: what belongs to a Workspace account is in the emulator's day alone. */
function sampleServices(): readonly ServiceDescription[] {
  return [
    ...builtInServices.filter(({ collections }) => collections.every(({ pattern }) => pattern.startsWith('projects/'))),
    ...furtherServices.map(describeService),
  ];
}

/** Finds and writes what is asked for, as it stands at the moment. */
class Cloud {
  readonly #services: readonly ServiceDescription[];
  readonly #operations: OperationStore;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(services: readonly ServiceDescription[], operations: OperationStore, clock: Pick<Clock, 'now'>) {
    this.#services = services;
    this.#operations = operations;
    this.#clock = clock;
  }

  list(collection: Collection): readonly JsonObject[] {
    const { service, listed } = this.#find(collection);
    const now = this.#clock.now();
    return recordsListed(this.#operations, service, listed, collection.path)
      .flatMap((record) => {
        const life = lifeAt(record, now);
        return life.phase === 'absent' ? [] : [this.#write(collection, record, life)];
      })
      .filter((written) => collection.project === undefined || belongsTo(collection.project, written));
  }

  get(collection: Collection, name: string): JsonObject {
    const { record, life } = this.#known(collection, name);
    return this.#write(collection, record, life);
  }

  cancel(collection: Collection, name: string): void {
    const { record, life } = this.#known(collection, name);
    const { host } = collection;
    const answer = askToCancel(record, life, this.#clock.now(), account);
    switch (answer.kind) {
      case 'accepted':
        return;
      case 'unimplemented': {
        const message = 'Operation is not implemented, or supported, or enabled.';
        throw new ApiError({ kind: 'unimplemented', message, httpStatus: 501, status: 'UNIMPLEMENTED', host });
      }
      case 'refused': {
        const { message } = answer;
        throw new ApiError({
          kind: 'failedPrecondition',
          message,
          httpStatus: 400,
          status: 'FAILED_PRECONDITION',
          host,
        });
      }
    }
  }

  remove(collection: Collection, name: string): void {
    this.#operations.remove(this.#known(collection, name).record);
  }

  #write(collection: Collection, record: OperationRecord, life: PresentLife): JsonObject {
    const { service, listed } = this.#find(collection);
    const number = sampleProjects.find(({ projectId }) => projectId === collection.project)?.number;
    const written = writeInDialect(listed.dialect ?? service.dialect, record, life, service, number);
    // As it would have come over the wire, where what is undefined is left out.
    return JSON.parse(JSON.stringify(written)) as JsonObject;
  }

  #known(collection: Collection, name: string): { readonly record: OperationRecord; readonly life: PresentLife } {
    requireOperationOf(collection, name);
    const known = recordNamed(this.#operations, this.#find(collection).service, name, this.#clock.now());
    if (!known) {
      throw notFound(collection, name);
    }
    return known;
  }

  #find(collection: Collection): { readonly service: ServiceDescription; readonly listed: OperationsCollection } {
    const service = this.#services.find(({ id }) => id === collection.service);
    const path = `${collection.version}/${collection.path}`.split('/');
    const listed = service?.collections.find(({ methods: { list = '' } }) =>
      segmentsMatch(list.replace('GET ', '').split('/'), path),
    );
    if (!service || !listed) {
      throw notFound(collection, collection.path);
    }
    return { service, listed };
  }
}

function notFound({ host }: Collection, resource: string): ApiError {
  const message = `Resource '${resource}' was not found`;
  return new ApiError({ kind: 'notFound', message, httpStatus: 404, status: 'NOT_FOUND', host });
}

/** The operations surface. An answer comes in a turn of its own, as one that had to travel would. */
function operationsOf(cloud: Cloud): OperationsApi {
  const memory = new ReaderMemory();
  return {
    async *list(collection, options) {
      await turn(options);
      const read = operationReader(collection.shape ?? 'longrunning', memory);
      yield { readings: cloud.list(collection).map(read), unreachable: [] };
    },
    async get(collection, name, options) {
      await turn(options);
      return operationReader(collection.shape ?? 'longrunning', memory)(cloud.get(collection, name));
    },
    async describe(collection, name, options) {
      await turn(options);
      const json = cloud.get(collection, name);
      const reading = operationReader(collection.shape ?? 'longrunning', memory)(json);
      return { json, reading, steps: stepsOf(json), help: [] };
    },
    async cancel(collection, name, options) {
      await turn(options);
      cloud.cancel(collection, name);
    },
    async delete(collection, name, options) {
      await turn(options);
      cloud.remove(collection, name);
    },
  };
}

/** Where there is something to ask for: the caller sees all projects and may do everything in them. */
function placesOf(
  services: readonly ServiceDescription[],
  operations: OperationStore,
): Pick<Google, 'projects' | 'locations' | 'services' | 'parents'> {
  const described = (id: string): ServiceDescription | undefined => services.find((service) => service.id === id);
  return {
    projects: {
      async *search(_query, options) {
        await turn(options);
        yield sampleProjects.map(({ projectId: id, number, displayName }) => ({
          ...{ id, number, displayName },
          parent: undefined,
        }));
      },
      async *folders(_parents, options) {
        await turn(options);
        yield [];
      },
      async *organizations(options) {
        await turn(options);
        yield [];
      },
      async testPermissions(_project, permissions, options) {
        await turn(options);
        return permissions;
      },
    },
    locations: {
      async list({ id }, project, options) {
        await turn(options);
        const service = described(id);
        return service ? locationsOf(operations, service, project) : [];
      },
      async computeRegions(_project, options) {
        await turn(options);
        return described('dataproc')?.locations.filter((location) => location !== 'global') ?? [];
      },
    },
    services: {
      async enabled(_project, options) {
        await turn(options);
        return new Set(services.map(({ host }) => host));
      },
    },
    parents: {
      async list({ id }, { path }, place, most, options) {
        await turn(options);
        const service = described(id);
        return service ? parentsListed(operations, service, fill(path, place)).slice(0, most) : [];
      },
    },
  };
}

/** @throws ApiError `aborted` where the caller has given up. */
async function turn(options: CallOptions | undefined): Promise<void> {
  await setImmediate();
  if (options?.signal?.aborted) {
    throw new ApiError({ kind: 'aborted', message: 'The call was given up.' });
  }
}
