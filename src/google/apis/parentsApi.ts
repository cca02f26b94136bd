import type { ParentLevel, Service } from '../serviceCatalog/service.js';
import type { Place } from '../serviceCatalog/collectionAt.js';
import type { CallOptions } from './operationsApi.js';

export interface ParentsApi {
  /**
   * Resource names of the parents of one level, e.g. the instances of a project: `GET {version}/{level.path}`.
   * @param most stops after that many: each costs a request of its own for its operations.
   */
  list(
    service: Service,
    level: ParentLevel,
    place: Place,
    most: number,
    options?: CallOptions,
  ): Promise<readonly string[]>;
}
