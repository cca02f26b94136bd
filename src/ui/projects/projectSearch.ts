import type { Project, ProjectsApi } from '../../google/apis/projectsApi.js';

/** The projects that a credential can see, as far as they were read: page by page, and by what was searched for. */
export class ProjectSearch {
  readonly #api: Pick<ProjectsApi, 'search'>;
  readonly #signal: AbortSignal;
  readonly #found = new Map<string, Project>();
  readonly #searched = new Set<string>();
  readonly #pages: AsyncIterator<readonly Project[]>;
  #reading: Promise<void> | undefined;
  #ended = false;

  /** @param signal ends what is being read. */
  constructor(api: Pick<ProjectsApi, 'search'>, signal: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
    this.#pages = api.search('', { signal })[Symbol.asyncIterator]();
  }

  /** Everything that was read, by id. */
  get found(): readonly Project[] {
    return [...this.#found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** There may be projects that were not read yet. */
  get hasMore(): boolean {
    return !this.#ended;
  }

  /**
   * Reads the next page of all; calls that come while one is being read share it.
   * @throws ApiError when projects cannot be listed.
   */
  more(): Promise<void> {
    this.#reading ??= this.#readPage().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /**
   * Asks the server for projects whose id or name begins with `text`, once for each text and only while not everything was
   * read. One page: whoever gets more than two hundred types on.
   * @throws ApiError when projects cannot be listed.
   */
  async search(text: string): Promise<void> {
    const query = searchQuery(text);
    if (query === undefined || this.#ended || this.#searched.has(query)) {
      return;
    }
    this.#searched.add(query);
    for await (const page of this.#api.search(query, { signal: this.#signal })) {
      this.#keep(page);
      return;
    }
  }

  async #readPage(): Promise<void> {
    try {
      const page = await this.#pages.next();
      this.#ended = page.done === true;
      this.#keep(page.done === true ? [] : page.value);
    } catch (error) {
      // An iterator that threw has no more to give.
      this.#ended = true;
      throw error;
    }
  }

  #keep(page: readonly Project[]): void {
    page.forEach((project) => this.#found.set(project.id, project));
  }
}

/**
 * The query of projects:search for what was typed: conditions are alternatives, `*` stands for any end, and the case does
 * not matter (Cloud Resource Manager v3 reference). Quoted, because ids such as `example.com:etl` hold the colon of the
 * query language.
 * @returns undefined for less than two characters that can be searched for.
 */
export function searchQuery(text: string): string | undefined {
  const term = text
    .replace(/["\\*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return term.length < 2 ? undefined : `id:"${term}*" displayName:"${term}*"`;
}
