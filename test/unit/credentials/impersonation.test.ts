import assert from 'node:assert/strict';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import {
  assertNoSecret,
  cloudPlatform,
  ediscovery,
  failureOf,
  openBench,
  userCredential,
  type CredentialBench,
} from './bench.js';
import { startFakeGoogle, type FakeAnswer, type FakeGoogle } from './fakeGoogle.js';

const target = 'deployer@acme-web.iam.gserviceaccount.com';
const generate = `/v1/projects/-/serviceAccounts/${encodeURIComponent(target)}:generateAccessToken`;

describe('impersonation of a service account', () => {
  let bench: CredentialBench;
  let google: FakeGoogle;
  let answer: (count: number) => FakeAnswer;

  beforeEach(async () => {
    bench = openBench();
    answer = (count) => ({
      body: { accessToken: `ya29.deployer-${count}`, expireTime: new Date(Date.now() + 3_600_000).toISOString() },
    });
    google = await startFakeGoogle(({ path }) => {
      if (path === '/token') {
        return { body: { access_token: `ya29.user-${google.to('/token').length}`, expires_in: 3599 } };
      }
      return path === generate ? answer(google.to('/v1/').length) : undefined;
    });
    bench.file('application_default_credentials.json', userCredential);
  });

  afterEach(async () => {
    await google.stop();
    bench.dispose();
  });

  const open = (options: Partial<CredentialOptions> = { impersonate: target }): ReturnType<typeof createCredential> =>
    createCredential(
      bench.options(options),
      bench.wire({ endpointOverrides: { oauth2: google.url, iamcredentials: google.url } }),
    );

  it('makes a token of the service account with the person’s, once for 50 requests', async () => {
    const credential = open();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => credential.accessToken([cloudPlatform])));
    assert.deepEqual(new Set(tokens), new Set(['ya29.deployer-1']));
    assert.deepEqual(
      google.requests.map(({ path }) => path),
      ['/token', generate],
    );
    const request = google.requests[1]!;
    assert.equal(request.headers.authorization, 'Bearer ya29.user-1');
    assert.equal(request.headers['x-goog-user-project'], 'acme-quota');
    assert.deepEqual(JSON.parse(request.body), { scope: [cloudPlatform], lifetime: '3600s', delegates: [] });
  });

  it('uses one token of the person for every scope', async () => {
    const credential = open();
    await Promise.all([credential.accessToken([cloudPlatform]), credential.accessToken([ediscovery])]);
    assert.equal(google.to('/token').length, 1);
    assert.equal(google.to('/v1/').length, 2);
  });

  it('says whom it acts as, and in which project that lives', async () => {
    assert.deepEqual(await open().describe(), {
      kind: 'impersonated',
      account: target,
      file: `${bench.folder}/application_default_credentials.json`,
      project: 'acme-web',
      quotaProject: undefined,
    });
    const scoped = await open({ impersonate: 'robot@acme.example.com.iam.gserviceaccount.com' }).describe();
    assert.equal(scoped.project, 'example.com:acme');
  });

  it('tries once more with a fresh token when the person’s is refused', async () => {
    answer = (count) =>
      count === 1
        ? { status: 401, body: { error: { code: 401, status: 'UNAUTHENTICATED', message: 'Invalid credentials' } } }
        : { body: { accessToken: 'ya29.deployer', expireTime: new Date(Date.now() + 3_600_000).toISOString() } };
    assert.equal(await open().accessToken([cloudPlatform]), 'ya29.deployer');
    assert.deepEqual(
      google.to('/v1/').map(({ headers }) => headers.authorization),
      ['Bearer ya29.user-1', 'Bearer ya29.user-2'],
    );
  });

  it('names the permission that is missing', async () => {
    answer = () => ({
      status: 403,
      body: {
        error: {
          code: 403,
          status: 'PERMISSION_DENIED',
          message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
              reason: 'IAM_PERMISSION_DENIED',
              domain: 'iam.googleapis.com',
              metadata: { permission: 'iam.serviceAccounts.getAccessToken' },
            },
          ],
        },
      },
    });
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'permissionDenied');
    assert.equal(error.facts.metadata?.['permission'], 'iam.serviceAccounts.getAccessToken');
    assert.equal(error.facts.host, 'iamcredentials.googleapis.com');
    assertNoSecret([error, bench.log], ['ya29.user-1', userCredential.refresh_token]);
  });

  it('passes on why the person’s own token could not be made', async () => {
    await google.stop();
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'network');
    google = await startFakeGoogle(() => undefined);
  });

  it('does the same for a credential file that says so, through its delegates', async () => {
    const between = 'projects/-/serviceAccounts/between@acme-web.iam.gserviceaccount.com';
    bench.file('application_default_credentials.json', {
      type: 'impersonated_service_account',
      service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${target}:generateAccessToken`,
      delegates: [between],
      quota_project_id: 'acme-quota-2',
      source_credentials: { ...userCredential, quota_project_id: undefined },
    });
    const credential = open({});
    const tokens = await Promise.all(Array.from({ length: 50 }, () => credential.accessToken([cloudPlatform])));
    assert.deepEqual(new Set(tokens), new Set(['ya29.deployer-1']));
    assert.equal(google.requests.length, 2);
    assert.deepEqual((JSON.parse(google.requests[1]!.body) as { delegates: unknown }).delegates, [between]);
    assert.equal((await credential.describe()).quotaProject, 'acme-quota-2');
  });

  it('finds fault with a file that names nobody, or has nothing inside', async () => {
    const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${target}:generateAccessToken`;
    for (const broken of [
      {
        service_account_impersonation_url: 'https://iamcredentials.googleapis.com/',
        source_credentials: userCredential,
      },
      { service_account_impersonation_url: url },
    ]) {
      bench.file('application_default_credentials.json', { type: 'impersonated_service_account', ...broken });
      assert.equal((await failureOf(open({}).describe())).facts.reason, 'fileMalformed');
    }
  });
});
