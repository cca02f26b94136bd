import { unread } from '../../../src/operations/reading.js';
import { sleep, type Clock } from '../../../src/base/clock.js';
import { Limiter } from '../../../src/base/limiter.js';
import { ApiError } from '../../../src/google/apiError.js';
import type { CallOptions, OperationPage } from '../../../src/google/apis/operationsApi.js';
import type { Google } from '../../../src/google/google.js';
import { fill } from '../../../src/google/serviceCatalog/collectionAt.js';
import type { AuditEntry } from '../../../src/google/auditLog/auditEntry.js';
import { nameHost, type Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { concurrency } from '../support/product.js';

/** An operation of the simulation; times in milliseconds since the epoch. */
export interface SimulatedOperation {
  readonly host: string;
  readonly project: string;
  readonly location: string;
  /** The list that alone shows it, where there are several: the beginning of its path. */
  readonly onlyIn?: string;
  readonly name: string;
  readonly createdAt: number;
  readonly endsAt: number;
}

/** A Google in simulated time: it counts what it is asked, and each answer takes a round trip. */
export interface SimulatedGoogle extends Google {
  readonly requests: number;
  add(operation: SimulatedOperation): void;
  /** The server forgets an operation. */
  remove(name: string): void;
}

const usualRoundTripMs = 80;
const pageSize = 100;
/** So many parents, e.g. instances, whose operations have a list of their own. */
const parentsAPlace = 2;

/**
 * @param regions all locations of every service.
 * @param hosts of the services, which are enabled everywhere.
 * @param onRequest called when a request leaves.
 * @param roundTripMs what each answer takes.
 */
export function simulateGoogle(
  clock: Clock,
  regions: readonly string[],
  hosts: readonly string[],
  onRequest?: (listed?: Collection) => void,
  roundTripMs = usualRoundTripMs,
): SimulatedGoogle {
  const operations = new Map<string, SimulatedOperation>();
  const limiter = new Limiter(concurrency);
  let requests = 0;

  /** One request: its place in the client's queue, and the way there and back. */
  async function ask<T>(answer: () => T, { signal, onSent }: CallOptions = {}, listed?: Collection): Promise<T> {
    const send = async (): Promise<T> => {
      requests++;
      onRequest?.(listed);
      onSent?.();
      await sleep(clock, roundTripMs, signal);
      return answer();
    };
    try {
      return await limiter.run(send, signal);
    } catch (error) {
      throw signal?.aborted ? new ApiError({ kind: 'aborted', message: 'given up' }) : error;
    }
  }

  function isIn({ host, project, location, path }: Collection, operation: SimulatedOperation): boolean {
    const here = (location === '-' || location === operation.location) && path.startsWith(operation.onlyIn ?? '');
    return host === operation.host && project === operation.project && here && operation.createdAt <= clock.now();
  }

  function reading({ name, createdAt, endsAt }: SimulatedOperation): OperationReading {
    const done = endsAt <= clock.now();
    return {
      ...unread(name),
      done,
      verb: 'create',
      target: 'etl-7',
      targetKind: 'cluster',
      startTime: createdAt,
      endTime: done ? endsAt : undefined,
      statusText: undefined,
      cancelRequested: false,
      uncancellable: false,
    };
  }

  return {
    get requests() {
      return requests;
    },
    add(operation) {
      operations.set(operation.name, operation);
    },
    remove(name) {
      operations.delete(name);
    },
    credential: {
      describe: () => Promise.resolve({ kind: 'user', account: 'ops@example.com', source: 'file' } as never),
      accessToken: () => Promise.resolve('token'),
      rejected: () => undefined,
    },
    operations: {
      async *list(collection, options) {
        const pages = (): OperationPage[] => {
          const found = [...operations.values()].filter((operation) => isIn(collection, operation)).map(reading);
          const count = Math.max(1, Math.ceil(found.length / pageSize));
          return Array.from({ length: count }, (_, index) => ({
            readings: found.slice(index * pageSize, (index + 1) * pageSize),
            unreachable: [],
          }));
        };
        for (let page = 0, last = false; !last; page++) {
          const all = await ask(pages, options, collection);
          last = page >= all.length - 1;
          yield all[page] ?? { readings: [], unreachable: [] };
        }
      },
      get: (_collection, name, options) =>
        ask(() => {
          const operation = operations.get(name);
          if (!operation) {
            throw new ApiError({ kind: 'notFound', message: `no ${name}`, httpStatus: 404 });
          }
          return reading(operation);
        }, options),
      describe: () => Promise.reject(new Error('not asked here')),
      cancel: (_collection, _name, options) => ask(() => undefined, options),
      delete: () => Promise.reject(new Error('not asked here')),
    },
    projects: {
      search: () => {
        throw new Error('not asked here');
      },
      folders: () => {
        throw new Error('not asked here');
      },
      organizations: () => {
        throw new Error('not asked here');
      },
      testPermissions: () => Promise.reject(new Error('not asked here')),
    },
    locations: {
      list: (_service, _project, options) => ask(() => [...regions], options),
      // The product adds `global`, which is no region of Compute Engine.
      computeRegions: (_project, options) => ask(() => regions.filter((region) => region !== 'global'), options),
    },
    parents: {
      list: (_service, level, place, most, options) => {
        // A method of another service finds what lies outside the place.
        const above = level.at ? level.field : fill(level.path, place);
        const names = Array.from({ length: Math.min(most, parentsAPlace) }, (_, index) => `${above}/${index}`);
        return ask(() => names, options);
      },
    },
    auditLog: {
      page: ({ resources, subject, window }, options) =>
        ask(() => {
          const hosts = subject.kind === 'places' ? subject.hosts : [nameHost(subject.operation.collection)];
          const entries = [...operations.values()]
            .filter(({ host, project }) => hosts.includes(host) && resources.includes(`projects/${project}`))
            .flatMap(entriesOf)
            .filter(({ at }) => at >= window.from && at <= Math.min(window.until ?? Infinity, clock.now()));
          return { entries, nextPageToken: undefined };
        }, options),
    },
    services: { enabled: (_project, options) => ask(() => new Set(hosts), options) },
    dispose: () => undefined,
  };
}

/** What the audit log of its project has of an operation, whenever it was written. */
function entriesOf({ host, project, location, name, createdAt, endsAt }: SimulatedOperation): readonly AuditEntry[] {
  const entry = { host, project, location, method: 'Create', resource: '', principal: undefined, delegate: undefined };
  return [
    { ...entry, at: createdAt, operation: { id: name, first: true, last: false } },
    { ...entry, at: endsAt, operation: { id: name, first: false, last: true } },
  ];
}
