import type { Clock } from '../base/clock.js';
import { ApiError, errorFactsOrFault, type ApiErrorFacts } from '../google/apiError.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';
import { Listing } from './listing.js';
import type { PageMemory } from './pageMemory.js';
import type { Survey } from './survey.js';

/** How a listing ended. */
export interface Listed {
  /** Names that the listing showed. */
  readonly names: ReadonlySet<string>;
  /** Absent when every page arrived. */
  readonly error: ApiErrorFacts | undefined;
}

/** A listing that has not ended. */
interface UnderWay {
  /** Nobody asks for the collection any more: nothing of it is to be taken in or noted. */
  dropped: boolean;
  ended: Promise<Listed>;
}

/**
 * Reads one collection into the store, page by page, and notes in the survey how it went. It remembers the pages of the
 * last complete listing: one that comes again byte by byte, while the store still holds what it showed, costs no parsing,
 * no reading and no event. What the survey asks for no longer leaves the store with it.
 */
export class Lister {
  readonly #api: OperationsApi;
  readonly #store: OperationStore;
  readonly #survey: Survey;
  readonly #clock: Clock;
  readonly #underWay = new Map<string, UnderWay>();
  readonly #memories = new Map<string, PageMemory>();

  constructor(api: OperationsApi, store: OperationStore, survey: Survey, clock: Clock) {
    this.#api = api;
    this.#store = store;
    this.#survey = survey;
    this.#clock = clock;
    survey.onDidChangeStatus((collection) => {
      if (survey.status(collection) === undefined) {
        this.#drop(collection);
      }
    });
  }

  /** See `CallOptions` for `onSent`. Never throws. Refresh and poller that want the same collection at once share one listing. */
  list(collection: Collection, signal: AbortSignal, onSent?: () => void): Promise<Listed> {
    const shared = this.#underWay.get(collection.id);
    if (shared) {
      return shared.ended;
    }
    const underWay: Omit<UnderWay, 'ended'> = { dropped: false };
    const ended = this.#list(collection, underWay, signal, onSent).finally(() => {
      if (!underWay.dropped) {
        this.#underWay.delete(collection.id);
      }
    });
    this.#underWay.set(collection.id, Object.assign(underWay, { ended }));
    return ended;
  }

  #drop(collection: Collection): void {
    const underWay = this.#underWay.get(collection.id);
    if (underWay) {
      underWay.dropped = true;
      this.#underWay.delete(collection.id);
    }
    this.#memories.delete(collection.id);
    this.#store.drop(collection);
  }

  async #list(
    collection: Collection,
    underWay: Pick<UnderWay, 'dropped'>,
    signal: AbortSignal,
    onSent: (() => void) | undefined,
  ): Promise<Listed> {
    const before = this.#survey.status(collection);
    this.#survey.setStatus(collection, { state: 'reading' });
    const unreachable = new Set<string>();
    const listing = new Listing(this.#store, collection, this.#memories.get(collection.id), this.#clock);
    try {
      for await (const page of this.#api.list(collection, { signal, onSent, recall: listing.recall })) {
        throwIfDropped(underWay);
        listing.take(page).forEach((location) => unreachable.add(location));
      }
      throwIfDropped(underWay);
    } catch (error) {
      const facts = errorFactsOrFault(error);
      if (underWay.dropped) {
        return listed(listing, facts);
      }
      if (facts === undefined || facts.kind === 'aborted') {
        this.#survey.setStatus(collection, before ?? { state: 'unread' });
      } else {
        const { retryAfterMs } = facts;
        const retryAt = retryAfterMs === undefined ? undefined : this.#clock.now() + retryAfterMs;
        this.#survey.setStatus(collection, { state: 'failed', at: this.#clock.monotonic(), error: facts, retryAt });
      }
      return listed(listing, facts);
    }
    // Operations of a location that did not answer are not gone: they stay as they were last seen.
    if (unreachable.size === 0) {
      listing.complete();
    }
    const memory = listing.memory();
    if (memory) {
      this.#memories.set(collection.id, memory);
    } else {
      this.#memories.delete(collection.id);
    }
    this.#survey.setStatus(collection, { state: 'read', at: this.#clock.monotonic(), unreachable: [...unreachable] });
    return listed(listing, undefined);
  }
}

function throwIfDropped({ dropped }: Pick<UnderWay, 'dropped'>): void {
  if (dropped) {
    throw new ApiError({ kind: 'aborted', message: 'No longer asked for' });
  }
}

/** The names are put together when they are asked for: most listings that change nothing are not asked. */
function listed(listing: Listing, error: ApiErrorFacts | undefined): Listed {
  return {
    get names() {
      return listing.names();
    },
    error,
  };
}
