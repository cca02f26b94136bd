import { errorFactsOrFault, type ApiErrorFacts, type ApiErrorKind } from '../google/apiError.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { CancellationEvent, ServerWords } from '../operations/cancellation.js';
import type { Collection } from '../operations/collection.js';
import type { OperationReading } from '../operations/operation.js';

/**
 * What a failed `:cancel` means. A definite no is followed by one look at the operation, because the usual reason of a
 * refusal is that it ended a moment before. An answer that may have been lost on its way back means nothing at all.
 */
export async function cancelAnswer(
  api: OperationsApi,
  collection: Collection,
  name: string,
  facts: ApiErrorFacts,
  signal: AbortSignal,
): Promise<CancellationEvent> {
  if (mayHaveArrived(facts)) {
    return { type: 'answerLost' };
  }
  const words = serverWords(facts);
  let reading: OperationReading | undefined;
  try {
    reading = await api.get(collection, name, { signal });
  } catch (error) {
    const look = errorFactsOrFault(error);
    if (facts.kind === 'notFound') {
      // PERMISSION_DENIED may hide NOT_FOUND, not the other way round: twice not found is gone.
      return look?.kind === 'notFound' ? { type: 'gone', words } : { type: 'answerLost' };
    }
  }
  return { type: 'rejected', unsupported: facts.kind === 'unimplemented', words, reading };
}

/** The server's words of an error, to be shown as they are. */
export function serverWords(facts: ApiErrorFacts): ServerWords {
  return {
    code: facts.status ?? (facts.httpStatus === undefined ? facts.kind : String(facts.httpStatus)),
    message: facts.message,
  };
}

/** Whether a request that ended like this may have been carried out all the same. */
export function mayHaveArrived(facts: ApiErrorFacts): boolean {
  const uncertain: readonly ApiErrorKind[] = ['unavailable', 'deadline', 'network', 'aborted', 'garbled', 'redirected'];
  const serverFailed = facts.kind === 'other' && (facts.httpStatus === undefined || facts.httpStatus >= 500);
  return uncertain.includes(facts.kind) || serverFailed;
}
