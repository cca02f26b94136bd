import type { Clock } from '../base/clock.js';
import type { OperationPage, PageMark } from '../google/apis/operationsApi.js';
import type { Collection } from '../operations/collection.js';
import type { ListingPass, OperationStore } from '../operations/store.js';
import { PageMemory, type RememberedPage } from './pageMemory.js';

/** One listing of a collection into the store, from its first page to its last, that knows pages of the one before. */
export class Listing {
  readonly #store: OperationStore;
  readonly #collection: Collection;
  readonly #known: PageMemory | undefined;
  readonly #clock: Clock;
  readonly #pass: ListingPass;
  readonly #pages: RememberedPage[] = [];
  /** Those of them that were known again and that the pass has not been told of. */
  #untold: RememberedPage[] = [];
  #recalled: RememberedPage | undefined;
  /** Of the collection in the store, as this listing left it. */
  #revision: number;
  /** Each page is in the store as it came, and nobody else has changed that in the meantime. */
  #faithful = true;

  constructor(store: OperationStore, collection: Collection, known: PageMemory | undefined, clock: Clock) {
    this.#store = store;
    this.#collection = collection;
    this.#known = known?.isOf(store.revision(collection)) ? known : undefined;
    this.#clock = clock;
    this.#pass = store.beginListing(collection);
    this.#revision = store.revision(collection);
  }

  /** See `ListOptions.recall`. */
  readonly recall = (digest: string): PageMark | undefined => {
    this.#recalled = this.#isOurs() ? this.#known?.recall(digest, this.#clock.monotonic()) : undefined;
    return this.#recalled?.mark;
  };

  /** Takes in a page; the locations that it says could not be reached. */
  take({ readings, unreachable, mark, unchanged }: OperationPage): readonly string[] {
    const recalled = unchanged ? this.#recalled : undefined;
    if (recalled) {
      this.#pages.push(recalled);
      this.#untold.push(recalled);
      return recalled.unreachable;
    }
    const names = this.#changing(() => this.#pass.page(readings));
    if (mark && names) {
      this.#pages.push({ mark, names, unreachable, readAt: this.#clock.monotonic() });
    } else {
      this.#faithful = false;
    }
    return unreachable;
  }

  /** Names that the listing has shown. */
  names(): ReadonlySet<string> {
    this.#untold.forEach(({ names }) => this.#pass.pageAgain(names));
    this.#untold = [];
    return this.#pass.names;
  }

  /** The last page has been read: what was not in any page is gone. */
  complete(): void {
    // The very pages of last time, and the store as they left it: nothing can be gone.
    if (this.#untold.length === this.#pages.length && this.#untold.length === this.#known?.size && this.#isOurs()) {
      return;
    }
    this.names();
    this.#changing(() => this.#pass.complete());
  }

  /** What to remember of it; undefined when its pages alone do not tell what the store holds. */
  memory(): PageMemory | undefined {
    return this.#faithful && this.#isOurs() ? new PageMemory(this.#pages, this.#revision) : undefined;
  }

  #changing<T>(change: () => T): T {
    this.#faithful &&= this.#isOurs();
    const result = change();
    this.#revision = this.#store.revision(this.#collection);
    return result;
  }

  #isOurs(): boolean {
    return this.#store.revision(this.#collection) === this.#revision;
  }
}
