import type { CallOptions } from './operationsApi.js';

export interface ServicesApi {
  /** Hosts of the APIs enabled in a project (Service Usage v1, `state:ENABLED`), e.g. `dataproc.googleapis.com`. */
  enabled(project: string, options?: CallOptions): Promise<ReadonlySet<string>>;
}
