import type { Answer } from '../http/answer.js';
import type { ErrorContext } from './context.js';
import { errorInfo, help, localizedMessage, problem } from './envelope.js';

/** The OAuth client project of `gcloud auth application-default login`, named when no quota project is set. */
const adcClientProject = '764086051850';

const missingLogin =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. ' +
  'See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/** Who may call what: the rows of the error table that are about tokens, APIs, permissions and policies. */
export const accessCases = {
  apiDisabled: (context: ErrorContext): Answer => {
    const message = disabledMessage(context);
    const metadata = {
      service: context.host,
      serviceTitle: context.title,
      consumer: `projects/${context.project}`,
      containerInfo: context.project,
      activationUrl: activationUrl(context),
    };
    return problem('PERMISSION_DENIED', message, [
      errorInfo('SERVICE_DISABLED', 'googleapis.com', metadata),
      localizedMessage(message),
      help('Google developers console API activation', activationUrl(context)),
    ]);
  },
  /** The form before 2024: Help first, and an ErrorInfo that names only service and consumer. */
  apiDisabledOlder: (context: ErrorContext): Answer =>
    problem('PERMISSION_DENIED', disabledMessage(context), [
      help('Google developers console API activation', activationUrl(context)),
      errorInfo('SERVICE_DISABLED', 'googleapis.com', {
        service: context.host,
        consumer: `projects/${context.projectNumber}`,
      }),
    ]),
  /** Also reason SERVICE_DISABLED, but the consumer is gcloud's own project: enabling the API would not help. */
  quotaProjectMissing: (context: ErrorContext): Answer =>
    problem(
      'PERMISSION_DENIED',
      `Your application is authenticating by using local Application Default Credentials. The ${context.host} API ` +
        'requires a quota project, which is not set by default. To learn how to set your quota project, see ' +
        'https://cloud.google.com/docs/authentication/adc-troubleshooting/user-creds .',
      [
        errorInfo('SERVICE_DISABLED', 'googleapis.com', {
          service: context.host,
          consumer: `projects/${adcClientProject}`,
        }),
      ],
    ),
  quotaProjectDenied: (context: ErrorContext): Answer =>
    problem(
      'PERMISSION_DENIED',
      `Caller does not have required permission to use project ${context.project}. Grant the caller the ` +
        'roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, ' +
        `by visiting ${iamUrl(context)} and then retry. Propagation of the new permission may take a few minutes.`,
      [
        errorInfo('USER_PROJECT_DENIED', 'googleapis.com', {
          service: context.host,
          consumer: `projects/${context.project}`,
        }),
        help('Google developer console IAM admin', iamUrl(context)),
      ],
    ),
  permissionDenied: (context: ErrorContext): Answer => permissionDenied(context, 'iam.googleapis.com'),
  /** The same with the service's own host as domain, which some services put there. */
  permissionDeniedByService: (context: ErrorContext): Answer => permissionDenied(context, context.host),
  /** An older text and no details at all. */
  permissionDeniedBare: (context: ErrorContext): Answer =>
    problem('PERMISSION_DENIED', `Permission '${permissionOf(context)}' denied on '${context.resource}'`),
  scopeInsufficient: (context: ErrorContext): Answer =>
    problem(
      'PERMISSION_DENIED',
      'Request had insufficient authentication scopes.',
      [
        errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'googleapis.com', {
          service: context.host,
          method: `google.longrunning.Operations.${methodName(context.method)}`,
        }),
      ],
      { 'WWW-Authenticate': `${realm} error="insufficient_scope", scope="${context.scopes.join(' ')}"` },
    ),
  credentialsMissing: (context: ErrorContext): Answer =>
    unauthenticated(
      context,
      'CREDENTIALS_MISSING',
      `Request is missing required authentication credential. ${missingLogin}`,
      realm.slice(0, -1),
    ),
  tokenExpired: (context: ErrorContext): Answer =>
    unauthenticated(
      context,
      'ACCESS_TOKEN_EXPIRED',
      `Request had invalid authentication credentials. ${missingLogin}`,
      `${realm} error="invalid_token"`,
    ),
  tokenTypeUnsupported: (context: ErrorContext): Answer =>
    unauthenticated(
      context,
      'ACCESS_TOKEN_TYPE_UNSUPPORTED',
      `Request had invalid authentication credentials. ${missingLogin}`,
      `${realm} error="invalid_token"`,
    ),
  accountStateInvalid: (context: ErrorContext): Answer =>
    unauthenticated(
      context,
      'ACCOUNT_STATE_INVALID',
      `Request had invalid authentication credentials. ${missingLogin}`,
      `${realm} error="invalid_token"`,
    ),
  vpcServiceControls: (context: ErrorContext): Answer =>
    problem(
      'PERMISSION_DENIED',
      "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: k3JQ9",
      [
        errorInfo('SECURITY_POLICY_VIOLATED', 'googleapis.com', {
          consumer: `projects/${context.projectNumber}`,
          service: context.host,
          uid: 'k3JQ9',
        }),
      ],
    ),
  resourceUsageRestricted: (context: ErrorContext): Answer =>
    problem(
      'PERMISSION_DENIED',
      `Request is disallowed by organization's constraints/gcp.restrictServiceUsage constraint for '${context.project}' ` +
        `attempting to use service '${context.host}'.`,
      [
        errorInfo('RESOURCE_USAGE_RESTRICTION_VIOLATED', 'googleapis.com', {
          consumer: `projects/${context.projectNumber}`,
          service: context.host,
        }),
      ],
    ),
  billingDisabled: (context: ErrorContext): Answer =>
    problem(
      'PERMISSION_DENIED',
      `This API method requires billing to be enabled. Please enable billing on project #${context.projectNumber} by ` +
        `visiting ${billingUrl(context)} then retry.`,
      [
        errorInfo('BILLING_DISABLED', 'googleapis.com', {
          consumer: `projects/${context.projectNumber}`,
          service: context.host,
        }),
        help('Google developers console billing', billingUrl(context)),
      ],
    ),
  consumerInvalid: (context: ErrorContext): Answer =>
    problem('PERMISSION_DENIED', `Permission denied on resource project ${context.project}.`, [
      errorInfo('CONSUMER_INVALID', 'googleapis.com', {
        consumer: `projects/${context.project}`,
        service: context.host,
      }),
      help('Google developers console', 'https://console.developers.google.com'),
    ]),
} as const;

const realm = 'Bearer realm="https://accounts.google.com/",';

function unauthenticated(context: ErrorContext, reason: string, message: string, challenge: string): Answer {
  const metadata = { service: context.host, method: `google.longrunning.Operations.${methodName(context.method)}` };
  const details = [errorInfo(reason, 'googleapis.com', metadata)];
  return problem('UNAUTHENTICATED', message, details, { 'WWW-Authenticate': challenge });
}

function permissionDenied(context: ErrorContext, domain: string): Answer {
  const permission = permissionOf(context);
  return problem(
    'PERMISSION_DENIED',
    `Permission '${permission}' denied on resource '//${context.host}/${context.resource}' (or it may not exist).`,
    [errorInfo('IAM_PERMISSION_DENIED', domain, { permission, resource: context.resource })],
  );
}

/** `operations.list` of Dataproc needs `dataproc.operations.list`. */
export function permissionOf({ service, method }: Pick<ErrorContext, 'service' | 'method'>): string {
  return `${service === 'cloudresourcemanager' ? 'resourcemanager' : service}.${method}`;
}

function methodName(method: string): string {
  const [resource = '', verb = ''] = method.split('.');
  const noun = resource.charAt(0).toUpperCase() + resource.slice(1);
  const act = verb.charAt(0).toUpperCase() + verb.slice(1);
  return verb === 'list' ? `${act}${noun}` : `${act}${noun.replace(/s$/, '')}`;
}

function disabledMessage(context: ErrorContext): string {
  return (
    `${context.title} has not been used in project ${context.project} before or it is disabled. Enable it by visiting ` +
    `${activationUrl(context)} then retry. If you enabled this API recently, wait a few minutes for the action to ` +
    'propagate to our systems and retry.'
  );
}

function activationUrl({ host, project }: ErrorContext): string {
  return `https://console.developers.google.com/apis/api/${host}/overview?project=${encodeURIComponent(project)}`;
}

function iamUrl({ project }: ErrorContext): string {
  return `https://console.developers.google.com/iam-admin/iam/project?project=${encodeURIComponent(project)}`;
}

function billingUrl({ projectNumber }: ErrorContext): string {
  return `https://console.developers.google.com/billing/enable?project=${projectNumber}`;
}
