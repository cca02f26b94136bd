import type { Answer } from '../http/answer.js';
import type { ErrorContext } from './context.js';
import { errorInfo, help, problem, retryInfo } from './envelope.js';

/** The 429s, which differ in where they say how long to wait. */
export const quotaCases = {
  rateLimited: (context: ErrorContext): Answer => rateLimited(context, true, {}),
  /** Only the HTTP header says when to come back. */
  rateLimitedByHeader: (context: ErrorContext): Answer => rateLimited(context, false, { 'Retry-After': '7' }),
  /** Nothing says when to come back. */
  rateLimitedBare: (): Answer => problem('RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'),
  unavailableRetryAfter: (): Answer =>
    problem('UNAVAILABLE', 'The service is currently unavailable.', [], { 'Retry-After': '3' }),
} as const;

function rateLimited(context: ErrorContext, withRetryInfo: boolean, headers: Readonly<Record<string, string>>): Answer {
  const metric = `${context.host}/default_requests`;
  const limit = 'DefaultRequestsPerMinutePerProjectPerRegion';
  const consumer = `project_number:${context.projectNumber}`;
  const message = `Quota exceeded for quota metric '${metric}' and limit '${limit}' of service '${context.host}' for consumer '${consumer}'.`;
  return problem(
    'RESOURCE_EXHAUSTED',
    message,
    [
      errorInfo('RATE_LIMIT_EXCEEDED', 'googleapis.com', {
        consumer: `projects/${context.projectNumber}`,
        service: context.host,
        quota_metric: metric,
        quota_limit: limit,
        quota_limit_value: '7500',
        quota_location: context.location,
        quota_unit: '1/min/{project}/{region}',
      }),
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [
          {
            subject: consumer,
            description: message,
            quotaMetric: metric,
            quotaId: limit,
            quotaDimensions: { region: context.location },
            quotaValue: '7500',
          },
        ],
      },
      ...(withRetryInfo ? [retryInfo(26)] : []),
      help('Request a higher quota limit.', 'https://cloud.google.com/docs/quotas/help/request_increase'),
    ],
    headers,
  );
}
