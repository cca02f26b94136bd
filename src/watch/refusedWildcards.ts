import { sharedAbortController } from '../base/abort.js';
import { Owner } from '../base/lifecycle.js';
import { errorFactsOrFault } from '../google/apiError.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import type { OperationStore } from '../operations/store.js';
import type { CollectionPlan } from './collectionPlan.js';
import { atOnce } from './pace.js';
import type { Survey } from './survey.js';

interface RefusedWildcardsParts {
  readonly plan: Pick<CollectionPlan, 'locationsOf' | 'refusedWildcard'>;
  readonly store: OperationStore;
  readonly survey: Survey;
  readonly services: readonly Service[];
}

/** Where a server lists all locations at once no more, each is asked for itself, and no row goes before that was done. */
export class RefusedWildcards extends Owner {
  readonly #parts: RefusedWildcardsParts;
  readonly #abort = sharedAbortController();

  constructor(parts: RefusedWildcardsParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#abort.abort() });
  }

  /** Never throws. Where the locations cannot be learned all stays as it is, until the list is refused again. */
  async replace(refused: Collection): Promise<void> {
    const { plan, store, survey, services } = this.#parts;
    const service = services.find(({ id }) => id === refused.service);
    if (!service) {
      return;
    }
    plan.refusedWildcard(service);
    try {
      const heirs = await plan.locationsOf(service, refused, atOnce(this.#abort.signal));
      // Nobody asks for it any more, or its root is gone: then neither are they asked.
      if (heirs.length === 0 || survey.status(refused) === undefined) {
        return;
      }
      survey.setServiceProblem(refused.project, service, undefined);
      store.handOver(refused, heirs);
      survey.remove(refused);
      heirs
        .filter((heir) => survey.status(heir) === undefined)
        .forEach((heir) => survey.setStatus(heir, { state: 'waiting' }));
    } catch (error) {
      const facts = errorFactsOrFault(error);
      if (facts && facts.kind !== 'aborted') {
        survey.setServiceProblem(refused.project, service, facts);
      }
    }
  }
}
