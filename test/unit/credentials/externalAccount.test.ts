import assert from 'node:assert/strict';
import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import { assertNoSecret, cloudPlatform, ediscovery, failureOf, openBench, type CredentialBench } from './bench.js';
import { startFakeGoogle, type FakeAnswer, type FakeGoogle, type Handler } from './fakeGoogle.js';

const subjectToken = 'eyJsubject-token-of-the-identity-provider';
const federatedToken = 'ya29.federated-token-of-sts';
const target = 'robot@acme-analytics.iam.gserviceaccount.com';
const impersonationUrl = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${target}:generateAccessToken`;

const workload = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/oidc',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  quota_project_id: 'acme-quota',
} as const;

describe('an external account (workload identity federation)', () => {
  let bench: CredentialBench;
  let google: FakeGoogle;
  let issued: number;
  let sts: () => FakeAnswer;
  const handle: Handler = ({ path: asked }) => {
    if (asked === '/sts/v1/token') {
      return sts();
    }
    if (asked === `/iam/v1/projects/-/serviceAccounts/${target}:generateAccessToken`) {
      return {
        body: { accessToken: `ya29.robot-${++issued}`, expireTime: new Date(Date.now() + 3_600_000).toISOString() },
      };
    }
    return asked === '/idp' ? { body: { value: subjectToken } } : undefined;
  };

  beforeEach(async () => {
    bench = openBench();
    issued = 0;
    sts = () => ({ body: { access_token: `${federatedToken}${++issued}`, expires_in: 3600, token_type: 'Bearer' } });
    google = await startFakeGoogle(handle);
  });

  afterEach(async () => {
    await google.stop();
    bench.dispose();
  });

  const open = (json: object, env: CredentialOptions['env'] = {}): ReturnType<typeof createCredential> =>
    createCredential(
      bench.options({ env: { GOOGLE_APPLICATION_CREDENTIALS: bench.file('workload.json', json), ...env } }),
      bench.wire({ endpointOverrides: { sts: `${google.url}/sts`, iamcredentials: `${google.url}/iam` } }),
    );

  const fromFile = (): object => ({ ...workload, credential_source: { file: bench.file('subject', subjectToken) } });

  it('exchanges the token in a file at the endpoint override, once for 50 requests', async () => {
    const credential = open(fromFile());
    const tokens = await Promise.all(Array.from({ length: 50 }, () => credential.accessToken([cloudPlatform])));
    assert.deepEqual(new Set(tokens), new Set([`${federatedToken}1`]));
    assert.equal(google.requests.length, 1);
    const { form } = google.requests[0]!;
    assert.equal(form.get('subject_token'), subjectToken);
    assert.equal(form.get('scope'), cloudPlatform);
    assert.equal(form.get('audience'), workload.audience);
  });

  it('makes one token for each scope', async () => {
    const credential = open(fromFile());
    await Promise.all([credential.accessToken([cloudPlatform]), credential.accessToken([ediscovery])]);
    assert.deepEqual(google.requests.map(({ form }) => form.get('scope')).sort(), [cloudPlatform, ediscovery]);
  });

  it('gets a fresh one after a refusal', async () => {
    const credential = open(fromFile());
    credential.rejected(await credential.accessToken([cloudPlatform]));
    assert.equal(await credential.accessToken([cloudPlatform]), `${federatedToken}2`);
  });

  it('asks the identity provider where the file names its URL', async () => {
    const source = { url: `${google.url}/idp`, format: { type: 'json', subject_token_field_name: 'value' } };
    await open({ ...workload, credential_source: source }).accessToken([cloudPlatform]);
    assert.deepEqual(
      google.requests.map((request) => request.path),
      ['/idp', '/sts/v1/token'],
    );
    assert.equal(google.requests[1]!.form.get('subject_token'), subjectToken);
  });

  it('signs for AWS with the keys of the environment', async () => {
    const aws = {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'aws-secret-of-the-test',
    };
    Object.assign(process.env, aws);
    try {
      const source = {
        environment_id: 'aws1',
        regional_cred_verification_url:
          'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      };
      await open({
        ...workload,
        subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
        credential_source: source,
      }).accessToken([cloudPlatform]);
    } finally {
      for (const name of Object.keys(aws)) {
        Reflect.deleteProperty(process.env, name);
      }
    }
    const signed = decodeURIComponent(google.requests[0]!.form.get('subject_token')!);
    assert.match(signed, /sts\.eu-central-1\.amazonaws\.com/);
    assert.match(signed, /AWS4-HMAC-SHA256 Credential=AKIATEST\//);
  });

  it('goes on to a service account, and asks that for the scope', async () => {
    const credential = open({
      ...(fromFile() as typeof workload),
      service_account_impersonation_url: impersonationUrl,
    });
    assert.equal(await credential.accessToken([ediscovery]), 'ya29.robot-2');
    assert.equal(google.requests[1]!.headers.authorization, `Bearer ${federatedToken}1`);
    assert.deepEqual((JSON.parse(google.requests[1]!.body) as { scope: unknown }).scope, [ediscovery]);
    const { kind, account, quotaProject } = await credential.describe();
    assert.deepEqual(
      { kind, account, quotaProject },
      { kind: 'externalAccount', account: target, quotaProject: 'acme-quota' },
    );
  });

  it('is broken, in the words of the server, when the exchange is refused', async () => {
    sts = () => ({
      status: 400,
      body: { error: 'invalid_grant', error_description: `The given credential is rejected: ${subjectToken}` },
    });
    const error = await failureOf(open(fromFile()).accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'credentialsBroken');
    assert.equal(error.message, 'invalid_grant: The given credential is rejected: [secret]');
    assert.equal(error.facts.host, 'sts.googleapis.com');
    assertNoSecret([error, bench.log], [subjectToken]);
  });

  it('names the file that holds no subject token', async () => {
    const error = await failureOf(
      open({ ...workload, credential_source: { file: `${bench.folder}/nowhere` } }).accessToken([cloudPlatform]),
    );
    assert.equal(error.facts.kind, 'credentialsBroken');
    assert.match(error.message, /ENOENT .*nowhere/);
  });

  for (const { name, source, reason } of [
    {
      name: 'an X.509 certificate',
      source: { certificate: { use_default_certificate_config: true } },
      reason: 'unsupported',
    },
    { name: 'no source at all', source: undefined, reason: 'fileMalformed' },
    { name: 'a source of no kind', source: {}, reason: 'unusable' },
  ]) {
    it(`says that it cannot use ${name}`, async () => {
      const error = await failureOf(open({ ...workload, credential_source: source }).accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, 'credentialsBroken');
      assert.equal(error.facts.reason, reason);
      assert.equal(google.requests.length, 0);
    });
  }

  describe('from a program', () => {
    const program = (script: string): object => {
      const file = bench.file('program.sh', `#!/bin/sh\ntouch "${bench.folder}/started"\n${script}\n`);
      chmodSync(file, 0o755);
      return { ...workload, credential_source: { executable: { command: file } } };
    };
    const started = (): boolean => existsSync(path.join(bench.folder, 'started'));
    const allowed = async <T>(task: () => Promise<T>): Promise<T> => {
      process.env['GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES'] = '1';
      try {
        return await task();
      } finally {
        Reflect.deleteProperty(process.env, 'GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES');
      }
    };
    const allow = { GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1' };
    const answer = JSON.stringify({
      version: 1,
      success: true,
      token_type: workload.subject_token_type,
      id_token: subjectToken,
    });

    it('starts none unless the environment allows it', async () => {
      const error = await failureOf(open(program(`echo '${answer}'`)).accessToken([cloudPlatform]));
      assert.equal(error.facts.reason, 'executableNotAllowed');
      assert.equal(started(), false);
    });

    it('exchanges what it prints', async () => {
      const credential = open(program(`echo '${answer}'`), allow);
      assert.equal(await allowed(() => credential.accessToken([cloudPlatform])), `${federatedToken}1`);
      assert.equal(google.requests[0]!.form.get('subject_token'), subjectToken);
      assert.equal(started(), true);
    });

    for (const { name, script } of [
      { name: 'fails', script: `echo "here is my ${subjectToken}"; exit 3` },
      { name: 'prints nonsense', script: `echo "here is my ${subjectToken}"` },
    ]) {
      it(`does not show the output of one that ${name}`, async () => {
        const error = await allowed(() => failureOf(open(program(script), allow).accessToken([cloudPlatform])));
        assert.equal(error.facts.kind, 'credentialsBroken');
        assertNoSecret([error, bench.log], [subjectToken]);
      });
    }

    it('says so when it is not there', async () => {
      const json = {
        ...workload,
        credential_source: { executable: { command: `"${bench.folder}/no such program" --now` } },
      };
      const error = await allowed(() => failureOf(open(json, allow).accessToken([cloudPlatform])));
      assert.match(error.message, /ENOENT .*no such program/);
    });
  });
});
