import type { ApiErrorKind } from '../apiError.js';
import type { RpcCodeName } from '../../operations/code.js';

/**
 * Projects of the OAuth clients of `gcloud auth application-default login` and of gcloud itself. "API disabled" in one
 * of these means that the request named no quota project, so the client's own was charged.
 */
const oauthClientProjects: ReadonlySet<string | undefined> = new Set(['projects/764086051850', 'projects/32555940559']);

/** What decides the kind of an error, from the most to the least telling (AIP-193). */
export interface ErrorSigns {
  readonly reason: string | undefined;
  /** ErrorInfo.metadata.consumer, e.g. `projects/acme`. */
  readonly consumer: string | undefined;
  /** Value that was sent as `x-goog-user-project`. */
  readonly quotaProject: string | undefined;
  /** Name of the google.rpc.Code. */
  readonly status: string | undefined;
  readonly httpStatus: number;
}

/** ErrorInfo.reason, then the google.rpc.Code, then the HTTP status. */
export function errorKind(signs: ErrorSigns): ApiErrorKind {
  return kindOfReason(signs) ?? kindOfStatus(signs.status) ?? kindOfHttpStatus(signs.httpStatus) ?? 'other';
}

/** google/api/error_reason.proto; reasons that ask for no remedy of their own are left to the status. */
function kindOfReason({ reason, consumer, quotaProject }: ErrorSigns): ApiErrorKind | undefined {
  switch (reason) {
    case 'SERVICE_DISABLED':
      return oauthClientProjects.has(consumer) ? 'quotaProjectMissing' : 'apiDisabled';
    case 'USER_PROJECT_DENIED':
      return 'quotaProjectDenied';
    case 'CONSUMER_INVALID':
    case 'CONSUMER_SUSPENDED':
      return quotaProject !== undefined && consumer === `projects/${quotaProject}` ? 'quotaProjectDenied' : undefined;
    case 'IAM_PERMISSION_DENIED':
      return 'permissionDenied';
    case 'ACCESS_TOKEN_SCOPE_INSUFFICIENT':
      return 'scopeInsufficient';
    case 'ACCESS_TOKEN_EXPIRED':
    case 'ACCESS_TOKEN_TYPE_UNSUPPORTED':
    case 'ACCOUNT_STATE_INVALID':
    case 'CREDENTIALS_MISSING':
      return 'tokenRejected';
    case 'RATE_LIMIT_EXCEEDED':
    case 'RESOURCE_QUOTA_EXCEEDED':
      return 'rateLimited';
    case 'BILLING_DISABLED':
      return 'billingDisabled';
    case 'SECURITY_POLICY_VIOLATED':
      return 'securityPolicy';
    case 'RESOURCE_USAGE_RESTRICTION_VIOLATED':
    case 'ENDPOINT_USAGE_RESTRICTION_VIOLATED':
    case 'LOCATION_POLICY_VIOLATED':
    case 'LOCATION_ORG_POLICY_VIOLATED':
    case 'TLS_ORG_POLICY_VIOLATED':
    case 'TLS_CIPHER_RESTRICTION_VIOLATED':
    case 'ORG_RESTRICTION_VIOLATION':
    case 'ORG_RESTRICTION_HEADER_INVALID':
      return 'orgPolicy';
    case undefined:
    default:
      return undefined;
  }
}

const statusKinds: Partial<Record<RpcCodeName, ApiErrorKind>> = {
  UNAUTHENTICATED: 'tokenRejected',
  PERMISSION_DENIED: 'permissionDenied',
  NOT_FOUND: 'notFound',
  RESOURCE_EXHAUSTED: 'rateLimited',
  FAILED_PRECONDITION: 'failedPrecondition',
  INVALID_ARGUMENT: 'invalidArgument',
  OUT_OF_RANGE: 'invalidArgument',
  UNIMPLEMENTED: 'unimplemented',
  UNAVAILABLE: 'unavailable',
  DEADLINE_EXCEEDED: 'deadline',
};

function kindOfStatus(status: string | undefined): ApiErrorKind | undefined {
  return status !== undefined && Object.hasOwn(statusKinds, status) ? statusKinds[status as RpcCodeName] : undefined;
}

function kindOfHttpStatus(httpStatus: number): ApiErrorKind | undefined {
  switch (httpStatus) {
    case 400:
      return 'invalidArgument';
    case 401:
      return 'tokenRejected';
    case 403:
      return 'permissionDenied';
    case 404:
      return 'notFound';
    case 429:
      return 'rateLimited';
    case 501:
      return 'unimplemented';
    case 503:
      return 'unavailable';
    case 504:
      return 'deadline';
    default:
      return undefined;
  }
}

/**
 * The kind of an answer that is not a Google error at all (HTML, plain text, nothing). Only what holds whoever sent it
 * is believed: a 404 page, say, comes from a wrong address and tells nothing about the operation that was asked for.
 */
export function foreignErrorKind(httpStatus: number): ApiErrorKind {
  const believable = httpStatus === 401 || httpStatus === 429 || httpStatus === 503 || httpStatus === 504;
  return (believable ? kindOfHttpStatus(httpStatus) : undefined) ?? 'garbled';
}
