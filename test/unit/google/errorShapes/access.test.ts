import { detail, envelope, info, itReads, older } from './shape.js';

const precondition = (violation: object): object => detail('PreconditionFailure', { violations: [violation] });

describe('errors about access and quotas that only their shape or their text tells', () => {
  itReads({
    'billing: a sentence': {
      body: older('Project lake-7 (#4242) has billing disabled. Please enable it.', 'forbidden'),
      kind: 'billingDisabled',
    },
    'billing: another sentence': {
      body: envelope('The billing account for the owning project is closed.'),
      kind: 'billingDisabled',
    },
    'billing: a sentence with the project behind': {
      body: envelope('The project to be charged is tied to an absent billing account.'),
      kind: 'billingDisabled',
    },
    'billing: a reason of the service’s own': {
      status: 400,
      body: envelope('Nope.', 'FAILED_PRECONDITION', [info('UREQ_PROJECT_BILLING_NOT_OPEN')]),
      kind: 'billingDisabled',
    },
    'billing: a violation': {
      status: 400,
      body: envelope('Nope.', 'FAILED_PRECONDITION', [precondition({ type: 'googleapis.com/billing-enabled' })]),
      kind: 'billingDisabled',
    },
    'billing: errors[]': { body: older('Nope.', 'billingNotEnabled'), kind: 'billingDisabled' },
    'billing: the link to its page': {
      body: envelope('Nope.', 'PERMISSION_DENIED', [
        detail('Help', { links: [{ description: 'x', url: 'https://c.example/billing/enable?project=4' }] }),
      ]),
      kind: 'billingDisabled',
    },
    'billing: a permission with that name is a permission': {
      body: envelope("Permission 'billing.accounts.get' denied on billing account 'x' (or it may not exist)."),
      kind: 'permissionDenied',
      metadata: { permission: 'billing.accounts.get' },
    },
    'service controls: a violation': {
      body: envelope('No.', 'PERMISSION_DENIED', [
        precondition({ type: 'VPC_SERVICE_CONTROLS', description: 'u_1-z' }),
      ]),
      kind: 'securityPolicy',
      facts: { metadata: { uid: 'u_1-z', description: 'u_1-z', precondition: 'VPC_SERVICE_CONTROLS' } },
    },
    'service controls: errors[]': {
      body: older('Request is prohibited. vpcServiceControlsUniqueIdentifier: Qa_-9.', 'policyViolation'),
      kind: 'securityPolicy',
      metadata: { uid: 'Qa_-9' },
    },
    'service controls: errors[] alone': { body: older('No.', 'policyViolation'), kind: 'securityPolicy' },
    'service controls: a sentence': {
      body: envelope('Request violates VPC Service Controls.'),
      kind: 'securityPolicy',
    },
    'an organization’s constraint: errors[] and a sentence': {
      body: older("Request is disallowed by organization's constraints/gcp.limitUse constraint.", 'policyViolation'),
      kind: 'orgPolicy',
    },
    'scope: errors[]': {
      body: older('Insufficient Permission', 'insufficientPermissions'),
      kind: 'scopeInsufficient',
      facts: { scopes: ['s'] },
    },
    'scope: a sentence': {
      body: envelope('Request had insufficient authentication scopes.'),
      kind: 'scopeInsufficient',
    },
    'scope: two words': { body: envelope('Insufficient Permission'), kind: 'scopeInsufficient' },
    'scope: the header of a page': {
      body: '<html></html>',
      headers: { 'www-authenticate': 'Bearer error=insufficient_scope' },
      kind: 'scopeInsufficient',
    },
    'scope: the person’s permission goes by the same reason': {
      body: older('User does not have sufficient permissions for this profile.', 'insufficientPermissions'),
      kind: 'permissionDenied',
    },
    'quota: daily': { body: older('Daily Limit Exceeded', 'dailyLimitExceeded'), kind: 'rateLimited' },
    'quota: without sign-up': { body: older('x', 'userRateLimitExceededUnreg'), kind: 'rateLimited' },
    'quota: concurrent': { body: older('x', 'concurrentLimitExceeded'), kind: 'rateLimited' },
    'quota: a daily limit, in a sentence': { body: envelope('Daily Limit Exceeded. Wait.'), kind: 'rateLimited' },
    'quota: the status alone': { status: 400, body: envelope('No.', 'RESOURCE_EXHAUSTED'), kind: 'rateLimited' },
    'quota: what a violation says': {
      status: 429,
      body: envelope('Resource has been exhausted.', 'RESOURCE_EXHAUSTED', [
        detail('QuotaFailure', { violations: [{ subject: 'BOATS_EXCEEDED', description: 'No more boats' }] }),
      ]),
      kind: 'rateLimited',
      metadata: { subject: 'BOATS_EXCEEDED', description: 'No more boats' },
    },
    'quota: a sentence': { body: envelope('Quota exceeded: ask for more.'), kind: 'rateLimited' },
    'quota: a request that is too large is refused as such': {
      status: 400,
      body: { error: { code: 400, message: 'x', errors: [{ reason: 'sizeLimitExceeded' }] } },
      kind: 'invalidArgument',
    },
    'quota: named in the message': {
      status: 429,
      body: envelope(
        "Quota limit 'CellsPerProject' has been exceeded. Limit: 3 in region europe-west6.",
        'RESOURCE_EXHAUSTED',
      ),
      kind: 'rateLimited',
      metadata: { quota_limit: 'CellsPerProject' },
    },
    'quota: metric and limit in the message': {
      status: 429,
      body: envelope(
        "Quota exceeded for quota metric 'Reads' and limit 'Reads per minute' of service 'x'.",
        'RESOURCE_EXHAUSTED',
      ),
      kind: 'rateLimited',
      metadata: { quota_metric: 'Reads', quota_limit: 'Reads per minute' },
    },
    'quota: of a resource': {
      body: older("Quota 'IN_USE_ADDRESSES' exceeded. Limit: 8.0 in region us-west4.", 'quotaExceeded'),
      kind: 'rateLimited',
      metadata: { quota_limit: 'IN_USE_ADDRESSES' },
    },
    'API: a sentence with its link': {
      body: envelope(
        'Lake API has not been used in project 4242 before or it is disabled. Enable it by visiting https://c.example/lake?project=4242 then retry.',
      ),
      kind: 'apiDisabled',
      metadata: { activationUrl: 'https://c.example/lake?project=4242' },
    },
    'API: another sentence': {
      body: envelope('API [lake.googleapis.com] not enabled on project [4242].'),
      kind: 'apiDisabled',
    },
    'quota project: the client’s own project in a sentence': {
      body: envelope('Lake API has not been used in project 764086051850 before or it is disabled.'),
      kind: 'quotaProjectMissing',
    },
    'quota project: the client’s own project in metadatas': {
      body: envelope('x', 'PERMISSION_DENIED', [
        info('SERVICE_DISABLED', { consumer: 'projects/764086051850' }, 'metadatas'),
      ]),
      kind: 'quotaProjectMissing',
    },
    'quota project: the client’s own project, as older services name it': {
      body: envelope('x', 'PERMISSION_DENIED', [info('SERVICE_DISABLED', { consumer: 'project_number:32555940559' })]),
      kind: 'quotaProjectMissing',
    },
    'quota project: may not be used, in a sentence': {
      body: envelope(
        'Caller does not have required permission to use project lake-7. Grant the serviceusage.services.use permission.',
      ),
      kind: 'quotaProjectDenied',
    },
    'permission: in metadatas': {
      body: envelope('x', 'PERMISSION_DENIED', [
        info('IAM_PERMISSION_DENIED', { permission: 'lake.boats.list' }, 'metadatas'),
      ]),
      kind: 'permissionDenied',
      metadata: { permission: 'lake.boats.list' },
    },
    'permission: the status alone': { status: 400, body: envelope('No.'), kind: 'permissionDenied' },
    'permission: in quotation marks': {
      body: envelope('Required "lake.boats.list" permission(s) for "projects/lake-7".'),
      kind: 'permissionDenied',
      metadata: { permission: 'lake.boats.list' },
    },
    'permission: bare, at the end of a sentence': {
      body: older('etl@lake-7.iam.gserviceaccount.com lacks lake.boatYards.getIamPolicy.', 'forbidden'),
      kind: 'permissionDenied',
      metadata: { permission: 'lake.boatYards.getIamPolicy' },
    },
    'permission: for a location of a project': {
      body: envelope(
        "Permission 'lake.boats.list' denied on resource '//lake.googleapis.com/projects/p/locations/us-west4'.",
      ),
      kind: 'permissionDenied',
      metadata: { permission: 'lake.boats.list' },
    },
    'permission: neither host nor class nor address is one': {
      body: envelope(
        'com.google.lake.Refused: a@b.iam.gserviceaccount.com may not, see https://cloud.google.com/lake and lake.googleapis.com.',
      ),
      kind: 'permissionDenied',
      facts: { metadata: undefined },
    },
  });
});
