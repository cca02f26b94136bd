import { htmlError, htmlNotFound } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import { accessCases } from './accessCases.js';
import type { ErrorContext } from './context.js';
import { oauthError, problem } from './envelope.js';
import { quotaCases } from './quotaCases.js';

/** The error table: every answer that Google is known to give in place of a result, by a name of our own. */
export const errorCases = {
  ...accessCases,
  ...quotaCases,

  notFound: ({ resource }: ErrorContext): Answer => problem('NOT_FOUND', `Resource '${resource}' was not found`),
  invalidArgument: (): Answer => problem('INVALID_ARGUMENT', 'Request contains an invalid argument.'),
  failedPrecondition: (): Answer => problem('FAILED_PRECONDITION', 'Precondition check failed.'),
  aborted: (): Answer => problem('ABORTED', 'The operation was aborted.'),
  cancelled: (): Answer => problem('CANCELLED', 'The operation was cancelled.'),
  unknown: (): Answer => problem('UNKNOWN', 'Unknown Error.'),
  internal: (): Answer => problem('INTERNAL', 'Internal error encountered.'),
  unavailable: (): Answer => problem('UNAVAILABLE', 'The service is currently unavailable.'),
  deadlineExceeded: (): Answer => problem('DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
  dataLoss: (): Answer => problem('DATA_LOSS', 'Unrecoverable data loss or corruption.'),
  unimplemented: (): Answer => problem('UNIMPLEMENTED', 'Operation is not implemented, or supported, or enabled.'),

  /** grpc-gateway's shape, which some Google hosts answer. */
  gatewayUnimplemented: (): Answer => ({ kind: 'json', status: 501, json: { code: 12 } }),
  gatewayNotFound: (): Answer => ({ kind: 'json', status: 404, json: { code: 5, message: 'not found' } }),
  htmlNotFound: ({ path }: ErrorContext): Answer => htmlNotFound(path),
  htmlBadGateway: (): Answer =>
    htmlError(502, 'Server Error', 'The server encountered a temporary error and could not complete your request.'),
  plainText: (): Answer => ({ kind: 'text', status: 404, contentType: 'text/plain; charset=utf-8', text: 'Not Found' }),
  emptyBody: (): Answer => ({ kind: 'text', status: 500, contentType: 'text/plain; charset=utf-8', text: '' }),

  /** Answers of the token endpoint: OAuth's shape (RFC 6749), not Google's envelope. */
  invalidGrant: (): Answer => oauthError('invalid_grant', 'Token has been expired or revoked.'),
  invalidRapt: (): Answer => oauthError('invalid_grant', 'reauth related error (invalid_rapt)', 'invalid_rapt'),
  raptRequired: (): Answer => oauthError('invalid_grant', 'reauth related error (rapt_required)', 'rapt_required'),
} as const satisfies Record<string, (context: ErrorContext) => Answer>;

export type ErrorCase = keyof typeof errorCases;
