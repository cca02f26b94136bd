import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { ApiError, errorFacts, errorFactsOrFault, type ApiErrorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { CredentialDescription } from '../google/credentials/credential.js';
import type { Google } from '../google/google.js';
import { isProjectFolder } from '../google/projectId.js';
import { isSecond } from '../google/serviceCatalog/collectionAt.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';
import type { AskedPattern, CollectionPlan } from './collectionPlan.js';
import { disabledError, type EnabledServices } from './enabledServices.js';
import { FanOut } from './fanOut.js';
import type { FolderProjects } from './folderProjects.js';
import type { Lister } from './lister.js';
import { atOnce, Turns, type Pace, type TurnsParts } from './pace.js';
import { unknownProject } from './projectAccess.js';
import { belongsToProjects, rootsOf, type RefreshSettings } from './roots.js';
import type { Survey } from './survey.js';
import type { HeldPlaces } from './heldPlaces.js';

export interface RefreshParts {
  readonly google: Google;
  readonly store: OperationStore;
  readonly survey: Survey;
  readonly lister: Lister;
  readonly plan: CollectionPlan;
  readonly enabled: EnabledServices;
  readonly folders: FolderProjects;
  readonly clock: Clock;
  readonly log: Log;
}

/** For a look at so much that it is spread out in time. */
export interface Spread extends Pick<TurnsParts, 'budgets' | 'isWanted' | 'random'> {
  readonly held: Pick<HeldPlaces, 'collections' | 'onDidRecall'>;
}

/**
 * One refresh of everything or of one root, from its first request to its last. Ended early it leaves what it has read.
 * Second lists are asked when the others of their service have been, or left to the agenda.
 */
export class RefreshPass extends Owner {
  /** Something passing kept it from learning what there is to look at: nobody looks there unless everything is asked again. */
  missed = false;
  readonly #parts: RefreshParts;
  readonly #settings: RefreshSettings;
  readonly #fanOut: FanOut;
  readonly #pace: Pace;
  readonly #spread: Spread | undefined;
  #asksSeconds = false;
  /** What stops everything. */
  #failure: ApiErrorFacts | undefined;

  /** @param spread absent: everything is asked at once. */
  constructor(parts: RefreshParts, settings: RefreshSettings, spread?: Spread) {
    super();
    this.#parts = parts;
    this.#settings = settings;
    this.#spread = spread;
    this.#fanOut = this.own(new FanOut(parts.lister, parts.clock));
    const { signal } = this.#fanOut;
    this.#pace = spread ? this.own(new Turns({ ...spread, ...parts, signal })) : atOnce(signal);
  }

  /** Somebody asked for everything there is: second lists too, which are left to the agenda without this. */
  askSeconds(): void {
    this.#asksSeconds = true;
  }

  /** Never throws. @param scope the root to read; all without it. */
  async run(scope: { readonly project: string | undefined } | undefined): Promise<void> {
    const { survey, log, folders } = this.#parts;
    try {
      const roots = await this.#roots();
      survey.setGeneral(undefined);
      survey.setProjects(roots);
      this.#beginWithHeld(roots);
      if (this.#spread) {
        this.own(this.#spread.held.onDidRecall(() => this.#beginWithHeld(roots)));
      }
      const wanted: readonly (string | undefined)[] =
        scope?.project === undefined ? [undefined] : folders.expand([scope.project]);
      const asked = scope ? roots.filter((root) => wanted.includes(root)) : roots;
      await Promise.all(asked.map((root) => this.#readRoot(root)));
    } catch (error) {
      this.#giveUp(error);
    }
    if (this.#failure) {
      log.warn(`refresh stopped: ${this.#failure.kind}: ${this.#failure.message}`);
      if (isEmpty(survey.collections())) {
        // Roots that were shown in advance would only hide what helps.
        survey.setProjects([]);
      }
      survey.setGeneral(this.#failure);
      this.#noteMissed(this.#failure);
    }
  }

  #noteMissed(error: ApiErrorFacts | undefined): void {
    this.missed ||= error !== undefined && errorThat('passes', error.kind);
  }

  /** Where something was before is looked at before anything else is asked for. */
  #beginWithHeld(roots: readonly (string | undefined)[]): void {
    const chosen = new Set(this.#settings.services.map(({ id }) => id));
    const held = this.#spread?.held.collections() ?? [];
    this.#leave(held.filter(({ project, service }) => roots.includes(project) && chosen.has(service)));
  }

  /** Leaves listings to the agenda, which has them made as the budget lets it. */
  #leave(collections: readonly Collection[]): void {
    const { survey } = this.#parts;
    const news = collections.filter((collection) => survey.status(collection) === undefined);
    news.forEach((collection) => survey.setStatus(collection, { state: 'waiting' }));
  }

  /** Where one root says that nothing can be read, the others ask no further. */
  #giveUp(error: unknown): void {
    const facts = errorFactsOrFault(error);
    if (facts && facts.kind !== 'aborted') {
      this.#failure ??= facts;
      this.#fanOut.dispose();
    }
  }

  /**
   * The roots of the tree. Asks for a token first, so that a missing credential is one message and the fan-out starts
   * with a token in hand.
   * @throws ApiError when there is no usable credential.
   */
  async #roots(): Promise<readonly (string | undefined)[]> {
    const { credential } = this.#parts.google;
    const { services, projects } = this.#settings;
    const outside = services.filter((service) => !belongsToProjects(service));
    const inside = services.filter(belongsToProjects);
    const noted = this.#noteCredential();
    await credential.accessToken((inside[0] ?? outside[0])?.scopes.read ?? [], this.#fanOut.signal);
    const own = inside.length > 0 && projects.length === 0 ? (await noted)?.project : undefined;
    if (inside.length > 0) {
      await this.#parts.folders.read(projects, this.#pace);
    }
    return rootsOf(this.#settings, own, this.#parts.folders);
  }

  /** Whose credential it is can be told even where it gives no token: then it matters most. Never throws. */
  async #noteCredential(): Promise<CredentialDescription | undefined> {
    const description = await this.#parts.google.credential.describe().catch(() => undefined);
    this.#parts.survey.setCredential(description);
    return description;
  }

  /**
   * Reads all services of one root, and takes out what is no longer asked of it: a region that a setting narrows away. A
   * folder has none: its projects are roots.
   */
  async #readRoot(project: string | undefined): Promise<void> {
    const { survey, folders } = this.#parts;
    survey.beginReading(project);
    if (project !== undefined && isProjectFolder(project)) {
      const error = folders.errorOf(project);
      survey.setServiceProblem(project, undefined, error);
      this.#noteMissed(error);
      survey.endReading(project, true);
      return;
    }
    let planned: readonly (readonly string[] | undefined)[] = [undefined];
    try {
      planned = await Promise.all((await this.#askable(project)).map((service) => this.#readService(service, project)));
    } catch (error) {
      this.#giveUp(error);
    }
    const whole = !this.#fanOut.disposed && !planned.includes(undefined);
    if (whole) {
      const ids = new Set(planned.flatMap((some) => some ?? []));
      const known = [...survey.collectionsOf(project)];
      known.filter(({ id }) => !ids.has(id)).forEach((collection) => survey.remove(collection));
    }
    survey.endReading(project, whole);
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
    const { signal } = this.#fanOut;
    const inside = services.filter(belongsToProjects);
    const answer = await enabled.in(project, this.#pace);
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

  /** Ids of its collections; undefined where not all were learned before the end. */
  async #readService(service: Service, project: string | undefined): Promise<readonly string[] | undefined> {
    const patterns = this.#parts.plan.patterns(service, project);
    const read = (some: readonly AskedPattern[]): Promise<readonly (readonly string[] | undefined)[]> =>
      Promise.all(some.map((pattern) => this.#readPattern(service, pattern, project)));
    const firsts = await read(patterns.filter((pattern) => !isSecond(service, pattern)));
    const seconds = await read(patterns.filter((pattern) => isSecond(service, pattern)));
    return [...firsts, ...seconds].reduce((all, ids) => all && ids && [...all, ...ids], []);
  }

  /** Ids of the collections that belong to the pattern; undefined where that was not learned before the end. */
  async #readPattern(
    service: Service,
    pattern: AskedPattern,
    project: string | undefined,
  ): Promise<readonly string[] | undefined> {
    const { survey, store, plan } = this.#parts;
    const planned = (): Promise<readonly Collection[]> => plan.collections(service, pattern, project, this.#pace);
    try {
      const wildcard = plan.usesWildcard(service, pattern);
      let collections = await planned();
      survey.setServiceProblem(project, service, undefined);
      if (this.#spread ? !wildcard : isSecond(service, pattern) && !this.#asksSeconds) {
        this.#leave(collections);
        return collections.map(({ id }) => id);
      }
      const errors = await this.#list(collections);
      if (wildcard && errors.some(({ kind }) => errorThat('refusesWildcard', kind))) {
        plan.refusedWildcard(service);
        const refused = collections;
        collections = await planned();
        // It may have worked before: what it showed stays until its own location has been read.
        refused.forEach((collection) => store.handOver(collection, collections));
        if (this.#spread) {
          this.#leave(collections);
        } else {
          await this.#fanOut.list(collections);
        }
      }
      return collections.map((collection) => collection.id);
    } catch (error) {
      const facts = errorFacts(error);
      // Outside projects another scope is asked for than inside: that there is no token for it says nothing of the rest.
      if (facts.kind === 'aborted' || (errorThat('stopsEverything', facts.kind) && project !== undefined)) {
        this.#giveUp(error);
        return undefined;
      }
      survey.setServiceProblem(project, service, facts);
      this.#noteMissed(facts);
      // Rows that were read before stay: that the locations cannot be listed now does not make them untrue.
      return [...survey.collectionsOf(project)].filter((known) => known.service === service.id).map(({ id }) => id);
    }
  }

  /** @throws ApiError where no other collection can be read either. */
  #list(collections: readonly Collection[]): Promise<readonly ApiErrorFacts[]> {
    return this.#spread ? this.#listInTurn(collections) : this.#fanOut.list(collections);
  }

  async #listInTurn(collections: readonly Collection[]): Promise<readonly ApiErrorFacts[]> {
    const { lister } = this.#parts;
    const listings = collections.map((collection) =>
      this.#pace.run('quiet', collection.project, ({ onSent }) => lister.list(collection, this.#fanOut.signal, onSent)),
    );
    const errors = (await Promise.all(listings)).flatMap(({ error }) => error ?? []);
    const last = errors.find(({ kind }) => errorThat('stopsEverything', kind));
    if (last) {
      throw new ApiError(last);
    }
    return errors;
  }
}

function isEmpty(values: Iterable<unknown>): boolean {
  return values[Symbol.iterator]().next().done === true;
}
