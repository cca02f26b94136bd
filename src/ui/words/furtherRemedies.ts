import { l10n } from 'vscode';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import { isProjectFolder } from '../../google/projectId.js';
import type { Problem } from '../../watch/problem.js';
import { remedies, type Remedy } from './remedy.js';

/** What else helps, beside the remedy that a problem's row offers and the links that the server sent. */
export function furtherRemedies({ project, service, error }: Problem): readonly Remedy[] {
  switch (error.kind) {
    case 'credentialsMissing':
    case 'credentialsBroken':
    case 'signInExpired':
    case 'reauthRequired':
    case 'tokenRejected':
    case 'scopeInsufficient':
      return [
        remedies.selectCredentials(l10n.t('Choose Credentials…')),
        remedies.openSetting(l10n.t('Credential Settings…'), 'cloudOperations.credentials'),
      ];
    case 'apiDisabled':
      return project === undefined || error.host === undefined
        ? []
        : [remedies.copyCommand(l10n.t('Copy Enable Command'), { kind: 'enableApis', project, hosts: [error.host] })];
    case 'quotaProjectMissing':
      return project === undefined
        ? []
        : [remedies.copyCommand(l10n.t('Copy Quota Project Command'), { kind: 'setQuotaProject', project })];
    case 'permissionDenied':
      return [remedies.openLink(l10n.t('Open IAM…'), consoleUrl('iam-admin/iam', project))];
    case 'notFound':
      return service === undefined && !isProjectFolder(project) ? hideProject(project) : [];
    case 'rateLimited':
      return [remedies.openLink(l10n.t('Open Quotas…'), consoleUrl('iam-admin/quotas', project))];
    case 'network':
      return [remedies.openSetting(l10n.t('Proxy Settings…'), 'http.'), diagnose()];
    case 'certificate':
    case 'redirected':
      return [diagnose()];
    case 'originNotAllowed':
      return [remedies.openSetting(l10n.t('Open Setting…'), 'cloudOperations.endpointOverrides')];
    case 'projectDeleted':
    case 'projectSuspended':
      return hideProject(project);
    case 'deadline':
      return error.httpStatus !== undefined
        ? []
        : [remedies.openSetting(l10n.t('Request Timeout…'), 'cloudOperations.requestTimeout')];
    case 'quotaProjectDenied':
    case 'securityPolicy':
    case 'orgPolicy':
    case 'locationUnavailable':
    case 'billingDisabled':
    case 'unimplemented':
    case 'failedPrecondition':
    case 'invalidArgument':
    case 'unavailable':
    case 'aborted':
    case 'garbled':
    case 'pagingLoop':
    case 'tooManyProjects':
    case 'endpointInvalid':
    case 'other':
      return [];
  }
}

function hideProject(project: string | undefined): readonly Remedy[] {
  return project === undefined
    ? []
    : [
        {
          ...remedies.run(l10n.t('Hide Project'), 'cloudOperations.hideProject'),
          args: [{ type: 'project', project }],
        },
      ];
}

function diagnose() {
  return remedies.run(l10n.t('Diagnose Connection'), 'cloudOperations.diagnoseConnection');
}
