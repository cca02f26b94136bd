import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { errorFacts, type ApiErrorFacts } from '../google/apiError.js';
import type { CredentialDescription } from '../google/credentials/credential.js';
import type { Google } from '../google/google.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import { CollectionPlan, type AskedPattern, type PlanSettings } from './collectionPlan.js';
import { disabledError } from './enabledServices.js';
import { LocationDirectory } from './locations.js';
import { atOnce } from './pace.js';

/** What was asked of whom, and what came of it. */
export interface Check {
  /** The project that was asked about; undefined outside projects. */
  readonly project: string | undefined;
  /** Product name of the API. */
  readonly api: string;
  readonly host: string;
  readonly location: string | undefined;
  /** Milliseconds until the answer; undefined where nothing was sent, because there is nothing to ask for. */
  readonly ms: number | undefined;
  /** Absent for an answer as the API documents it. */
  readonly error: ApiErrorFacts | undefined;
}

/** The same for an access token with one of `scopes`. */
export interface TokenCheck extends Pick<Check, 'ms' | 'error'> {
  readonly scopes: readonly string[];
}

export interface Diagnosis {
  readonly credential: CredentialDescription | undefined;
  readonly tokens: readonly TokenCheck[];
  /** Empty without any access token. */
  readonly checks: readonly Check[];
}

export interface DiagnosisParts {
  readonly google: Google;
  readonly services: readonly Service[];
  readonly projects: readonly string[];
  readonly settings: PlanSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called whenever a question was answered. */
  readonly onProgress: (answered: number, asked: number) => void;
}

/**
 * Asks every API that the view depends on one question, all at once: a token for each scope, the list of projects, and in
 * each project the enabled APIs and one page of each service's operations. Nothing is cached and nothing is kept.
 * @throws the signal's reason when it aborts, and nothing else: what goes wrong is what is reported.
 */
export async function diagnose(parts: DiagnosisParts): Promise<Diagnosis> {
  const examination = new Examination(parts);
  const credential = await parts.google.credential.describe().catch(() => undefined);
  const tokens = await examination.tokens();
  const checks = tokens.some(({ error }) => !error) ? await examination.checks() : [];
  parts.signal.throwIfAborted();
  return { credential, tokens, checks };
}

/** One run, with its count of questions. */
class Examination {
  readonly #parts: DiagnosisParts;
  readonly #plan: CollectionPlan;
  #asked = 0;
  #answered = 0;

  constructor(parts: DiagnosisParts) {
    this.#parts = parts;
    const locations = new LocationDirectory(parts.google.locations, parts.clock, parts.log);
    this.#plan = new CollectionPlan({ locations, parents: parts.google.parents }, parts.settings);
  }

  tokens(): Promise<TokenCheck[]> {
    const { services, google, signal } = this.#parts;
    const scopes = new Map(services.map((service) => [service.scopes.read.join(' '), service.scopes.read]));
    return Promise.all(
      [...scopes.values()].map(async (any) => ({
        scopes: any,
        ...(await this.#time(() => google.credential.accessToken(any, signal))),
      })),
    );
  }

  async checks(): Promise<Check[]> {
    const { projects, services } = this.#parts;
    const outside = services.filter((service) => this.#plan.patterns(service, undefined).length > 0);
    const groups = await Promise.all([
      this.#projectList(),
      ...projects.map((project) => this.#project(project)),
      ...outside.map((service) => this.#service(service, undefined)),
    ]);
    return groups.flat();
  }

  async #projectList(): Promise<Check[]> {
    const { google, signal } = this.#parts;
    const ask = (): Promise<void> => firstOf(google.projects.search('', { signal }));
    const about = { project: undefined, location: undefined };
    const host = 'cloudresourcemanager.googleapis.com';
    return [{ ...about, api: 'Cloud Resource Manager', host, ...(await this.#time(ask)) }];
  }

  async #project(project: string): Promise<Check[]> {
    const { google, services, signal } = this.#parts;
    const asked = services.filter((service) => this.#plan.patterns(service, project).length > 0);
    let hosts: ReadonlySet<string> | undefined;
    const usage = await this.#time(async () => {
      hosts = await google.services.enabled(project, { signal });
    });
    const about = { project, location: undefined };
    const checks = await Promise.all(
      asked.map((service) =>
        hosts?.has(service.host) === false
          ? Promise.resolve([notEnabled(service, project)])
          : this.#service(service, project),
      ),
    );
    return [
      { ...about, api: 'Service Usage', host: 'serviceusage.googleapis.com', ...usage },
      ...(asked.some(needsRegions) ? [await this.#regions(project)] : []),
      ...checks.flat(),
    ];
  }

  async #regions(project: string): Promise<Check> {
    const { google, signal } = this.#parts;
    const ask = (): Promise<unknown> => google.locations.computeRegions(project, { signal });
    const about = { project, location: undefined };
    return { ...about, api: 'Compute Engine', host: 'compute.googleapis.com', ...(await this.#time(ask)) };
  }

  /** One page of the first collection of a service. */
  async #service(service: Service, project: string | undefined): Promise<Check[]> {
    const { google, signal } = this.#parts;
    const [pattern] = this.#plan.patterns(service, project);
    const about = { project, api: service.title, host: service.host };
    let first: Collection | undefined;
    const planned = await this.#time(async () => {
      first = pattern && (await this.#firstCollection(service, pattern, project));
    });
    const found = first;
    if (planned.error || !found) {
      const { error } = planned;
      return [{ ...about, location: undefined, ms: error ? planned.ms : undefined, error }];
    }
    const listed = await this.#time(() => firstOf(google.operations.list(found, { signal })));
    return [{ ...about, location: found.location, ...listed }];
  }

  async #firstCollection(service: Service, pattern: AskedPattern, project: string | undefined) {
    return (await this.#plan.collections(service, pattern, project, atOnce(this.#parts.signal)))[0];
  }

  async #time(ask: () => Promise<unknown>): Promise<Pick<Check, 'ms' | 'error'>> {
    const { clock, onProgress } = this.#parts;
    onProgress(this.#answered, ++this.#asked);
    const start = clock.monotonic();
    let error: ApiErrorFacts | undefined;
    try {
      await ask();
    } catch (thrown) {
      error = errorFacts(thrown);
    }
    onProgress(++this.#answered, this.#asked);
    return { ms: Math.round(clock.monotonic() - start), error };
  }
}

/** Service Usage has said so, so that nobody else has to. */
function notEnabled(service: Service, project: string): Check {
  const { title, host } = service;
  return { project, api: title, host, location: undefined, ms: undefined, error: disabledError(service, project) };
}

function needsRegions({ collections }: Service): boolean {
  return collections.some(({ locations }) => locations.from === 'computeRegions');
}

/** Asks for the first page alone. */
async function firstOf(pages: AsyncIterable<unknown>): Promise<void> {
  const iterator = pages[Symbol.asyncIterator]();
  await iterator.next();
  await iterator.return?.();
}
