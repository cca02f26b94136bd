import type { AuditEntry } from '../auditLog/auditEntry.js';
import type { AuditSubject, AuditWindow } from '../auditLog/auditFilter.js';
import type { CallOptions } from './operationsApi.js';

/** One request for entries. All but the token stays the same from page to page. */
export interface AuditLogQuery {
  /** At most 100 of `projects/p`, or log views: `projects/p/locations/l/buckets/b/views/v`. */
  readonly resources: readonly string[];
  readonly subject: AuditSubject;
  readonly window: AuditWindow;
  readonly pageToken?: string | undefined;
}

export interface AuditLogPage {
  /** Newest first. Entries that tell nothing are left out. */
  readonly entries: readonly AuditEntry[];
  /** There may be more, also after a page without entries: then the search had no time to find any. */
  readonly nextPageToken: string | undefined;
}

export interface AuditLogApi {
  /**
   * One page of Admin Activity entries (Logging v2 `entries:list`), by one request or, where a server does not take the
   * mask of fields, two. It is never repeated by itself: 60 a minute are all that a project has, people included.
   * @throws ApiError
   */
  page(query: AuditLogQuery, options?: CallOptions): Promise<AuditLogPage>;
}
