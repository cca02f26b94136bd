import { Emitter, type Event } from '../base/event.js';
import type { Disposable } from '../base/lifecycle.js';
import type { ApiErrorFacts } from '../google/apiError.js';
import type { CredentialDescription } from '../google/credentials/credential.js';
import type { Collection } from '../operations/collection.js';
import { Causes, type Cause } from './causes.js';
import type { CollectionStatus } from './collectionStatus.js';
import { SurveyedRoot, type RootChange, type ServiceName, type SurveyedProject } from './surveyedRoot.js';

/** What changed for those who look. Most answers change nothing of it. */
export type SurveyChange =
  /** `roots`: which there are, or their order. */
  | { readonly what: 'roots' | 'general' | 'credential' }
  | { readonly what: RootChange; readonly project: string | undefined };

/**
 * Which collections exist and how the last look at each went. Written by the refresher and the poller, drawn by the
 * tree; the operations themselves are in the store. Nothing here costs more where there are more collections.
 */
export class Survey implements Disposable {
  /** Also those that are no longer shown, until their last collection is removed. */
  readonly #roots = new Map<string | undefined, SurveyedRoot>();
  readonly #changed = new Emitter<SurveyChange>();
  readonly #statusChanged = new Emitter<Collection>();
  readonly #causes = new Causes((root) => this.project(root));
  #shown: readonly (string | undefined)[] = [];
  #general: ApiErrorFacts | undefined;
  #lastRead: number | undefined;
  /** The last look at anything reached nobody. */
  #silent = false;
  #credential: CredentialDescription | undefined;

  readonly onDidChange: Event<SurveyChange> = this.#changed.event;
  /** Fires for each collection that is being read, was read, or is no longer asked. */
  readonly onDidChangeStatus: Event<Collection> = this.#statusChanged.event;

  /** Whose credential is in use; undefined while that is not known, or nothing is found. */
  get credential(): CredentialDescription | undefined {
    return this.#credential;
  }

  setCredential(description: CredentialDescription | undefined): void {
    if (JSON.stringify(this.#credential) !== JSON.stringify(description)) {
      this.#credential = description;
      this.#changed.fire({ what: 'credential' });
    }
  }

  /** What stops everything at once, e.g. that there is no credential. */
  get general(): ApiErrorFacts | undefined {
    return this.#general;
  }

  setGeneral(error: ApiErrorFacts | undefined): void {
    if (this.#general !== error) {
      this.#general = error;
      this.#changed.fire({ what: 'general' });
    }
  }

  /**
   * When the last answer was read, by the monotonic clock, where none comes any more: because of what stops everything at
   * once, or because nobody can be reached in any project. Undefined while answers come, and where none ever came.
   */
  get cutOffSince(): number | undefined {
    return this.#general || (this.#silent && this.#isUnreachable()) ? this.#lastRead : undefined;
  }

  /** Ids of the roots, in the order in which they were asked for. */
  get roots(): readonly (string | undefined)[] {
    return this.#shown;
  }

  /** All roots in their order; goes over each of them. */
  projects(): readonly SurveyedProject[] {
    return this.#shown.map((id) => this.#root(id).view());
  }

  /** One root: the same object until something of it changes. Undefined where it is not asked. */
  project(id: string | undefined): SurveyedProject | undefined {
    return this.#roots.get(id)?.view();
  }

  /** What could not be read, over all roots; the same object until that changes. */
  get causes(): readonly Cause[] {
    return this.#causes.all;
  }

  /** Goes over every collection. */
  *collections(): Iterable<Collection> {
    for (const root of this.#roots.values()) {
      yield* root.collections();
    }
  }

  /** The collections of one root. */
  collectionsOf(project: string | undefined): Iterable<Collection> {
    return this.#roots.get(project)?.collections() ?? [];
  }

  status(collection: Collection): CollectionStatus | undefined {
    return this.#roots.get(collection.project)?.status(collection);
  }

  /** Replaces the set of roots; keeps what is known of those that stay, and asks for no collection of those that went. */
  setProjects(ids: readonly (string | undefined)[]): void {
    const stay = new Set(ids);
    const gone = [...this.#roots.keys()].filter((id) => !stay.has(id));
    const collections = gone.flatMap((id) => [...this.collectionsOf(id)]);
    gone.forEach((id) => {
      this.#roots.delete(id);
      this.#causes.touch(id);
    });
    ids.forEach((id) => this.#root(id));
    const before = this.#shown;
    this.#shown = ids;
    collections.forEach((collection) => this.#statusChanged.fire(collection));
    if (ids.length !== before.length || ids.some((id, index) => id !== before[index])) {
      this.#changed.fire({ what: 'roots' });
    }
  }

  setStatus(collection: Collection, status: CollectionStatus): void {
    this.#listen(status);
    this.#tell(collection.project, this.#root(collection.project).setStatus(collection, status));
    this.#statusChanged.fire(collection);
  }

  /** A service of a project (or a whole project) that failed before any of its collections was known; undefined clears. */
  setServiceProblem(
    project: string | undefined,
    service: ServiceName | undefined,
    error: ApiErrorFacts | undefined,
  ): void {
    this.#tell(project, this.#root(project).setProblem(service, error));
  }

  /** A refresh of a root begins; several may be under way. */
  beginReading(project: string | undefined): void {
    this.#tell(project, this.#root(project).beginReading());
  }

  /** @param whole whether it came to its end, whatever it met on the way. */
  endReading(project: string | undefined, whole: boolean): void {
    this.#tell(project, this.#root(project).endReading(whole));
  }

  /** Forgets a collection that is no longer asked. */
  remove(collection: Collection): void {
    this.#tell(collection.project, this.#root(collection.project).remove(collection));
    this.#statusChanged.fire(collection);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#statusChanged.dispose();
  }

  #listen(status: CollectionStatus): void {
    if (status.state === 'read') {
      this.#lastRead = status.at;
      this.#silent = false;
    } else if (status.state === 'failed') {
      this.#silent = status.error.kind === 'network';
    }
  }

  #isUnreachable(): boolean {
    const unreachable = this.causes
      .flatMap(({ problems }) => problems)
      .flatMap(({ project, error }) => (project !== undefined && error.kind === 'network' ? [project] : []));
    return new Set(unreachable).size >= this.#shown.filter((id) => id !== undefined).length;
  }

  #root(id: string | undefined): SurveyedRoot {
    let root = this.#roots.get(id);
    if (!root) {
      root = new SurveyedRoot(id);
      this.#roots.set(id, root);
    }
    return root;
  }

  #tell(project: string | undefined, changes: readonly RootChange[]): void {
    if (changes.includes('problems')) {
      this.#causes.touch(project);
    }
    changes.forEach((what) => this.#changed.fire({ what, project }));
  }
}
