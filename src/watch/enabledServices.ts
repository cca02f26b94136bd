import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { Remembered } from '../base/remembered.js';
import { errorFacts, type ApiErrorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { ServicesApi } from '../google/apis/servicesApi.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { CallOptions } from '../google/apis/operationsApi.js';
import type { Pace } from './pace.js';

/** APIs are enabled by hand and seldom; ten minutes spare a request per refresh. */
const keepForMs = 600_000;

/** Hosts of the enabled APIs, or why Service Usage did not tell. */
type Answer = { readonly hosts: ReadonlySet<string> } | { readonly error: ApiErrorFacts };

/** Which APIs are enabled in which project, so that an API that is not enabled is never asked. */
export class EnabledServices {
  readonly #api: ServicesApi;
  readonly #log: Log;
  readonly #known: Remembered<Answer>;
  readonly #hosts = new Map<string, ReadonlySet<string>>();

  constructor(api: ServicesApi, clock: Clock, log: Log) {
    this.#api = api;
    this.#log = log;
    this.#known = new Remembered(clock, keepForMs);
  }

  /** Hosts of the APIs that a project had enabled when it was last asked; undefined when nobody told. */
  enabledIn(project: string): ReadonlySet<string> | undefined {
    return this.#hosts.get(project);
  }

  /** The next look asks again. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * Hosts of the APIs enabled in a project, or the error where Service Usage does not tell (it may itself be disabled or
   * forbidden): then each service answers for itself.
   * @throws ApiError when there is no usable credential.
   */
  in(project: string, pace: Pace): Promise<Answer> {
    const get = (options: CallOptions): Promise<Answer> =>
      this.#known.get(
        project,
        () => this.#ask(project, options),
        (answer) => !('error' in answer) || !errorThat('passes', answer.error.kind),
      );
    return this.#known.has(project) ? get({}) : pace.run('lively', project, get);
  }

  async #ask(project: string, options: CallOptions): Promise<Answer> {
    try {
      const hosts = await this.#api.enabled(project, options);
      this.#hosts.set(project, hosts);
      return { hosts };
    } catch (error) {
      const facts = errorFacts(error);
      if (errorThat('stopsEverything', facts.kind) || facts.kind === 'aborted') {
        throw error;
      }
      this.#log.info(`enabled APIs of ${project} are not known: ${facts.kind}`);
      return { error: facts };
    }
  }
}

/** What a disabled API would answer, without asking it (ErrorInfo reason SERVICE_DISABLED), and so without its words. */
export function disabledError(service: Service, project: string): ApiErrorFacts {
  const activationUrl = `https://console.developers.google.com/apis/api/${service.host}/overview?project=${encodeURIComponent(project)}`;
  return {
    kind: 'apiDisabled',
    message: '',
    host: service.host,
    metadata: { service: service.host, consumer: `projects/${project}`, activationUrl },
  };
}
