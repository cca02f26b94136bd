import type { Collection } from '../../operations/collection.js';
import type { OperationReading } from '../../operations/operation.js';

/** One page of a listing. */
export interface OperationPage {
  readonly readings: readonly OperationReading[];
  /** Ids of locations that could not be reached (AIP-217), for a listing of all locations; usually empty. */
  readonly unreachable: readonly string[];
}

export interface CallOptions {
  /** Ends the request, its retries and its place in the queue. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The operations surface of any service. Every method throws an `ApiError` and nothing else.
 * Retries are the client's own affair and only as AIP-194 allows; `cancel` and `delete` are never repeated.
 */
export interface OperationsApi {
  /** Pages in the server's order, each as soon as it has arrived. */
  list(collection: Collection, options?: CallOptions): AsyncIterable<OperationPage>;
  /** @throws ApiError `notFound` when the operation has expired or was deleted. */
  get(collection: Collection, name: string, options?: CallOptions): Promise<OperationReading>;
  /** The server's JSON of one operation, parsed and otherwise untouched, for the details document. */
  describe(collection: Collection, name: string, options?: CallOptions): Promise<unknown>;
  /** POST `:cancel` with an empty body. Resolves when the server has accepted the *request*; only `get` tells the outcome. */
  cancel(collection: Collection, name: string, options?: CallOptions): Promise<void>;
  /** Removes the record of an ended operation; does not cancel. */
  delete(collection: Collection, name: string, options?: CallOptions): Promise<void>;
}
