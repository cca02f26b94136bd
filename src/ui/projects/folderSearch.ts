import type { ProjectFolder, ProjectsApi } from '../../google/apis/projectsApi.js';

/** More folders than anybody looks through; of others the name can be typed. */
const mostFolders = 1_000;

/** The organizations and folders that a credential can see, each of which can be chosen for all projects below it. */
export class FolderSearch {
  readonly #api: Pick<ProjectsApi, 'folders' | 'organizations'>;
  readonly #signal: AbortSignal;
  readonly #organizations: ProjectFolder[] = [];
  readonly #folders: ProjectFolder[] = [];

  /** @param signal ends what is being read. */
  constructor(api: Pick<ProjectsApi, 'folders' | 'organizations'>, signal: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
  }

  /** What was read, by name; organizations first. */
  get found(): readonly ProjectFolder[] {
    return [this.#organizations, this.#folders].flatMap((some) => [...some].sort(byDisplayName));
  }

  /** @throws ApiError when they cannot be listed; what was read before is found. */
  async read(): Promise<void> {
    const options = { signal: this.#signal };
    await Promise.all([
      keep(this.#api.organizations(options), this.#organizations),
      keep(this.#api.folders([], options), this.#folders),
    ]);
  }
}

async function keep(pages: AsyncIterable<readonly ProjectFolder[]>, found: ProjectFolder[]): Promise<void> {
  for await (const page of pages) {
    found.push(...page);
    if (found.length >= mostFolders) {
      return;
    }
  }
}

function byDisplayName(one: ProjectFolder, other: ProjectFolder): number {
  return one.displayName < other.displayName ? -1 : 1;
}
