import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiErrorFacts } from '../../../src/google/apiError.js';
import type { ErrorCase } from '../../emulator/index.js';
import { collection, failure, hurriedClock, listAll, openBench, openWith, type Bench } from './bench.js';

const host = 'dataproc.googleapis.com';
const project = 'acme-web';
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';
const activationUrl = `https://console.developers.google.com/apis/api/${host}/overview?project=${project}`;

/** From the error's case on the wire to the facts; fields that are not named here are not looked at. */
const table: Partial<Record<ErrorCase, Partial<ApiErrorFacts> & { readonly words?: RegExp }>> = {
  apiDisabled: {
    kind: 'apiDisabled',
    httpStatus: 403,
    status: 'PERMISSION_DENIED',
    reason: 'SERVICE_DISABLED',
    domain: 'googleapis.com',
    metadata: {
      service: host,
      serviceTitle: 'Cloud Dataproc API',
      consumer: `projects/${project}`,
      containerInfo: project,
      activationUrl,
    },
    links: [{ description: 'Google developers console API activation', url: activationUrl }],
    words: /^Cloud Dataproc API has not been used/,
  },
  apiDisabledOlder: {
    kind: 'apiDisabled',
    reason: 'SERVICE_DISABLED',
    metadata: { service: host, consumer: 'projects/271828182845', activationUrl },
  },
  quotaProjectMissing: { kind: 'quotaProjectMissing', words: /requires a quota project/ },
  quotaProjectDenied: { kind: 'quotaProjectDenied', reason: 'USER_PROJECT_DENIED' },
  permissionDenied: {
    kind: 'permissionDenied',
    reason: 'IAM_PERMISSION_DENIED',
    domain: 'iam.googleapis.com',
    metadata: {
      permission: 'dataproc.operations.list',
      resource: `projects/${project}/regions/us-central1/operations`,
    },
  },
  permissionDeniedByService: { kind: 'permissionDenied', domain: host },
  permissionDeniedBare: {
    kind: 'permissionDenied',
    status: 'PERMISSION_DENIED',
    metadata: { permission: 'dataproc.operations.list' },
  },
  scopeInsufficient: { kind: 'scopeInsufficient', scopes: [cloudPlatform] },
  credentialsMissing: { kind: 'tokenRejected', httpStatus: 401, reason: 'CREDENTIALS_MISSING' },
  tokenExpired: { kind: 'tokenRejected', reason: 'ACCESS_TOKEN_EXPIRED' },
  tokenTypeUnsupported: { kind: 'tokenRejected' },
  accountStateInvalid: { kind: 'tokenRejected' },
  vpcServiceControls: {
    kind: 'securityPolicy',
    metadata: { consumer: 'projects/271828182845', service: host, uid: 'k3JQ9' },
  },
  resourceUsageRestricted: { kind: 'orgPolicy' },
  billingDisabled: { kind: 'billingDisabled' },
  consumerInvalid: { kind: 'permissionDenied', reason: 'CONSUMER_INVALID' },
  rateLimited: { kind: 'rateLimited', httpStatus: 429, retryAfterMs: 26_000, reason: 'RATE_LIMIT_EXCEEDED' },
  rateLimitedByHeader: { kind: 'rateLimited', retryAfterMs: 7_000 },
  rateLimitedBare: { kind: 'rateLimited' },
  unavailable: { kind: 'unavailable', httpStatus: 503, status: 'UNAVAILABLE' },
  unavailableRetryAfter: { kind: 'unavailable', retryAfterMs: 3_000 },
  notFound: { kind: 'notFound', httpStatus: 404, status: 'NOT_FOUND' },
  invalidArgument: { kind: 'invalidArgument', httpStatus: 400 },
  failedPrecondition: { kind: 'failedPrecondition', httpStatus: 400, status: 'FAILED_PRECONDITION' },
  aborted: { kind: 'other', httpStatus: 409, status: 'ABORTED' },
  cancelled: { kind: 'other', httpStatus: 499, status: 'CANCELLED' },
  unknown: { kind: 'other', httpStatus: 500 },
  internal: { kind: 'other', httpStatus: 500, status: 'INTERNAL' },
  deadlineExceeded: { kind: 'deadline', httpStatus: 504 },
  dataLoss: { kind: 'other' },
  unimplemented: { kind: 'unimplemented', httpStatus: 501, status: 'UNIMPLEMENTED' },
  gatewayUnimplemented: { kind: 'unimplemented', status: 'UNIMPLEMENTED', words: /^HTTP 501$/ },
  gatewayNotFound: { kind: 'notFound', status: 'NOT_FOUND', words: /^not found$/ },
  htmlNotFound: { kind: 'garbled', httpStatus: 404, words: /^HTTP 404 with text\/html instead of JSON: Error 404/ },
  htmlBadGateway: { kind: 'unavailable', httpStatus: 502 },
  plainText: { kind: 'garbled', httpStatus: 404, words: /text\/plain instead of JSON: Not Found/ },
  emptyBody: { kind: 'other', httpStatus: 500, words: /^HTTP 500 with an empty body$/ },
};

describe('errors, from the wire to the facts', () => {
  let bench: Bench;
  const from = collection('dataproc', project, 'us-central1');

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => bench.emulator.control.reset());

  for (const [name, { words, ...expected }] of Object.entries(table)) {
    it(name, async () => {
      const effect = { kind: 'error', case: name as ErrorCase } as const;
      bench.emulator.control.inject({ service: 'dataproc', effect });
      const facts = await failure(listAll(bench.open({ clock: hurriedClock() }), from));
      assert.deepEqual(
        Object.fromEntries(Object.keys(expected).map((key) => [key, facts[key as keyof ApiErrorFacts]])),
        expected,
      );
      assert.equal(facts.host, host);
      assert.ok(facts.message.length > 0);
      if (words) {
        assert.match(facts.message, words);
      }
    });
  }

  it('tells which quota project cannot be used', async () => {
    bench.emulator.control.inject({ service: 'dataproc', effect: { kind: 'error', case: 'consumerInvalid' } });
    // Its consumer is the project of the request: the same refusal means another thing when that pays, too.
    assert.equal((await failure(listAll(bench.open({ quotaProject: project }), from))).kind, 'quotaProjectDenied');
  });

  it('meets the real refusals of the emulator', async () => {
    const { control } = bench.emulator;
    control.requireQuotaProject(['dataproc']);
    assert.equal((await failure(listAll(bench.open(), from))).kind, 'quotaProjectMissing');
    control.setProjectUsable({ project: 'acme-edge', usable: false });
    assert.equal((await failure(listAll(bench.open({ quotaProject: 'acme-edge' }), from))).kind, 'quotaProjectDenied');
    await listAll(bench.open({ quotaProject: 'acme-web' }), from);
    const disabled = collection('dataproc', 'acme-sandbox', 'us-central1');
    control.requireQuotaProject([]);
    assert.equal((await failure(listAll(bench.open(), disabled))).kind, 'apiDisabled');
    const unknown = collection('dataproc', 'no-such-project', 'us-central1');
    assert.equal((await failure(listAll(bench.open(), unknown))).kind, 'permissionDenied');
  });

  it('calls answers that are no API answers garbled', async () => {
    bench.emulator.control.createOperation({ service: 'dataproc', project, location: 'us-central1' });
    for (const kind of ['truncate', 'empty'] as const) {
      bench.emulator.control.clearFaults();
      bench.emulator.control.inject({ service: 'dataproc', effect: { kind } });
      assert.equal((await failure(listAll(bench.open(), from))).kind, 'garbled', kind);
    }
  });

  it('does not take a login page for an accepted cancel', async () => {
    const name = bench.emulator.control.createOperation({ service: 'dataproc', project, location: 'us-central1' });
    const text = '<html><title>Sign in to the network</title></html>';
    bench.emulator.control.inject({
      method: 'operations.cancel',
      effect: { kind: 'answer', status: 200, text, headers: { 'content-type': 'text/html' } },
    });
    const facts = await failure(bench.open().operations.cancel(from, name));
    assert.equal(facts.kind, 'garbled');
    assert.match(facts.message, /Sign in to the network/);
  });
});

describe('errors in shapes that Google no longer, or rarely, sends', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; headers?: Record<string, string>; body: string };

  before(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  async function facts(status: number, body: unknown, headers: Record<string, string> = {}): Promise<ApiErrorFacts> {
    answer = { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const google = openWith({ endpointOverrides: { dataproc: url }, clock: hurriedClock() });
    return failure(
      google.operations.get(collection('dataproc', project, 'r'), 'projects/acme-web/regions/r/operations/x'),
    );
  }

  const envelope = (error: object): object => ({
    error: { code: 403, message: 'no', status: 'PERMISSION_DENIED', ...error },
  });
  const detail = (type: string, fields: object): object => ({
    '@type': `type.googleapis.com/google.rpc.${type}`,
    ...fields,
  });

  it('a link to the activation page alone means: API disabled', async () => {
    const links = [{ description: 'Google developers console API activation', url: 'https://console.example/enable' }];
    const found = await facts(403, envelope({ details: [detail('Help', { links })] }));
    assert.equal(found.kind, 'apiDisabled');
    assert.equal(found.metadata?.['activationUrl'], 'https://console.example/enable');
  });

  it('the older errors[] tell the reason', async () => {
    const older = async (status: number, reason: string): Promise<string> =>
      (await facts(status, { error: { code: status, message: 'x', errors: [{ reason, domain: 'usageLimits' }] } }))
        .kind;
    assert.equal(await older(403, 'accessNotConfigured'), 'apiDisabled');
    assert.equal(await older(403, 'rateLimitExceeded'), 'rateLimited');
    assert.equal(await older(403, 'quotaExceeded'), 'rateLimited');
    assert.equal(await older(403, 'forbidden'), 'permissionDenied');
  });

  it('WWW-Authenticate alone tells an insufficient scope', async () => {
    const headers = { 'www-authenticate': 'Bearer realm="x", error="insufficient_scope", scope="y"' };
    const found = await facts(403, envelope({}), headers);
    assert.equal(found.kind, 'scopeInsufficient');
    assert.deepEqual(found.scopes, [cloudPlatform]);
  });

  it('the quota project case is known by its text, and by the project of gcloud itself', async () => {
    const message = 'The x API requires a quota project, which is not set by default.';
    assert.equal((await facts(403, envelope({ message }))).kind, 'quotaProjectMissing');
    const info = detail('ErrorInfo', { reason: 'SERVICE_DISABLED', metadata: { consumer: 'projects/32555940559' } });
    assert.equal((await facts(403, envelope({ details: [info] }))).kind, 'quotaProjectMissing');
  });

  it('LocalizedMessage wins over message', async () => {
    const found = await facts(
      403,
      envelope({ details: [detail('LocalizedMessage', { locale: 'de', message: 'Nein' })] }),
    );
    assert.equal(found.message, 'Nein');
  });

  it('only https links are kept', async () => {
    const urls = [
      'javascript:alert(1)',
      'http://a.example',
      'https://user:pw@b.example',
      'not a url',
      'https://ok.example/',
    ];
    const links = urls.map((link) => ({ description: 'd', url: link }));
    assert.deepEqual((await facts(403, envelope({ details: [detail('Help', { links })] }))).links, [
      { description: 'd', url: 'https://ok.example/' },
    ]);
  });

  it('violations stand in for ErrorInfo', async () => {
    const quota = detail('QuotaFailure', {
      violations: [{ subject: 'project:p', quotaMetric: 'm', quotaId: 'l', quotaValue: '7' }],
    });
    assert.deepEqual(
      (await facts(429, { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'x', details: [quota] } }))
        .metadata,
      {
        quota_metric: 'm',
        quota_limit: 'l',
        quota_limit_value: '7',
        subject: 'project:p',
      },
    );
    const violation = { type: 'STATE', subject: 'clusters/c', description: 'is being deleted' };
    const precondition = detail('PreconditionFailure', { violations: [violation] });
    const found = await facts(400, {
      error: { code: 400, status: 'FAILED_PRECONDITION', message: 'x', details: [precondition] },
    });
    assert.equal(found.kind, 'failedPrecondition');
    assert.deepEqual(found.metadata, { subject: 'clusters/c', description: 'is being deleted', precondition: 'STATE' });
  });

  it('an envelope without a status is read by its HTTP code', async () => {
    assert.equal((await facts(404, { error: { code: 404, message: 'gone' } })).kind, 'notFound');
    assert.equal((await facts(501, { error: { message: 'no' } })).kind, 'unimplemented');
    assert.equal((await facts(403, [{ error: { code: 403, message: 'no' } }])).kind, 'permissionDenied');
  });

  it('what is no Google error tells nothing about the operation', async () => {
    for (const body of ['', '{}', '[]', 'null', '"x"', '{"error":"not_found"}', '{"error":{"co', '<html></html>']) {
      assert.equal((await facts(404, body)).kind, 'garbled', body);
    }
    assert.equal((await facts(503, '<html></html>')).kind, 'unavailable');
    assert.equal((await facts(302, '', { location: 'https://login.example/' })).kind, 'redirected');
    assert.equal((await facts(200, '{}')).kind, 'garbled');
    assert.equal((await facts(200, '[{"name":"x"}]')).kind, 'garbled');
  });

  it('a token that a server quotes is not handed on', async () => {
    const message = 'Invalid: Authorization: Bearer ya29.a0AfB_byC-secret-secret-secret, 1//0gSecretSecretSecretSecret';
    const found = await facts(400, { error: { code: 400, status: 'INVALID_ARGUMENT', message } });
    assert.doesNotMatch(JSON.stringify(found), /ya29|1\/\/0g|secret/i);
  });
});
