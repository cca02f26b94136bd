import type { Collection } from '../../operations/collection.js';
import type { OperationReading } from '../../operations/operation.js';
import type { HelpLink } from '../apiError.js';
import type { OperationStep } from '../readings/steps.js';

/** One page of a listing. */
export interface OperationPage {
  readonly readings: readonly OperationReading[];
  /** Ids of locations that could not be reached (AIP-217), for a listing of all locations; usually empty. */
  readonly unreachable: readonly string[];
  /** By which its reader may know the page again; absent where a page comes in several parts. */
  readonly mark?: PageMark | undefined;
  /** The page was known again: it holds no readings, because they are those of last time. */
  readonly unchanged?: boolean;
}

/** What is remembered of a page, to know it again. */
export interface PageMark {
  /**
   * CRC-32 and length of the answer. It always tells a change within four bytes, and misses one in four thousand million
   * others, so whoever remembers pages forgets them in time; a stronger hash takes half as long as parsing the page does.
   */
  readonly digest: string;
  readonly nextPageToken: string | undefined;
}

/** All that one answer tells of an operation. */
export interface OperationDescription {
  /** The answer, parsed and otherwise untouched. */
  readonly json: unknown;
  readonly reading: OperationReading;
  readonly steps: readonly OperationStep[];
  /** Pages that the server names beside an error; their descriptions as they came. */
  readonly help: readonly HelpLink[];
}

export interface CallOptions {
  /** Ends the request, its retries and its place in the queue. */
  readonly signal?: AbortSignal | undefined;
  /** The same after so many milliseconds, with `deadline`; absent: only what was sent has a deadline, the client's own. */
  readonly withinMs?: number | undefined;
  /** Called whenever a request of the call leaves: each page is one, and so is each retry. Must not throw. */
  readonly onSent?: (() => void) | undefined;
}

export interface ListOptions extends CallOptions {
  /**
   * The mark of the page with this digest, if it has been seen and what it showed is still what is known. Such a page is
   * neither parsed nor read.
   */
  readonly recall?: (digest: string) => PageMark | undefined;
}

/**
 * The operations surface of any service. Every method throws an `ApiError` and nothing else.
 * Retries are the client's own affair and only as AIP-194 allows; `cancel` and `delete` are never repeated.
 */
export interface OperationsApi {
  /** Pages in the server's order, each as soon as it has arrived. */
  list(collection: Collection, options?: ListOptions): AsyncIterable<OperationPage>;
  /** @throws ApiError `notFound` when the operation has expired or was deleted. */
  get(collection: Collection, name: string, options?: CallOptions): Promise<OperationReading>;
  /** The same with everything else that the answer tells, for the operation's page. */
  describe(collection: Collection, name: string, options?: CallOptions): Promise<OperationDescription>;
  /** POST `:cancel` with an empty body. Resolves when the server has accepted the *request*; only `get` tells the outcome. */
  cancel(collection: Collection, name: string, options?: CallOptions): Promise<void>;
  /** Removes the record of an ended operation; does not cancel. */
  delete(collection: Collection, name: string, options?: CallOptions): Promise<void>;
}
