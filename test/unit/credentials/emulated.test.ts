import assert from 'node:assert/strict';
import type { Credential } from '../../../src/google/credentials/credential.js';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import { selfSignedIdentity, startEmulator, type Emulator } from '../../emulator/index.js';
import { FakeClock } from '../support/fakeClock.js';
import { assertNoSecret, cloudPlatform, ediscovery, failureOf, openBench, type CredentialBench } from './bench.js';

const subjectToken = 'token-of-the-identity-provider';
const robot = 'deployer@acme-web.iam.gserviceaccount.com';

/** Every kind of credential through the real library, up to an API that looks at the token. */
describe('credentials at an API', function () {
  this.timeout(30_000);
  let bench: CredentialBench;
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
    emulator.control.addSubjectToken({ token: subjectToken, email: 'ci@example.com' });
  });

  after(() => emulator.stop());

  beforeEach(() => {
    bench = openBench();
    emulator.control.clearRequests();
  });

  afterEach(() => {
    emulator.control.failRefresh(null);
    emulator.control.clearFaults();
    bench.dispose();
  });

  function open(json: object, options: Partial<CredentialOptions> = {}, at: Emulator = emulator): Credential {
    const endpointOverrides = at.settings['cloudOperations.endpointOverrides'] as Record<string, string>;
    const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('credential.json', json) };
    return createCredential(bench.options({ env, ...options }), bench.wire({ endpointOverrides }));
  }

  const operations = (token: string): Promise<Response> =>
    fetch(`${emulator.url}/dataproc/v1/projects/acme-web/regions/us-central1/operations`, {
      headers: { authorization: `Bearer ${token}` },
    });

  const vaultOperations = (token: string): Promise<Response> =>
    fetch(`${emulator.url}/vault/v1/operations`, { headers: { authorization: `Bearer ${token}` } });

  const workload = (): object => ({
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/oidc',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: { file: bench.file('subject', subjectToken) },
  });
  const impersonationUrl = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${robot}:generateAccessToken`;

  const kinds: Record<string, () => Credential> = {
    'a person': () => open(emulator.credentialFile),
    'a service account': () => open(emulator.serviceAccountFile),
    'a workload': () => open(workload()),
    'a workload that acts as a service account': () =>
      open({ ...workload(), service_account_impersonation_url: impersonationUrl }),
    'a person who acts as a service account by the file': () =>
      open({
        type: 'impersonated_service_account',
        service_account_impersonation_url: impersonationUrl,
        source_credentials: emulator.credentialFile,
      }),
    'a person who acts as a service account by the setting': () =>
      open(emulator.credentialFile, { impersonate: robot }),
  };

  for (const [name, credential] of Object.entries(kinds)) {
    it(`are accepted from ${name}, 50 requests for one token, and leave no secret behind`, async () => {
      const opened = credential();
      const tokens = await Promise.all(Array.from({ length: 50 }, () => opened.accessToken([cloudPlatform])));
      assert.equal(new Set(tokens).size, 1);
      const counts = emulator.control.counters();
      for (const method of Object.keys(counts)) {
        assert.equal(counts[method], 1, method);
      }
      assert.equal((await operations(tokens[0]!)).status, 200);
      assertNoSecret([await opened.describe(), bench.log], emulator.control.secrets());
    });
  }

  it('are for Vault when Vault is asked, and for a user there where the service account may act for one', async () => {
    const credential = open(emulator.serviceAccountFile, { subject: 'admin@example.com' });
    const token = await credential.accessToken([ediscovery]);
    assert.equal((await vaultOperations(token)).status, 200);
    assert.equal((await operations(token)).status, 403);
    emulator.control.setDelegation(false);
    credential.rejected(token);
    const error = await failureOf(credential.accessToken([ediscovery]));
    assert.equal(error.facts.kind, 'credentialsBroken');
    assert.match(error.message, /^unauthorized_client: /);
    emulator.control.setDelegation(true);
  });

  it('wait twenty seconds for a token endpoint that hangs, and say who that was', async () => {
    emulator.control.inject({ service: 'oauth2', method: 'token', effect: { kind: 'hang' } });
    const clock = new FakeClock();
    const endpointOverrides = emulator.settings['cloudOperations.endpointOverrides'] as Record<string, string>;
    const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('credential.json', emulator.credentialFile) };
    const credential = createCredential(bench.options({ env }), bench.wire({ endpointOverrides, clock }));
    const failure = failureOf(credential.accessToken([cloudPlatform]));
    while (emulator.requests.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await clock.pass(20_000);
    const error = await failure;
    assert.equal(error.facts.kind, 'deadline');
    assert.equal(error.facts.host, 'oauth2.googleapis.com');
    assert.equal(clock.pending, 0);
  });

  it('survive a token endpoint that is unavailable for a moment', async () => {
    emulator.control.inject({ service: 'oauth2', method: 'token', times: 2, effect: { kind: 'answer', status: 503 } });
    assert.ok(await open(emulator.credentialFile).accessToken([cloudPlatform]));
  });

  for (const { failure, kind } of [
    { failure: 'invalidGrant', kind: 'signInExpired' },
    { failure: 'invalidRapt', kind: 'reauthRequired' },
    { failure: 'raptRequired', kind: 'reauthRequired' },
  ] as const) {
    it(`say ${kind} for ${failure}, behind an impersonation too`, async () => {
      emulator.control.failRefresh(failure);
      for (const impersonate of [undefined, robot]) {
        const error = await failureOf(open(emulator.credentialFile, { impersonate }).accessToken([cloudPlatform]));
        assert.equal(error.facts.kind, kind);
        assertNoSecret([error, bench.log], emulator.control.secrets());
      }
    });
  }

  it('say that the certificate is not trusted, not that the login is bad', async () => {
    const tls = await startEmulator({ tls: selfSignedIdentity() });
    try {
      const error = await failureOf(open(tls.credentialFile, {}, tls).accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, 'certificate');
      assertNoSecret([error, bench.log], tls.control.secrets());
    } finally {
      await tls.stop();
    }
  });

  it('do not go to an override that is no safe address', async () => {
    const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('credential.json', emulator.credentialFile) };
    const wire = bench.wire({ endpointOverrides: { oauth2: 'http://token.example.com' } });
    const error = await failureOf(createCredential(bench.options({ env }), wire).accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'endpointInvalid');
  });
});
