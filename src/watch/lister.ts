import type { Clock } from '../base/clock.js';
import { toApiError, type ApiErrorFacts } from '../google/apiError.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';
import type { Survey } from './survey.js';

/** How a listing ended. */
export interface Listed {
  /** Names that the listing showed. */
  readonly names: ReadonlySet<string>;
  /** Absent when every page arrived. */
  readonly error: ApiErrorFacts | undefined;
}

/** Reads one collection into the store, page by page, and notes in the survey how it went. */
export class Lister {
  readonly #api: OperationsApi;
  readonly #store: OperationStore;
  readonly #survey: Survey;
  readonly #clock: Clock;
  readonly #underWay = new Map<string, Promise<Listed>>();

  constructor(api: OperationsApi, store: OperationStore, survey: Survey, clock: Clock) {
    this.#api = api;
    this.#store = store;
    this.#survey = survey;
    this.#clock = clock;
  }

  /** Never throws. Refresh and poller that want the same collection at once share one listing. */
  list(collection: Collection, signal: AbortSignal): Promise<Listed> {
    const shared = this.#underWay.get(collection.id);
    if (shared) {
      return shared;
    }
    const listing = this.#list(collection, signal).finally(() => this.#underWay.delete(collection.id));
    this.#underWay.set(collection.id, listing);
    return listing;
  }

  async #list(collection: Collection, signal: AbortSignal): Promise<Listed> {
    const before = this.#survey.status(collection);
    this.#survey.setStatus(collection, { state: 'reading' });
    const pass = this.#store.beginListing(collection);
    const names = new Set<string>();
    const unreachable = new Set<string>();
    try {
      for await (const page of this.#api.list(collection, { signal })) {
        pass.page(page.readings);
        page.readings.forEach((reading) => names.add(reading.name));
        page.unreachable.forEach((location) => unreachable.add(location));
      }
    } catch (error) {
      const { facts } = toApiError(error);
      if (facts.kind === 'aborted') {
        this.#survey.setStatus(collection, before ?? { state: 'unread' });
      } else {
        this.#survey.setStatus(collection, { state: 'failed', at: this.#clock.now(), error: facts });
      }
      return { names, error: facts };
    }
    // Operations of a location that did not answer are not gone: they stay as they were last seen.
    if (unreachable.size === 0) {
      pass.complete();
    }
    this.#survey.setStatus(collection, { state: 'read', at: this.#clock.now(), unreachable: [...unreachable] });
    return { names, error: undefined };
  }
}
