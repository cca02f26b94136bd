import { errorFactsOrFault, type ApiErrorFacts, type ApiErrorKind } from '../google/apiError.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { CancellationEvent, ServerWords } from '../operations/cancellation.js';
import type { Collection } from '../operations/collection.js';
import type { OperationReading } from '../operations/operation.js';

/** What the end of a POST that was no success says of it. */
export type PostVerdict =
  /** It has reached no server that could carry it out. */
  | 'notSent'
  /** The server declined, and what state the operation is in may be why: it has ended, or is being cancelled already. */
  | 'refusedForState'
  /** The server declined for another reason. */
  | 'refused'
  /** There is no such method here. */
  | 'unsupported'
  /** There is no such operation. */
  | 'notFound'
  /** There was an answer, of the server or of something in between, that does not tell whether it was carried out. */
  | 'doubtful'
  /** There was no answer. */
  | 'lost';

/** The verdict on each kind of error; where it depends on the answer, a function of that. */
const verdicts = {
  credentialsMissing: 'notSent',
  credentialsBroken: 'notSent',
  signInExpired: 'notSent',
  reauthRequired: 'notSent',
  endpointInvalid: 'notSent',
  tooManyProjects: 'notSent',
  originNotAllowed: 'notSent',
  certificate: 'notSent',
  network: ({ unsent }) => (unsent ? 'notSent' : 'lost'),
  tokenRejected: 'refused',
  scopeInsufficient: 'refused',
  apiDisabled: 'refused',
  quotaProjectMissing: 'refused',
  quotaProjectDenied: 'refused',
  permissionDenied: 'refused',
  securityPolicy: 'refused',
  orgPolicy: 'refused',
  locationUnavailable: 'refused',
  projectDeleted: 'refused',
  projectSuspended: 'refused',
  billingDisabled: 'refused',
  rateLimited: 'refused',
  notFound: 'notFound',
  unimplemented: 'unsupported',
  failedPrecondition: 'refusedForState',
  invalidArgument: 'refusedForState',
  unavailable: answered,
  deadline: answered,
  aborted: 'lost',
  garbled: answered,
  redirected: answered,
  pagingLoop: answered,
  other: ofStatus,
} satisfies Record<ApiErrorKind, PostVerdict | ((facts: ApiErrorFacts) => PostVerdict)>;

/** What is known of a POST (`:cancel`) or DELETE that ended with this error. */
export function postVerdict(facts: ApiErrorFacts): PostVerdict {
  // Whatever its HTTP status: these say that something went wrong on the way or behind, not that the request is declined.
  if (facts.status !== undefined && doubtfulCodes.has(facts.status)) {
    return 'doubtful';
  }
  const verdict: PostVerdict | ((facts: ApiErrorFacts) => PostVerdict) = verdicts[facts.kind];
  return typeof verdict === 'function' ? verdict(facts) : verdict;
}

/** Google's front ends answer CANCELLED (499) for a request that they gave up, which may have gone through before. */
const doubtfulCodes: ReadonlySet<string> = new Set([
  'CANCELLED',
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

function answered({ httpStatus }: ApiErrorFacts): PostVerdict {
  switch (httpStatus) {
    case undefined:
      return 'lost';
    // A proxy, or the page of a network that wants a login first: neither passes anything on.
    case 407:
    case 511:
      return 'notSent';
    default:
      return 'doubtful';
  }
}

/** For answers of Google whose status asks for no remedy of its own. */
function ofStatus(facts: ApiErrorFacts): PostVerdict {
  const { httpStatus = 0 } = facts;
  switch (httpStatus) {
    // ABORTED and ALREADY_EXISTS.
    case 409:
      return 'refusedForState';
    // Given up while it was being taken in, or by whoever stands before the server.
    case 407:
    case 408:
    case 499:
    case 511:
      return answered(facts);
    default:
      return httpStatus >= 400 && httpStatus < 500 ? 'refused' : answered(facts);
  }
}

/**
 * What a failed `:cancel` means. What the server answers is followed by one look at the operation before anything is said:
 * the usual reason of a refusal is that it ended a moment before, and an answer that does not tell leaves the question
 * whether it still runs.
 */
export async function cancelAnswer(
  api: OperationsApi,
  collection: Collection,
  name: string,
  facts: ApiErrorFacts,
  signal: AbortSignal,
): Promise<CancellationEvent> {
  const verdict = postVerdict(facts);
  const words = serverWords(facts);
  switch (verdict) {
    case 'lost':
      return { type: 'answerLost' };
    case 'notSent':
      return { type: 'notSent', words };
    case 'refused':
    case 'refusedForState':
    case 'unsupported':
    case 'notFound':
    case 'doubtful':
      break;
  }
  let reading: OperationReading | undefined;
  try {
    reading = await api.get(collection, name, { signal });
  } catch (error) {
    // PERMISSION_DENIED may hide NOT_FOUND, not the other way round: twice not found is gone.
    if (verdict === 'notFound' && errorFactsOrFault(error)?.kind === 'notFound') {
      return { type: 'gone', words };
    }
  }
  switch (verdict) {
    case 'doubtful':
      return { type: 'doubtful', words, reading };
    case 'notFound':
      return reading ? { type: 'rejected', why: 'other', words, reading } : { type: 'doubtful', words, reading };
    case 'refused':
      return { type: 'rejected', why: 'other', words, reading };
    case 'refusedForState':
      return { type: 'rejected', why: 'state', words, reading };
    case 'unsupported':
      return { type: 'rejected', why: 'unsupported', words, reading };
  }
}

/** The server's words of an error, to be shown as they are. */
export function serverWords({ status, httpStatus, networkCode, kind, message }: ApiErrorFacts): ServerWords {
  return { code: status ?? (httpStatus === undefined ? (networkCode ?? kind) : String(httpStatus)), message };
}
