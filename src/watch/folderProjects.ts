import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { Remembered } from '../base/remembered.js';
import { errorFacts, type ApiErrorFacts } from '../google/apiError.js';
import type { CallOptions } from '../google/apis/operationsApi.js';
import type { ProjectsApi } from '../google/apis/projectsApi.js';
import { errorThat } from '../google/errorTraits.js';
import { isProjectFolder, isProjectId } from '../google/projectId.js';
import type { Pace } from './pace.js';

/** Projects and folders come and go seldom; ten minutes spare some requests per refresh. */
const keepForMs = 600_000;
/** So many parents in one question. No limit of a query's length is documented; this one is an address of 700 characters. */
const parentsAtOnce = 25;
/** More folders or projects than these are read of no entry: what is shown of more is no view of anything. */
const mostFolders = 1_000;
const mostProjects = 2_000;

interface Answer {
  readonly projects: readonly string[];
  /** Why there may be others. */
  readonly error: ApiErrorFacts | undefined;
}

/** By folder or organization: what lay below it when somebody last asked. Plain JSON. */
export type KnownFolders = Readonly<Record<string, readonly string[]>>;

type Api = Pick<ProjectsApi, 'search' | 'folders'>;

/** The projects of the folders and organizations that the settings name in place of projects. */
export class FolderProjects {
  readonly #api: Api;
  readonly #log: Log;
  readonly #asked: Remembered<Answer>;
  /** The last answer about each; projects that were found stay where a later look fails. */
  readonly #answers = new Map<string, Answer>();
  /** What an earlier session knew of those that nobody has answered about. */
  #recalled: KnownFolders = {};

  constructor(api: Api, clock: Clock, log: Log) {
    this.#api = api;
    this.#log = log;
    this.#asked = new Remembered(clock, keepForMs);
  }

  /** Whether all folders among the entries were asked about. */
  isKnown(entries: readonly string[]): boolean {
    return entries.every((entry) => !isProjectFolder(entry) || this.#answers.has(entry));
  }

  /**
   * The entries with each folder's projects in its place, each once. A folder of which nothing is known yet, or not all could
   * be read, stands there itself as well: it is where that is told.
   */
  expand(entries: readonly string[]): readonly string[] {
    const expanded = entries.flatMap((entry) => {
      const answer = this.#answers.get(entry);
      const isWhole = !isProjectFolder(entry) || (answer && !answer.error);
      return [...(isProjectFolder(entry) && isWhole ? [] : [entry]), ...this.#projectsOf(entry)];
    });
    return [...new Set(expanded)];
  }

  /** Why the projects of a folder are not known, or not all of them. */
  errorOf(entry: string): ApiErrorFacts | undefined {
    return this.#answers.get(entry)?.error;
  }

  /** What is known now of the folders among the entries, for a later session to recall; also what was only recalled. */
  content(entries: readonly string[]): KnownFolders {
    const known = entries.filter(isProjectFolder).map((entry) => [entry, this.#projectsOf(entry)] as const);
    return Object.fromEntries(known.filter(([, projects]) => projects.length > 0));
  }

  /** Takes what an earlier session knew for what lies below folders, until they are asked about. */
  recall(known: KnownFolders): void {
    this.#recalled = known;
  }

  /** The next look asks again. */
  forget(): void {
    this.#asked.clear();
  }

  /**
   * Asks for the projects of all folders among the entries, where that was not done lately.
   * @throws ApiError when there is no usable credential, or the look was given up.
   */
  async read(entries: readonly string[], pace: Pace): Promise<void> {
    await Promise.all(entries.filter(isProjectFolder).map((entry) => this.#read(entry, pace)));
  }

  async #read(entry: string, pace: Pace): Promise<void> {
    const get = (options: CallOptions): Promise<Answer> =>
      this.#asked.get(
        entry,
        () => this.#ask(entry, options),
        ({ error }) => !error || !errorThat('passes', error.kind),
      );
    const answer = await (this.#asked.has(entry) ? get({}) : pace.run('lively', undefined, get));
    this.#answers.set(entry, answer);
  }

  async #ask(entry: string, options: CallOptions): Promise<Answer> {
    try {
      return await this.#find(entry, options);
    } catch (error) {
      const facts = errorFacts(error);
      if (errorThat('stopsEverything', facts.kind) || facts.kind === 'aborted') {
        throw error;
      }
      this.#log.info(`projects of ${entry} are not known: ${facts.kind}`);
      return { projects: this.#projectsOf(entry), error: facts };
    }
  }

  #projectsOf(entry: string): readonly string[] {
    return (
      this.#answers.get(entry)?.projects ?? (Object.hasOwn(this.#recalled, entry) ? this.#recalled[entry] : []) ?? []
    );
  }

  async #find(entry: string, options: CallOptions): Promise<Answer> {
    const folders = [entry, ...(await this.#foldersBelow(entry, options))];
    const found = new Set<string>();
    for (const parents of inParts(folders)) {
      if (found.size > mostProjects) {
        break;
      }
      // Conditions are alternatives to each other.
      const query = parents.map((parent) => `parent:${parent}`).join(' ');
      for await (const page of this.#api.search(query, options)) {
        page.filter(({ parent = '' }) => parents.includes(parent)).forEach(({ id }) => found.add(id));
        if (found.size > mostProjects) {
          break;
        }
      }
    }
    // Search has no order, and what is left out shall be the same each time.
    const projects = [...found].sort().slice(0, mostProjects);
    this.#log.debug(`${entry}: ${projects.length} projects in ${folders.length} folders`);
    return { projects, error: errorAbout(entry, found.size, folders.length) };
  }

  /** Level by level, because search knows no more of a folder than what it lies in. */
  async #foldersBelow(entry: string, options: CallOptions): Promise<readonly string[]> {
    const all = new Set<string>();
    for (let level: readonly string[] = [entry]; level.length > 0 && all.size <= mostFolders;) {
      const next: string[] = [];
      for (const parents of inParts(level)) {
        for await (const page of this.#api.folders(parents, options)) {
          next.push(...page.map(({ name }) => name));
        }
      }
      // One that is moved meanwhile may be met twice.
      level = next.filter((name) => name !== entry && !all.has(name));
      level.forEach((name) => all.add(name));
    }
    return [...all];
  }
}

/** What was read from a file; what makes no sense is left out. */
export function parseKnownFolders(value: unknown): KnownFolders {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value as Record<string, unknown>) : [];
  const known = entries.flatMap(([entry, projects]): [string, string[]][] =>
    isProjectFolder(entry) && Array.isArray(projects)
      ? [[entry, projects.filter(isProjectId).slice(0, mostProjects)]]
      : [],
  );
  return Object.fromEntries(known);
}

function errorAbout(entry: string, projects: number, folders: number): ApiErrorFacts | undefined {
  if (projects > mostProjects || folders > mostFolders) {
    const message = `More than ${mostProjects} projects or ${mostFolders} folders lie below ${entry}.`;
    return { kind: 'tooManyProjects', message, metadata: { most: String(mostProjects) } };
  }
  // Search leaves out what the caller may not see, so that an unknown folder and a closed one are alike.
  return projects === 0 ? { kind: 'notFound', message: `No project that you may see lies below ${entry}.` } : undefined;
}

function* inParts(parents: readonly string[]): Iterable<readonly string[]> {
  for (let start = 0; start < parents.length; start += parentsAtOnce) {
    yield parents.slice(start, start + parentsAtOnce);
  }
}
