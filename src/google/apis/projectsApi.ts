import type { CallOptions } from './operationsApi.js';

/** A project that the credentials can see. */
export interface Project {
  /** The id that people use, e.g. `acme-analytics` or, domain-scoped, `example.com:analytics`. */
  readonly id: string;
  readonly number: string;
  readonly displayName: string;
}

export interface ProjectsApi {
  /**
   * Active projects, page by page (Cloud Resource Manager v3 `projects:search`; unordered and eventually consistent).
   * @param query e.g. `displayName:etl*`; empty for all.
   */
  search(query: string, options?: CallOptions): AsyncIterable<readonly Project[]>;
  /** The permissions out of `permissions` that the caller has on `project`. */
  testPermissions(project: string, permissions: readonly string[], options?: CallOptions): Promise<readonly string[]>;
}
