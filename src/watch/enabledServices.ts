import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { Remembered } from '../base/remembered.js';
import { errorFacts, type ApiErrorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { ServicesApi } from '../google/apis/servicesApi.js';
import type { Service } from '../google/serviceCatalog/service.js';

/** APIs are enabled by hand and seldom; ten minutes spare a request per refresh. */
const keepForMs = 600_000;

/** Hosts of the enabled APIs, or why Service Usage did not tell. */
type Answer = { readonly hosts: ReadonlySet<string> } | { readonly error: ApiErrorFacts };

/** Which APIs are enabled in which project, so that an API that is not enabled is never asked. */
export class EnabledServices {
  readonly #api: ServicesApi;
  readonly #log: Log;
  readonly #known: Remembered<Answer>;

  constructor(api: ServicesApi, clock: Clock, log: Log) {
    this.#api = api;
    this.#log = log;
    this.#known = new Remembered(clock, keepForMs);
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
  in(project: string, signal: AbortSignal): Promise<Answer> {
    return this.#known.get(
      project,
      () => this.#ask(project, signal),
      (answer) => !('error' in answer) || !errorThat('passes', answer.error.kind),
    );
  }

  async #ask(project: string, signal: AbortSignal): Promise<Answer> {
    try {
      return { hosts: await this.#api.enabled(project, { signal }) };
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

/** What a disabled API would answer, without asking it (ErrorInfo reason SERVICE_DISABLED). */
export function disabledError(service: Service, project: string): ApiErrorFacts {
  const activationUrl = `https://console.developers.google.com/apis/api/${service.host}/overview?project=${encodeURIComponent(project)}`;
  return {
    kind: 'apiDisabled',
    message: `${service.title} API is not enabled in project ${project}.`,
    host: service.host,
    metadata: { service: service.host, consumer: `projects/${project}`, activationUrl },
  };
}
