import { sharedAbortController } from '../base/abort.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { ApiError, errorFacts, errorFactsOrFault, type ApiErrorFacts } from '../google/apiError.js';
import type { CredentialDescription } from '../google/credentials/credential.js';
import type { Google } from '../google/google.js';
import { isInProject } from '../google/serviceCatalog/collectionAt.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';
import type { AskedPattern, CollectionPlan, PlanSettings } from './collectionPlan.js';
import { stopsEverything } from './errorKinds.js';
import { disabledError, type EnabledServices } from './enabledServices.js';
import type { Lister } from './lister.js';
import type { LocationDirectory } from './locations.js';
import { unknownProject } from './projectAccess.js';
import type { Survey } from './survey.js';

/** What to ask for. */
export interface RefreshSettings extends PlanSettings {
  /** Project ids; empty for the one that the credential names. */
  readonly projects: readonly string[];
  /** Projects that are left out, wherever they come from. */
  readonly hiddenProjects?: readonly string[] | undefined;
  readonly services: readonly Service[];
  /** `services` is the whole catalogue: those that a project has not enabled are nothing to be told about. */
  readonly everyEnabledService?: boolean | undefined;
}

interface RefresherParts {
  readonly google: Google;
  readonly store: OperationStore;
  readonly survey: Survey;
  readonly lister: Lister;
  readonly plan: CollectionPlan;
  readonly locations: LocationDirectory;
  readonly enabled: EnabledServices;
  readonly log: Log;
}

/**
 * The fan-out: projects × services × locations, all at once as far as the client's bounds allow. Rows appear as their
 * answers arrive; what fails becomes a problem in the survey while the rest goes on.
 */
export class Refresher extends Owner {
  readonly #parts: RefresherParts;
  readonly #settings: RefreshSettings;
  readonly #abort = sharedAbortController();
  readonly #busyChanged = this.own(new Emitter<boolean>());
  readonly #underWay = new Map<string, Promise<void>>();

  /** Fires with `true` when the first of several refreshes starts and with `false` when the last one ends. */
  readonly onDidChangeBusy: Event<boolean> = this.#busyChanged.event;

  constructor(parts: RefresherParts, settings: RefreshSettings) {
    super();
    this.#parts = parts;
    this.#settings = settings;
    this.own({ dispose: () => this.#abort.abort() });
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /**
   * Reads everything, or one root of the tree. Never throws; a refresh of the same scope that is under way is joined.
   */
  refresh(scope?: { readonly project: string | undefined }): Promise<void> {
    const key = scope ? `project ${scope.project ?? ''}` : 'all';
    const shared = this.#underWay.get(key) ?? this.#underWay.get('all');
    if (shared) {
      return shared;
    }
    const pass = this.#refresh(scope).finally(() => {
      this.#underWay.delete(key);
      if (!this.busy) {
        this.#busyChanged.fire(false);
      }
    });
    this.#underWay.set(key, pass);
    if (this.#underWay.size === 1) {
      this.#busyChanged.fire(true);
    }
    return pass;
  }

  /** The next refresh asks again which APIs are enabled and which locations there are. */
  forgetPlan(): void {
    this.#parts.enabled.forget();
    this.#parts.locations.forget();
  }

  async #refresh(scope: { readonly project: string | undefined } | undefined): Promise<void> {
    const { survey, log } = this.#parts;
    try {
      const roots = await this.#roots();
      survey.setGeneral(undefined);
      survey.setProjects(roots);
      const asked = scope ? roots.filter((root) => root === scope.project) : roots;
      const planned = await Promise.all(asked.map((root) => this.#readRoot(root)));
      this.#forget(new Set(planned.flat()), scope);
    } catch (error) {
      const facts = errorFactsOrFault(error);
      if (facts && facts.kind !== 'aborted') {
        log.warn(`refresh stopped: ${facts.kind}: ${facts.message}`);
        survey.setGeneral(facts);
      }
    }
  }

  /**
   * The roots of the tree. Asks for a token first, so that a missing credential is one message and the fan-out starts
   * with a token in hand.
   * @throws ApiError when there is no usable credential.
   */
  async #roots(): Promise<(string | undefined)[]> {
    const { credential } = this.#parts.google;
    const { services, projects, hiddenProjects = [] } = this.#settings;
    const outside = services.filter((service) => !belongsToProjects(service));
    const inside = services.filter(belongsToProjects);
    const noted = this.#noteCredential();
    await credential.accessToken((inside[0] ?? outside[0])?.scopes.read ?? [], this.#abort.signal);
    const own = inside.length > 0 && projects.length === 0 ? (await noted)?.project : undefined;
    const asked = own === undefined ? projects : [own];
    const roots: (string | undefined)[] = inside.length > 0 ? asked.filter((id) => !hiddenProjects.includes(id)) : [];
    return outside.length > 0 ? [...roots, undefined] : roots;
  }

  /** Whose credential it is can be told even where it gives no token: then it matters most. Never throws. */
  async #noteCredential(): Promise<CredentialDescription | undefined> {
    const description = await this.#parts.google.credential.describe().catch(() => undefined);
    if (!this.disposed) {
      this.#parts.survey.setCredential(description);
    }
    return description;
  }

  /** Reads all services of one root; the ids of the collections that it consists of. */
  async #readRoot(project: string | undefined): Promise<string[]> {
    const { plan } = this.#parts;
    const ids = await Promise.all(
      (await this.#askable(project)).flatMap((service) =>
        plan.patterns(service, project).map((pattern) => this.#readPattern(service, pattern, project)),
      ),
    );
    return ids.flat();
  }

  /**
   * The services whose API is enabled; the others are noted, unless every enabled service was asked for. None where there
   * is nothing for this account.
   */
  async #askable(project: string | undefined): Promise<readonly Service[]> {
    const { services, everyEnabledService } = this.#settings;
    if (project === undefined) {
      return services;
    }
    const { google, enabled, survey } = this.#parts;
    const { signal } = this.#abort;
    const inside = services.filter(belongsToProjects);
    const answer = await enabled.in(project, signal);
    if ('error' in answer) {
      const unknown = await unknownProject(google.projects, project, inside, answer.error, signal);
      survey.setServiceProblem(project, undefined, unknown);
      inside.forEach((service) => unknown && survey.setServiceProblem(project, service, undefined));
      return unknown ? [] : services;
    }
    survey.setServiceProblem(project, undefined, undefined);
    for (const service of everyEnabledService ? [] : inside) {
      if (!answer.hosts.has(service.host)) {
        survey.setServiceProblem(project, service, disabledError(service, project));
      }
    }
    return services.filter(({ host }) => answer.hosts.has(host));
  }

  async #readPattern(service: Service, pattern: AskedPattern, project: string | undefined): Promise<string[]> {
    const { survey, store, plan } = this.#parts;
    const planned = (): Promise<readonly Collection[]> =>
      plan.collections(service, pattern, project, this.#abort.signal);
    try {
      const wildcard = plan.usesWildcard(service, pattern);
      let collections = await planned();
      survey.setServiceProblem(project, service, undefined);
      const errors = await this.#readCollections(collections);
      if (wildcard && errors.some((error) => error && refusesWildcard(error))) {
        plan.refusedWildcard(service);
        const refused = collections;
        collections = await planned();
        // It may have worked before: what it showed stays until its own location has been read.
        refused.forEach((collection) => store.handOver(collection, collections));
        await this.#readCollections(collections);
      }
      return collections.map((collection) => collection.id);
    } catch (error) {
      const facts = errorFacts(error);
      // Outside projects another scope is asked for than inside: that there is no token for it says nothing of the rest.
      if (facts.kind === 'aborted' || (stopsEverything(facts.kind) && project !== undefined)) {
        throw error;
      }
      survey.setServiceProblem(project, service, facts);
      // Rows that were read before stay: that the locations cannot be listed now does not make them untrue.
      return [...survey.collections()]
        .filter((collection) => collection.service === service.id && collection.project === project)
        .map((collection) => collection.id);
    }
  }

  #readCollections(collections: readonly Collection[]): Promise<(ApiErrorFacts | undefined)[]> {
    return Promise.all(collections.map((collection) => this.#readCollection(collection)));
  }

  /** @throws ApiError only where no other collection can be read either. */
  async #readCollection(collection: Collection): Promise<ApiErrorFacts | undefined> {
    const { error } = await this.#parts.lister.list(collection, this.#abort.signal);
    if (error && error.kind !== 'aborted') {
      this.#parts.log.info(`list ${collection.id}: ${error.kind} ${error.httpStatus ?? ''}`);
    }
    if (error && stopsEverything(error.kind) && collection.project !== undefined) {
      throw new ApiError(error);
    }
    return error;
  }

  /** Takes out what is no longer asked: a project that was removed, a region that a setting narrows away. */
  #forget(planned: ReadonlySet<string>, scope: { readonly project: string | undefined } | undefined): void {
    const { survey, store, lister } = this.#parts;
    for (const collection of [...survey.collections()]) {
      const inScope = !scope || scope.project === collection.project;
      if (inScope && !planned.has(collection.id)) {
        survey.remove(collection);
        store.drop(collection);
        lister.forget(collection);
      }
    }
  }
}

/** What services without a documented `-` are known to answer: Cloud Tasks the first, Cloud Run the second. */
function refusesWildcard(error: ApiErrorFacts): boolean {
  return error.kind === 'invalidArgument' || error.kind === 'unimplemented';
}

function belongsToProjects(service: Service): boolean {
  return [...service.collections, ...(service.nested ?? [])].some(isInProject);
}
