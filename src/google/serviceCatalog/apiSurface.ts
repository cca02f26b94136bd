/** One method of an API, whichever description it was read from. */
export interface ApiMethod {
  readonly verb: 'GET' | 'POST' | 'DELETE';
  /** The path from the host on, `*` for one segment and `**` for several: `v1/projects/*\/locations/*\/operations`. */
  readonly path: string;
  /** Query parameters without which the method is refused. */
  readonly required: readonly string[];
  /** OAuth scopes, any one of which suffices; empty where the description names none. */
  readonly scopes: readonly string[];
  /** The first array in the answer of a GET; absent when there is none. */
  readonly array?: AnswerArray;
}

export interface AnswerArray {
  readonly field: string;
  /** `operations`: google.longrunning.Operation (it has `name` and `done`). `resources`: anything else with a `name`. */
  readonly items: 'operations' | 'resources' | 'other';
}

/** What the catalogue needs to know of one version of an API. */
export interface ApiSurface {
  readonly host: string;
  /** What stands between host and resource names, e.g. `v1` or `dns/v1`. */
  readonly version: string;
  /** The API's name for itself, e.g. `Cloud Scheduler API`. */
  readonly title: string;
  readonly methods: readonly ApiMethod[];
}

/**
 * The version in a path from the host on: `v1`, with older APIs after their own name: `compute/v1`.
 * @returns undefined when the path has none.
 */
export function versionIn(path: string): string | undefined {
  return /^(?:[a-z][a-z0-9]*\/)?(?:(?:ui)?v\d+[a-z0-9]*|alpha|beta)(?=\/|$)/.exec(path)?.[0];
}

/**
 * Makes a `path` out of a URL template and the patterns of its variables.
 * @param patternOf gets `several` for `{+name}`, which may hold slashes.
 */
export function expandTemplate(template: string, patternOf: (variable: string, several: boolean) => string): string {
  return template
    .replace(/^\/+/, '')
    .replace(/\{(\+?)(\w+)\}/g, (_, plus: string, variable: string) => patternOf(variable, plus !== ''));
}
