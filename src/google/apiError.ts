import { surface } from '../base/surface.js';

/**
 * Every way in which a request can end without its answer, each with a remedy of its own. Words for people are made of
 * it in `ui/`. Message text decides in `http/errorText.ts` alone, where servers say by nothing else what is the matter.
 */
export type ApiErrorKind =
  /** No credential was found anywhere it was looked for. */
  | 'credentialsMissing'
  /** A credential exists and is broken: an unreadable file, a malformed key, a helper program that failed. */
  | 'credentialsBroken'
  /** The refresh token was revoked or has expired (`invalid_grant`). */
  | 'signInExpired'
  /** The organisation asks for a fresh login (`invalid_rapt`, `rapt_required`). */
  | 'reauthRequired'
  /** 401: the access token was not accepted. */
  | 'tokenRejected'
  | 'scopeInsufficient'
  | 'apiDisabled'
  /** A user's default credentials name no quota project (reason SERVICE_DISABLED, consumer = the OAuth client's project). */
  | 'quotaProjectMissing'
  | 'quotaProjectDenied'
  | 'permissionDenied'
  /** VPC Service Controls. */
  | 'securityPolicy'
  | 'orgPolicy'
  /** A location that this project has no access to, or that does not exist: `metadata.location`. */
  | 'locationUnavailable'
  | 'projectDeleted'
  /** Google has suspended the project that the request is for. */
  | 'projectSuspended'
  | 'billingDisabled'
  | 'rateLimited'
  | 'notFound'
  | 'unimplemented'
  | 'failedPrecondition'
  | 'invalidArgument'
  /** The server cannot answer for the moment: UNAVAILABLE, or a front end that did not reach it. */
  | 'unavailable'
  /** No answer within the deadline, ours or the server's (504). */
  | 'deadline'
  /** The connection could not be made or was lost. */
  | 'network'
  /** The certificate was not trusted, usually a proxy's. */
  | 'certificate'
  /** The person or the view gave up; never shown. */
  | 'aborted'
  /** An answer that is not what the API documents: HTML, truncated JSON, nothing at all. */
  | 'garbled'
  /** Paging that never ends: the same page token came twice (AIP-158), or more pages than any collection has. */
  | 'pagingLoop'
  /** More lies below a folder or an organization of the settings than is read of one: `metadata.most`. */
  | 'tooManyProjects'
  /** An endpoint override (a setting) that is no usable base URL; nothing was sent. */
  | 'endpointInvalid'
  /** Nothing was sent: the person has not allowed that `metadata.origin` receives tokens. */
  | 'originNotAllowed'
  /** The answer leads elsewhere (3xx); whoever sent it would have had the token sent on. */
  | 'redirected'
  /** Any other error, worded by the server. */
  | 'other';

/** A link that the server sends along with an error (google.rpc.Help). */
export interface HelpLink {
  readonly description: string;
  /** `https:` only. */
  readonly url: string;
}

/** What is known of a failed request. No field ever holds a token, a code or a secret. */
export interface ApiErrorFacts {
  readonly kind: ApiErrorKind;
  /** The server's own words: LocalizedMessage before message; else those of the failure itself, in English. */
  readonly message: string;
  /** HTTP status; absent when there was no answer. */
  readonly httpStatus?: number;
  /** Name of the google.rpc.Code, where the answer had one. */
  readonly status?: string;
  /** ErrorInfo.reason and domain. */
  readonly reason?: string;
  readonly domain?: string;
  /**
   * ErrorInfo.metadata: `permission`, `resource`, `service`, `activationUrl`, `consumer`, `quota_limit`, `location`, …;
   * under the same names what a server says in its message alone.
   */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly links?: readonly HelpLink[];
  /** What the server advises without a link to follow (google.rpc.Help). */
  readonly advice?: string;
  /** How long the server asks to wait, in milliseconds (RetryInfo before Retry-After). */
  readonly retryAfterMs?: number;
  /** Node's name of what went wrong below HTTP, e.g. `ENOTFOUND`, `ECONNREFUSED`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly networkCode?: string;
  /** No connection could be made, so nothing of the request has left; absent where one stood or nobody can tell. */
  readonly unsent?: true;
  /** Host that was asked, as Google names it. */
  readonly host?: string;
  /** The scopes that the request needed, where the token lacked one. */
  readonly scopes?: readonly string[];
}

/** A request that failed. Test with `isApiError`, not with the class: the code lives in two bundles. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly facts: ApiErrorFacts;

  constructor(facts: ApiErrorFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.facts = facts;
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'facts' in error;
}

/**
 * What is known of a request that failed, for whoever sent it.
 * @throws whatever else was thrown: a fault of the program is no answer of a server and must not pass for one.
 */
export function errorFacts(error: unknown): ApiErrorFacts {
  if (!isApiError(error)) {
    throw error;
  }
  return error.facts;
}

/**
 * The same where things have to go on: undefined for a fault of the program, which is made loud and decides nothing.
 */
export function errorFactsOrFault(error: unknown): ApiErrorFacts | undefined {
  if (isApiError(error)) {
    return error.facts;
  }
  surface(error);
  return undefined;
}

/**
 * For what a library or the platform throws in a request: any thrown thing as an ApiError: itself, or `other` with its message. The stack is kept and the error is not: one of an
 * HTTP library holds its request, headers and all.
 */
export function toApiError(error: unknown): ApiError {
  if (isApiError(error)) {
    return error;
  }
  const apiError = new ApiError({ kind: 'other', message: error instanceof Error ? error.message : String(error) });
  if (error instanceof Error && error.stack !== undefined) {
    apiError.stack = error.stack;
  }
  return apiError;
}
