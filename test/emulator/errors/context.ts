/** What an error message names: the request it answers. */
export interface ErrorContext {
  /** Service id, host and title. */
  service: string;
  host: string;
  title: string;
  project: string;
  projectNumber: string;
  location: string;
  /** Resource name or parent of the request, without version and custom verb. */
  resource: string;
  /** For instance `operations.list`. */
  method: string;
  path: string;
  /** Scopes that would have been enough. */
  scopes: readonly string[];
}
