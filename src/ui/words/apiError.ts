import { l10n } from 'vscode';
import type { ApiErrorFacts } from '../../google/apiError.js';
import type { CredentialKind } from '../../google/credentials/credential.js';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import { credentialErrorWords } from './credentialError.js';
import { duration } from './duration.js';
import { number } from './plural.js';
import { activationUrl, remedies, type ErrorWords, type Remedy } from './remedy.js';
import { shownClock } from './time.js';

/** What title and remedy depend on beside the error itself. */
export interface ErrorContext {
  /** Kind of the credential that the request was made with. */
  readonly credential?: CredentialKind | undefined;
  /** When the server is willing to be asked again, for an error that is not told at once. Milliseconds since the epoch. */
  readonly retryAt?: number | undefined;
}

/** Every way in which a request can fail: title, explanation, remedy. */
export function errorWords(error: ApiErrorFacts, project: string | undefined, context: ErrorContext = {}): ErrorWords {
  const words = wordsOfKind(error, project, context);
  return error.advice === undefined
    ? words
    : { ...words, detail: l10n.t('{0} The server advises: {1}', words.detail, error.advice) };
}

function wordsOfKind(error: ApiErrorFacts, project: string | undefined, context: ErrorContext): ErrorWords {
  const { kind, metadata } = error;
  switch (kind) {
    case 'credentialsMissing':
    case 'credentialsBroken':
    case 'signInExpired':
    case 'reauthRequired':
    case 'tokenRejected':
    case 'scopeInsufficient':
      return credentialErrorWords(kind, error, context.credential);
    case 'apiDisabled':
      return {
        title: l10n.t('API not enabled'),
        detail: l10n.t('The API is not enabled in this project. After enabling it, allow a few minutes, then refresh.'),
        remedy: remedies.openLink(l10n.t('Enable…'), activationUrl(error, project)),
      };
    case 'quotaProjectMissing':
      return {
        title: l10n.t('Quota project missing'),
        detail: l10n.t(
          'A user’s Application Default Credentials name no project to count requests against. Name one in the settings, or with “gcloud auth application-default set-quota-project”.',
        ),
        remedy: remedies.openSetting(l10n.t('Set Quota Project…'), 'cloudOperations.quotaProject'),
      };
    case 'quotaProjectDenied':
      return {
        title: l10n.t('Quota project cannot be used'),
        detail: l10n.t(
          'Counting requests against that project takes the permission {0} there.',
          'serviceusage.services.use',
        ),
        remedy: remedies.openSetting(l10n.t('Set Quota Project…'), 'cloudOperations.quotaProject'),
      };
    case 'permissionDenied':
      return permissionWords(metadata?.['permission'], project);
    case 'securityPolicy':
      return {
        title: l10n.t('Blocked by VPC Service Controls'),
        detail: l10n.t(
          'A service perimeter does not let this request through. Your administrator can tell why from the error’s unique id: {0}',
          metadata?.['uid'] ?? l10n.t('none given'),
        ),
        remedy: remedies.copyText(l10n.t('Copy Error'), error.message),
      };
    case 'orgPolicy':
      return {
        title: l10n.t('Blocked by organization policy'),
        detail: l10n.t('A policy of your organization does not allow this request. Your administrator can change it.'),
        remedy: remedies.copyText(l10n.t('Copy Error'), error.message),
      };
    case 'locationUnavailable':
      return {
        title: l10n.t('No access to this location'),
        detail:
          metadata?.['location'] === undefined
            ? l10n.t('The location does not exist, or this project has no access to it.')
            : l10n.t('The location {0} does not exist, or this project has no access to it.', metadata['location']),
        remedy: undefined,
      };
    case 'projectDeleted':
      return {
        title: l10n.t('Project deleted'),
        detail: l10n.t('The server says that the project has been deleted.'),
        remedy: remedies.run(l10n.t('Choose Projects…'), 'cloudOperations.selectProjects'),
      };
    case 'projectSuspended':
      return {
        title: l10n.t('Project suspended or deleted'),
        detail: l10n.t('The server says that the project is suspended or deleted, so that nothing of it can be read.'),
        remedy: remedies.run(l10n.t('Choose Projects…'), 'cloudOperations.selectProjects'),
      };
    case 'billingDisabled':
      return {
        title: l10n.t('Billing not enabled'),
        detail: l10n.t('The project has no active billing account, which this service requires.'),
        remedy: remedies.openLink(l10n.t('Open Billing…'), consoleUrl('billing/linkedaccount', project)),
      };
    case 'rateLimited':
      return {
        title: withWait(l10n.t('Quota exceeded'), error, context),
        detail: limitWords(error),
        remedy: refresh(),
      };
    case 'notFound':
      return {
        title: l10n.t('Not found'),
        detail: l10n.t('The server does not know it: the project may not exist, or you may not be allowed to see it.'),
        remedy: remedies.run(l10n.t('Choose Projects…'), 'cloudOperations.selectProjects'),
      };
    case 'unimplemented':
      return {
        title: l10n.t('Not supported here'),
        detail: l10n.t('The service does not offer this method in this place.'),
        remedy: undefined,
      };
    case 'failedPrecondition':
    case 'invalidArgument':
      return {
        title: l10n.t('Request refused'),
        detail: l10n.t('The server refused the request; its own words say why.'),
        remedy: remedies.copyText(l10n.t('Copy Error'), error.message),
      };
    case 'unavailable':
      return {
        title: withWait(l10n.t('Service unavailable'), error, context),
        detail: l10n.t('The service cannot answer for the moment.'),
        remedy: refresh(),
      };
    case 'deadline':
      return {
        title: l10n.t('No answer in time'),
        detail:
          error.httpStatus === undefined
            ? l10n.t('No answer came within the time that the setting {0} allows.', 'cloudOperations.requestTimeout')
            : l10n.t('The server did not finish its answer within its own time.'),
        remedy: refresh(),
      };
    case 'network':
      return {
        title:
          error.networkCode === undefined ? l10n.t('Not reachable') : l10n.t('Not reachable ({0})', error.networkCode),
        detail: l10n.t('No connection to {0}. VS Code’s own proxy settings apply.', error.host ?? l10n.t('the server')),
        remedy: refresh(),
      };
    case 'certificate':
      return {
        title: l10n.t('Certificate not trusted'),
        detail: l10n.t(
          'The certificate of {0} is not trusted, usually because a proxy replaces it. Add the proxy’s certificate to the operating system; VS Code takes it from there.',
          error.host ?? l10n.t('the server'),
        ),
        remedy: remedies.openSetting(l10n.t('Proxy Settings…'), 'http.'),
      };
    case 'aborted':
      return {
        title: l10n.t('Stopped'),
        detail: l10n.t('The request was stopped before its answer came.'),
        remedy: refresh(),
      };
    case 'garbled':
      return {
        title: l10n.t('Answer not understood'),
        detail: l10n.t('The answer is not what the API documents. A proxy or a wrong endpoint may have sent it.'),
        remedy: refresh(),
      };
    case 'pagingLoop':
      return {
        title: l10n.t('Listing never ends'),
        detail: l10n.t('The server repeats its pages, so that the list has no end. What was read is shown.'),
        remedy: refresh(),
      };
    case 'tooManyProjects':
      return {
        title: l10n.t('Too many projects'),
        detail: l10n.t(
          'More projects lie below it than are read at once ({0}). Choose folders below it instead.',
          number(Number(metadata?.['most'])),
        ),
        remedy: remedies.run(l10n.t('Choose Projects…'), 'cloudOperations.selectProjects'),
      };
    case 'endpointInvalid':
      return {
        title: l10n.t('Endpoint override not valid'),
        detail: l10n.t('The setting {0} holds an address that cannot be used.', 'cloudOperations.endpointOverrides'),
        remedy: remedies.openSetting(l10n.t('Open Setting…'), 'cloudOperations.endpointOverrides'),
      };
    case 'originNotAllowed':
      return originWords(metadata?.['origin']);
    case 'redirected':
      return {
        title: l10n.t('Redirected'),
        detail: l10n.t(
          'The answer leads to another address. Requests with an access token are not sent on; a proxy’s sign-in page or a wrong endpoint may be in between.',
        ),
        remedy: refresh(),
      };
    case 'other':
      return otherWords(error);
  }
}

/** By the google.rpc.Code; its name is for those who know it, and never all that is said. */
function otherWords({ status, httpStatus }: ApiErrorFacts): ErrorWords {
  if (status === 'CANCELLED') {
    // Of the request, not of any operation: Google's front ends break requests off when they are busy.
    return {
      title: l10n.t('Request broken off'),
      detail: l10n.t(
        'The server broke off this request, which happens when it is busy. No operation was cancelled by it.',
      ),
      remedy: refresh(),
    };
  }
  const code = status ?? (httpStatus === undefined ? undefined : l10n.t('HTTP {0}', String(httpStatus)));
  if (httpStatus !== undefined && httpStatus >= 500) {
    return {
      title: l10n.t('Fault of the server ({0})', code ?? String(httpStatus)),
      detail: l10n.t('Something went wrong inside the service; its own words may say more.'),
      remedy: refresh(),
    };
  }
  return {
    title: code === undefined ? l10n.t('Failed') : l10n.t('Failed ({0})', code),
    detail: l10n.t('The server’s own words say what happened.'),
    remedy: refresh(),
  };
}

/** Of requests or of resources: RESOURCE_EXHAUSTED is said of both. */
function limitWords({ metadata }: ApiErrorFacts): string {
  const limit = metadata?.['quota_limit'] ?? metadata?.['quota_metric'] ?? metadata?.['description'];
  return limit === undefined
    ? l10n.t('A limit is used up, which the server does not name.')
    : l10n.t('This limit is used up: {0}', limit);
}

function permissionWords(permission: string | undefined, project: string | undefined): ErrorWords {
  if (permission === undefined) {
    return {
      title: l10n.t('No permission'),
      detail: l10n.t(
        'You may not do this, or what you asked for does not exist. The server does not name the permission.',
      ),
      remedy: remedies.openLink(l10n.t('Open IAM…'), consoleUrl('iam-admin/iam', project)),
    };
  }
  return {
    title: l10n.t('No permission {0}', permission),
    detail: l10n.t('You need the permission {0}. Whoever administers the project can grant it.', permission),
    remedy: project === undefined ? undefined : remedies.copyGrant(l10n.t('Copy Grant Command'), project, permission),
  };
}

/** Plain http is never allowed but on this machine, so there is nothing to ask the person. */
function originWords(origin: string | undefined): ErrorWords {
  const address = origin ?? l10n.t('not named');
  return {
    title: l10n.t('Address not allowed'),
    detail: l10n.t('Nothing was sent: this address may not receive access tokens yet: {0}', address),
    remedy:
      origin?.startsWith('https:') === true
        ? remedies.allowOrigin(l10n.t('Allow…'), origin)
        : remedies.openSetting(l10n.t('Open Setting…'), 'cloudOperations.endpointOverrides'),
  };
}

/** A row stays as it is while the wait goes on, so it names the time of day. */
function withWait(title: string, { retryAfterMs }: ApiErrorFacts, { retryAt }: ErrorContext): string {
  if (retryAt !== undefined) {
    return l10n.t('{0}, retry after {1}', title, shownClock(retryAt));
  }
  return retryAfterMs === undefined ? title : l10n.t('{0}, retry in {1}', title, duration(retryAfterMs));
}

function refresh(): Remedy {
  return remedies.run(l10n.t('Try Again'), 'cloudOperations.refresh');
}
