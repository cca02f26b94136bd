import type { OperationPage, PageMark } from '../google/apis/operationsApi.js';

/** A page as it last was. Its names are the store's own, so a page of a hundred takes a kilobyte. */
export interface RememberedPage extends Pick<OperationPage, 'unreachable'> {
  readonly mark: PageMark;
  readonly names: readonly string[];
  /** When it was parsed, by the monotonic clock. */
  readonly readAt: number;
}

/** For so long a digest is taken for the page itself: bounds how long what a digest misses can go unseen. */
const TRUSTED_MS = 60 * 60_000;

/** The pages of a collection's last complete listing, good as long as the store holds what they showed. */
export class PageMemory {
  readonly #pages: ReadonlyMap<string, RememberedPage>;
  readonly #revision: number;

  /** @param revision of the collection in the store, when all it knew of the collection was what these pages showed. */
  constructor(pages: Iterable<RememberedPage>, revision: number) {
    this.#pages = new Map([...pages].map((page) => [page.mark.digest, page]));
    this.#revision = revision;
  }

  get size(): number {
    return this.#pages.size;
  }

  /** Whether the store still holds what the pages showed. */
  isOf(revision: number): boolean {
    return revision === this.#revision;
  }

  recall(digest: string, now: number): RememberedPage | undefined {
    const page = this.#pages.get(digest);
    return page && now - page.readAt < TRUSTED_MS ? page : undefined;
  }
}
