import { Emitter, type Event } from '../base/event.js';
import type { Disposable } from '../base/lifecycle.js';
import type { ApiErrorFacts } from '../google/apiError.js';
import type { CredentialDescription } from '../google/credentials/credential.js';
import type { Collection } from '../operations/collection.js';
import { locationOf } from '../operations/resourceName.js';
import type { Problem } from './problem.js';

/** How the last reading of a collection went. */
export type CollectionStatus =
  | { readonly state: 'unread' }
  | { readonly state: 'reading' }
  /** `unreachable`: locations that the service itself could not reach (AIP-217). */
  | { readonly state: 'read'; readonly at: number; readonly unreachable: readonly string[] }
  | { readonly state: 'failed'; readonly at: number; readonly error: ApiErrorFacts };

/** A root of the tree: a project, or (without id) what lies outside projects. */
export interface SurveyedProject {
  readonly id: string | undefined;
  /** Every location that is being asked, sorted; also those without operations. */
  readonly locations: readonly string[];
  readonly problems: readonly Problem[];
  /** Something of it is still being read. */
  readonly reading: boolean;
}

interface ServiceProblem {
  readonly project: string | undefined;
  readonly service: ServiceName | undefined;
  readonly error: ApiErrorFacts;
}

/** As much of a service as a problem row shows. */
interface ServiceName {
  readonly id: string;
  readonly title: string;
}

/**
 * Which collections exist and how the last look at each went. Written by the refresher and the poller, drawn by the
 * tree; the operations themselves are in the store.
 */
export class Survey implements Disposable {
  readonly #projects = new Set<string | undefined>();
  readonly #collections = new Map<string, Collection>();
  readonly #statuses = new Map<string, CollectionStatus>();
  readonly #serviceProblems = new Map<string, ServiceProblem>();
  readonly #changed = new Emitter<void>();
  #general: ApiErrorFacts | undefined;
  #credential: CredentialDescription | undefined;

  /** Fires when a project, a collection or a status changed. Listeners coalesce. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** Whose credential is in use; undefined while that is not known, or nothing is found. */
  get credential(): CredentialDescription | undefined {
    return this.#credential;
  }

  setCredential(description: CredentialDescription | undefined): void {
    if (JSON.stringify(this.#credential) !== JSON.stringify(description)) {
      this.#credential = description;
      this.#changed.fire();
    }
  }

  /** What stops everything at once, e.g. that there is no credential. */
  get general(): ApiErrorFacts | undefined {
    return this.#general;
  }

  setGeneral(error: ApiErrorFacts | undefined): void {
    if (this.#general !== error) {
      this.#general = error;
      this.#changed.fire();
    }
  }

  /** The roots, in the order in which they were asked for. */
  projects(): readonly SurveyedProject[] {
    return [...this.#projects].map((id) => this.#project(id));
  }

  collections(): Iterable<Collection> {
    return this.#collections.values();
  }

  status(collection: Collection): CollectionStatus | undefined {
    return this.#statuses.get(collection.id);
  }

  /** Replaces the set of roots; keeps what is known of those that stay. */
  setProjects(ids: readonly (string | undefined)[]): void {
    this.#projects.clear();
    for (const id of ids) {
      this.#projects.add(id);
    }
    this.#changed.fire();
  }

  setStatus(collection: Collection, status: CollectionStatus): void {
    this.#collections.set(collection.id, collection);
    this.#statuses.set(collection.id, status);
    this.#changed.fire();
  }

  /** A service of a project (or a whole project) that failed before any of its collections was known; undefined clears. */
  setServiceProblem(
    project: string | undefined,
    service: ServiceName | undefined,
    error: ApiErrorFacts | undefined,
  ): void {
    const key = `${project ?? ''}|${service?.id ?? ''}`;
    if (error) {
      this.#serviceProblems.set(key, { project, service, error });
    } else if (!this.#serviceProblems.delete(key)) {
      return;
    }
    this.#changed.fire();
  }

  /** Forgets a collection that is no longer asked. */
  remove(collection: Collection): void {
    this.#collections.delete(collection.id);
    this.#statuses.delete(collection.id);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #project(id: string | undefined): SurveyedProject {
    const collections = [...this.#collections.values()].filter((collection) => collection.project === id);
    const locations = new Set<string>();
    for (const { location } of collections) {
      if (location !== undefined && location !== '-') {
        locations.add(location);
      }
    }
    return {
      id,
      locations: [...locations].sort(),
      problems: this.#problems(id, collections),
      reading: collections.some((collection) => this.#statuses.get(collection.id)?.state === 'reading'),
    };
  }

  #problems(project: string | undefined, collections: readonly Collection[]): Problem[] {
    const groups = new Map<string, Failure & { collection: Collection; locations: string[] }>();
    const perService = new Map<string, number>();
    for (const collection of collections) {
      const { service } = collection;
      perService.set(service, (perService.get(service) ?? 0) + 1);
      const failure = failureOf(collection, this.#statuses.get(collection.id));
      if (failure) {
        const key = `${service}|${failure.error.kind}`;
        const group = groups.get(key) ?? { ...failure, collection, locations: [] };
        groups.set(key, group);
        group.locations.push(...failure.locations);
      }
    }
    const problems: Problem[] = [...groups].map(
      ([
        key,
        {
          error,
          retryAt,
          collection: { service, title },
          locations,
        },
      ]) => ({
        id: `${project ?? ''}|${key}`,
        project,
        service,
        title,
        locations: locations.sort(),
        everywhere: locations.length === perService.get(service),
        error,
        retryAt,
      }),
    );
    for (const { project: owner, service, error } of this.#serviceProblems.values()) {
      if (owner === project) {
        const id = `${project ?? ''}|${service?.id ?? ''}|${error.kind}`;
        const named = { service: service?.id, title: service?.title };
        problems.push({ id, project, ...named, locations: [], everywhere: true, error });
      }
    }
    return problems.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

interface Failure {
  readonly error: ApiErrorFacts;
  readonly retryAt?: number | undefined;
  readonly locations: readonly string[];
}

function failureOf({ host, location }: Collection, status: CollectionStatus | undefined): Failure | undefined {
  if (status?.state === 'failed') {
    const { error, at } = status;
    const retryAt = error.retryAfterMs === undefined ? undefined : at + error.retryAfterMs;
    return { error, retryAt, locations: location === undefined || location === '-' ? [] : [location] };
  }
  if (status?.state === 'read' && status.unreachable.length > 0) {
    const error: ApiErrorFacts = {
      kind: 'unavailable',
      message: `Unreachable: ${status.unreachable.join(', ')}`,
      host,
    };
    return { error, locations: status.unreachable.map((name) => locationOf(name) ?? name) };
  }
  return undefined;
}
