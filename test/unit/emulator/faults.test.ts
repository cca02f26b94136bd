import assert from 'node:assert/strict';
import { errorCases } from '../../emulator/errors/cases.js';
import type { ErrorCase, FaultEffect } from '../../emulator/index.js';
import { scenarios, startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf, namesIn } from './client.js';
import type { Client } from './client.js';

describe('emulator: faults', () => {
  let emulator: Emulator;
  let client: Client;
  let name: string;
  const list = '/clouddeploy/v1/projects/acme-web/locations/us-central1/operations';

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.stop());
  beforeEach(() => {
    emulator.control.reset();
    client = clientOf(emulator);
    name = emulator.control.createOperation({
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.neverEnds(),
    });
  });

  const inject = (effect: FaultEffect, more: object = {}): string => emulator.control.inject({ ...more, effect });
  const failure = (request: Promise<unknown>): Promise<string> =>
    request.then(
      () => 'answered',
      (error: unknown) => String((error as { cause?: { code?: string } }).cause?.code ?? error),
    );

  const expected: Record<ErrorCase, [status: number, first: unknown]> = {
    apiDisabled: [403, 'SERVICE_DISABLED'],
    apiDisabledOlder: [403, undefined],
    quotaProjectMissing: [403, 'SERVICE_DISABLED'],
    quotaProjectDenied: [403, 'USER_PROJECT_DENIED'],
    permissionDenied: [403, 'IAM_PERMISSION_DENIED'],
    permissionDeniedByService: [403, 'IAM_PERMISSION_DENIED'],
    permissionDeniedBare: [403, undefined],
    scopeInsufficient: [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
    credentialsMissing: [401, 'CREDENTIALS_MISSING'],
    tokenExpired: [401, 'ACCESS_TOKEN_EXPIRED'],
    tokenTypeUnsupported: [401, 'ACCESS_TOKEN_TYPE_UNSUPPORTED'],
    accountStateInvalid: [401, 'ACCOUNT_STATE_INVALID'],
    vpcServiceControls: [403, 'SECURITY_POLICY_VIOLATED'],
    resourceUsageRestricted: [403, 'RESOURCE_USAGE_RESTRICTION_VIOLATED'],
    billingDisabled: [403, 'BILLING_DISABLED'],
    consumerInvalid: [403, 'CONSUMER_INVALID'],
    rateLimited: [429, 'RATE_LIMIT_EXCEEDED'],
    rateLimitedByHeader: [429, 'RATE_LIMIT_EXCEEDED'],
    rateLimitedBare: [429, undefined],
    unavailableRetryAfter: [503, undefined],
    notFound: [404, undefined],
    invalidArgument: [400, undefined],
    failedPrecondition: [400, undefined],
    aborted: [409, undefined],
    cancelled: [499, undefined],
    unknown: [500, undefined],
    internal: [500, undefined],
    unavailable: [503, undefined],
    deadlineExceeded: [504, undefined],
    dataLoss: [500, undefined],
    unimplemented: [501, undefined],
    gatewayUnimplemented: [501, undefined],
    gatewayNotFound: [404, undefined],
    htmlNotFound: [404, undefined],
    htmlBadGateway: [502, undefined],
    plainText: [404, undefined],
    emptyBody: [500, undefined],
    invalidGrant: [400, undefined],
    invalidRapt: [400, undefined],
    raptRequired: [400, undefined],
  };
  for (const errorCase of Object.keys(errorCases) as ErrorCase[]) {
    it(`answers the row ${errorCase}`, async () => {
      inject({ kind: 'error', case: errorCase });
      const reply = await client.get(list);
      assert.deepEqual([reply.status, at(reply, 'error.details.0.reason')], expected[errorCase]);
      const code = at(reply, 'error.code');
      assert.ok(code === undefined || code === reply.status, 'the envelope repeats the HTTP status');
    });
  }

  it('says in the details of a 429 how long to wait, or in a header', async () => {
    inject({ kind: 'error', case: 'rateLimited' }, { times: 1 });
    const details = at(await client.get(list), 'error.details') as Record<string, unknown>[];
    assert.ok(details.some(({ retryDelay }) => retryDelay === '26s'));
    inject({ kind: 'error', case: 'rateLimitedByHeader' }, { times: 1 });
    assert.equal((await client.get(list)).headers.get('retry-after'), '7');
    assert.equal((await client.get(list)).status, 200);
  });

  it('matches by service, project, location, method, HTTP method and path', async () => {
    const misses = [
      { service: 'dataproc' },
      { project: 'acme-edge' },
      { location: 'europe-west1' },
      { method: 'operations.get' },
      { httpMethod: 'POST' },
      { path: 'regions' },
    ];
    for (const match of misses) inject({ kind: 'error', case: 'internal' }, match);
    assert.equal((await client.get(list)).status, 200);
    const hit = {
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'us-central1',
      method: 'operations.list',
      httpMethod: 'GET',
      path: 'operations$',
    };
    const id = inject({ kind: 'error', case: 'internal' }, hit);
    assert.equal((await client.get(list)).status, 500);
    assert.equal(emulator.control.faultHits(id), 1);
    assert.equal(emulator.control.removeFault(id), true);
    assert.equal((await client.get(list)).status, 200);
  });

  it('happens as often as asked, after as many as asked', async () => {
    inject({ kind: 'error', case: 'unavailable' }, { after: 1, times: 2 });
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push((await client.get(list)).status);
    assert.deepEqual(statuses, [200, 503, 503, 200]);
  });

  it('delays', async () => {
    inject({ kind: 'slow' }, { delayMs: 60 });
    const started = performance.now();
    assert.deepEqual(namesIn(await client.get(list)), [name]);
    assert.ok(performance.now() - started >= 55);
  });

  it('loses the answer of a cancel that was carried out, or of one that was not', async () => {
    inject({ kind: 'reset', when: 'before' }, { method: 'operations.cancel', times: 1 });
    assert.equal(await failure(client.post(`/clouddeploy/v1/${name}:cancel`)), 'ECONNRESET');
    assert.equal(emulator.control.operation(name).cancelRequested, false);
    inject({ kind: 'reset', when: 'after' }, { method: 'operations.cancel', times: 1 });
    assert.equal(await failure(client.post(`/clouddeploy/v1/${name}:cancel`)), 'ECONNRESET');
    assert.equal(emulator.control.operation(name).cancelRequested, true);
    assert.equal(emulator.control.cancelPosts(name), 2);
  });

  it('hangs and stalls until the client gives up', async () => {
    for (const kind of ['hang', 'stall'] as const) {
      inject({ kind }, { times: 1 });
      const request = client.request('GET', list, { signal: AbortSignal.timeout(80) });
      assert.match(await failure(request), /TimeoutError/, kind);
    }
    assert.equal((await client.get(list)).status, 200);
  });

  it('cuts JSON short in a whole answer, and an answer in the middle', async () => {
    inject({ kind: 'truncate' }, { times: 1 });
    const truncated = await client.get(list);
    assert.equal(truncated.status, 200);
    assert.equal(truncated.json, undefined);
    assert.match(truncated.text, /^\{/);
    inject({ kind: 'cut' }, { times: 1 });
    assert.notEqual(await failure(client.get(list)), 'answered');
  });

  it('answers nothing, or anything', async () => {
    inject({ kind: 'empty' }, { times: 1 });
    const empty = await client.get(list);
    assert.deepEqual([empty.status, empty.text], [200, '']);
    inject({ kind: 'answer', status: 418, json: { odd: true }, headers: { 'X-Odd': '1' } }, { times: 1 });
    const odd = await client.get(list);
    assert.deepEqual([odd.status, odd.json, odd.headers.get('x-odd')], [418, { odd: true }, '1']);
    inject({ kind: 'answer', status: 200, text: 'pong' }, { times: 1 });
    assert.equal((await client.get(list)).text, 'pong');
  });

  it('puts an empty page with a token in front, after which the list goes on', async () => {
    inject({ kind: 'emptyPage' }, { times: 1 });
    const first = await client.get(list);
    assert.deepEqual(Object.keys(first.json ?? {}), ['nextPageToken']);
    const token = encodeURIComponent(String(at(first, 'nextPageToken')));
    assert.deepEqual(namesIn(await client.get(`${list}?pageToken=${token}`)), [name]);
    inject({ kind: 'emptyPage' }, { times: 1 });
    const projects = await client.get('/cloudresourcemanager/v3/projects:search');
    const next = encodeURIComponent(String(at(projects, 'nextPageToken')));
    const second = await client.get(`/cloudresourcemanager/v3/projects:search?pageToken=${next}`);
    assert.equal((at(second, 'projects') as unknown[]).length, 5);
  });

  it('leads page tokens in a circle', async () => {
    inject({ kind: 'tokenLoop' });
    const first = String(at(await client.get(list), 'nextPageToken'));
    const again = await client.get(`${list}?pageToken=${encodeURIComponent(first)}`);
    assert.equal(at(again, 'nextPageToken'), first);
    assert.deepEqual(namesIn(again), [name]);
  });

  it('reports unreachable places beside what it has', async () => {
    inject({ kind: 'unreachable', locations: ['europe-west1'] });
    const reply = await client.get(list);
    assert.deepEqual(at(reply, 'unreachable'), ['projects/acme-web/locations/europe-west1']);
    assert.deepEqual(namesIn(reply), [name]);
  });

  it('refuses a fault whose path is no regular expression', () => {
    assert.throws(() => inject({ kind: 'slow' }, { path: '(' }), SyntaxError);
  });
});
