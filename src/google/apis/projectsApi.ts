import type { CallOptions } from './operationsApi.js';

/** A project that the credentials can see. */
export interface Project {
  /** The id that people use, e.g. `acme-analytics` or, domain-scoped, `example.com:analytics`. */
  readonly id: string;
  readonly number: string;
  readonly displayName: string;
  /** What it lies in: `folders/123` or `organizations/456`; undefined for a project in neither. */
  readonly parent: string | undefined;
}

/** A folder or an organization that the credentials can see. */
export interface ProjectFolder {
  /** `folders/123` or `organizations/456`. */
  readonly name: string;
  readonly displayName: string;
}

export interface ProjectsApi {
  /**
   * Active projects, page by page (Cloud Resource Manager v3 `projects:search`; unordered and eventually consistent).
   * @param query e.g. `displayName:etl*`; empty for all.
   */
  search(query: string, options?: CallOptions): AsyncIterable<readonly Project[]>;
  /**
   * Active folders, page by page (v3 `folders:search`: those on which the caller has `resourcemanager.folders.get`).
   * @param parents only those right below one of these; empty: all.
   */
  folders(parents: readonly string[], options?: CallOptions): AsyncIterable<readonly ProjectFolder[]>;
  /** Active organizations, page by page (v3 `organizations:search`: `resourcemanager.organizations.get`). */
  organizations(options?: CallOptions): AsyncIterable<readonly ProjectFolder[]>;
  /** The permissions out of `permissions` that the caller has on `project`. */
  testPermissions(project: string, permissions: readonly string[], options?: CallOptions): Promise<readonly string[]>;
}
