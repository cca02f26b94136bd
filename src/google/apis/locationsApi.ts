import type { Service } from '../serviceCatalog/service.js';
import type { CallOptions } from './operationsApi.js';

export interface LocationsApi {
  /** Location ids of a service in a project (`projects.locations.list`), e.g. `us-central1`. */
  list(service: Service, project: string, options?: CallOptions): Promise<readonly string[]>;
  /** Compute Engine's regions. Needs the Compute API and compute.regions.list. */
  computeRegions(project: string, options?: CallOptions): Promise<readonly string[]>;
}
