import type { ApiErrorKind } from '../apiError.js';
import type { RpcCodeName } from '../../operations/code.js';
import { kindOfText, namesNoQuotaProject, oauthClientProjects } from './errorText.js';

/** What decides the kind of an error, from the most to the least telling (AIP-193). */
export interface ErrorSigns {
  readonly reason: string | undefined;
  /** `type` of every violation of a PreconditionFailure. */
  readonly violations: readonly string[];
  /** ErrorInfo.metadata.consumer, e.g. `projects/acme`. */
  readonly consumer: string | undefined;
  /** Value that was sent as `x-goog-user-project`. */
  readonly quotaProject: string | undefined;
  /** Name of the google.rpc.Code. */
  readonly status: string | undefined;
  readonly httpStatus: number;
  /** In English, of bounded length. */
  readonly message: string;
}

/** ErrorInfo.reason, then what a PreconditionFailure and the message say, then the google.rpc.Code and the HTTP status. */
export function errorKind(signs: ErrorSigns): ApiErrorKind {
  const { httpStatus, message } = signs;
  if (httpStatus === 403 && namesNoQuotaProject(message)) {
    return 'quotaProjectMissing';
  }
  return (
    kindOfReason(signs) ??
    signs.violations.map(kindOfViolation).find((kind) => kind !== undefined) ??
    kindOfText(message, httpStatus) ??
    kindOfStatus(signs.status) ??
    kindOfHttpStatus(httpStatus) ??
    'other'
  );
}

/** google/api/error_reason.proto; reasons that ask for no remedy of their own are left to the status. */
function kindOfReason({ reason, consumer, quotaProject }: ErrorSigns): ApiErrorKind | undefined {
  switch (reason) {
    case 'SERVICE_DISABLED':
      return isOauthClient(consumer) ? 'quotaProjectMissing' : 'apiDisabled';
    case 'USER_PROJECT_DENIED':
      return 'quotaProjectDenied';
    case 'CONSUMER_INVALID':
      return paysFor(consumer, quotaProject) ? 'quotaProjectDenied' : undefined;
    case 'CONSUMER_SUSPENDED':
      return paysFor(consumer, quotaProject) ? 'quotaProjectDenied' : 'projectSuspended';
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
    case 'LOCATION_ORG_POLICY_VIOLATED':
    case 'TLS_ORG_POLICY_VIOLATED':
    case 'TLS_CIPHER_RESTRICTION_VIOLATED':
    case 'ORG_RESTRICTION_VIOLATION':
    case 'ORG_RESTRICTION_HEADER_INVALID':
      return 'orgPolicy';
    case 'LOCATION_POLICY_VIOLATED':
      return 'locationUnavailable';
    case undefined:
    default:
      return reason === undefined ? undefined : kindOfReasonWord(reason);
  }
}

/** Services have reasons of their own for the same, e.g. UREQ_PROJECT_BILLING_NOT_FOUND. */
function kindOfReasonWord(reason: string): ApiErrorKind | undefined {
  if (/BILLING_(?:\w+_)?(?:DISABLED|NOT_\w+|CLOSED|ABSENT|INACTIVE|REQUIRED)/.test(reason)) {
    return 'billingDisabled';
  }
  return /(?:QUOTA|LIMIT)_EXCEEDED$/.test(reason) ? 'rateLimited' : undefined;
}

/** PreconditionFailure.violations[].type, as far as it is known to tell more than the status does. */
function kindOfViolation(type: string): ApiErrorKind | undefined {
  if (type === 'VPC_SERVICE_CONTROLS') {
    return 'securityPolicy';
  }
  return /\bbilling-enabled$/.test(type) ? 'billingDisabled' : undefined;
}

/** A consumer is `projects/123`, of older services `project_number:123`. */
function isOauthClient(consumer: string | undefined): boolean {
  return oauthClientProjects.includes(/^project\w*[/:](\d+)$/.exec(consumer ?? '')?.[1] ?? '');
}

function paysFor(consumer: string | undefined, quotaProject: string | undefined): boolean {
  return quotaProject !== undefined && consumer === `projects/${quotaProject}`;
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
    case 502:
    case 503:
      return 'unavailable';
    case 408:
    case 504:
      return 'deadline';
    default:
      return undefined;
  }
}

/**
 * The kind of an answer that is not a Google error at all (HTML, plain text, nothing). Only what holds whoever sent it
 * is believed: a 404 page, say, comes from a wrong address and tells nothing about the operation that was asked for. A
 * 5xx page is the fault of a front end or of what it did not reach, whatever the page says.
 */
export function foreignErrorKind(httpStatus: number): ApiErrorKind {
  switch (httpStatus) {
    case 401:
    case 408:
    case 429:
    case 502:
    case 503:
    case 504:
      return kindOfHttpStatus(httpStatus) ?? 'other';
    case 501:
      return 'garbled';
    default:
      return httpStatus < 500 ? 'garbled' : 'other';
  }
}
