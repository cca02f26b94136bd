import { sharedAbortController } from '../base/abort.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { errorFacts, errorFactsOrFault, type ApiErrorFacts } from '../google/apiError.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { Collection } from '../operations/collection.js';
import { isEnded, type Operation } from '../operations/operation.js';
import type { OperationStore } from '../operations/store.js';
import { postVerdict } from './cancelAnswer.js';
import { requireChangeable, type ChangeGuard } from './changeGuard.js';

/** What became of a request to delete the record of an operation. */
export type DeletionOutcome =
  /** The server said so, or no longer knows the operation. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'refused'; readonly error: ApiErrorFacts }
  /** The answer was lost, or does not tell, and the server still shows it or cannot be asked. */
  | { readonly kind: 'unconfirmed'; readonly error: ApiErrorFacts };

interface DeletionsParts {
  readonly api: OperationsApi;
  readonly store: OperationStore;
  readonly mayChange: ChangeGuard;
  readonly log: Log;
}

/** Deletes the records of ended operations; each leaves the store when the server has confirmed that it is gone. */
export class Deletions extends Owner {
  readonly #parts: DeletionsParts;
  readonly #abort = sharedAbortController();
  /** Ids of collections that answered UNIMPLEMENTED in this session. */
  readonly #unsupported = new Set<string>();

  constructor(parts: DeletionsParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#abort.abort() });
  }

  /** Whether there is a record to delete, the service can, and the settings allow it. */
  canDelete(operation: Operation): boolean {
    const { collection, state } = operation;
    return (
      isEnded(state) &&
      state !== 'expired' &&
      collection.abilities.delete &&
      !this.#unsupported.has(collection.id) &&
      this.#parts.mayChange(operation)
    );
  }

  /** @throws ChangeForbiddenError where the settings forbid to change the operation. */
  async delete({ collection, name }: Operation): Promise<DeletionOutcome> {
    const { api, store, mayChange, log } = this.#parts;
    requireChangeable(mayChange, { collection, name });
    let outcome: DeletionOutcome;
    try {
      await api.delete(collection, name, { signal: this.#abort.signal });
      outcome = { kind: 'deleted' };
    } catch (error) {
      outcome = await this.#afterError(collection, name, errorFacts(error));
    }
    log.info(`delete of ${name}: ${outcome.kind}`);
    if (outcome.kind === 'deleted') {
      store.gone(collection, name);
    }
    return outcome;
  }

  async #afterError(collection: Collection, name: string, error: ApiErrorFacts): Promise<DeletionOutcome> {
    if (error.kind === 'notFound') {
      return { kind: 'deleted' };
    }
    const verdict = postVerdict(error);
    if (verdict !== 'doubtful' && verdict !== 'lost') {
      if (verdict === 'unsupported') {
        this.#unsupported.add(collection.id);
      }
      return { kind: 'refused', error };
    }
    try {
      await this.#parts.api.get(collection, name, { signal: this.#abort.signal });
    } catch (look) {
      if (errorFactsOrFault(look)?.kind === 'notFound') {
        return { kind: 'deleted' };
      }
    }
    return { kind: 'unconfirmed', error };
  }
}
