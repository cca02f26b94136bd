import assert from 'node:assert/strict';
import { createPublicKey, createVerify } from 'node:crypto';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import {
  assertNoSecret,
  cloudPlatform,
  ediscovery,
  failureOf,
  openBench,
  serviceAccountCredential,
  serviceAccountKey,
  type CredentialBench,
} from './bench.js';
import { startFakeGoogle, type FakeAnswer, type FakeGoogle } from './fakeGoogle.js';

/** The claims of an assertion whose signature is good. */
function verifiedClaims(assertion: string): Record<string, unknown> {
  const [header, claims, signature] = assertion.split('.');
  const verified = createVerify('RSA-SHA256')
    .update(`${header}.${claims}`)
    .verify(createPublicKey(serviceAccountKey.publicKey), Buffer.from(signature!, 'base64url'));
  assert.ok(verified, 'the signature does not match the key');
  return JSON.parse(Buffer.from(claims!, 'base64url').toString()) as Record<string, unknown>;
}

describe('a service account key', () => {
  let bench: CredentialBench;
  let google: FakeGoogle;
  let answer: () => FakeAnswer;
  let issued: number;

  beforeEach(async () => {
    bench = openBench();
    issued = 0;
    answer = () => ({ body: { access_token: `ya29.robot-${++issued}`, expires_in: 3599 } });
    google = await startFakeGoogle(({ path }) => (path === '/token' ? answer() : undefined));
  });

  afterEach(async () => {
    await google.stop();
    bench.dispose();
  });

  const open = (
    key: unknown = serviceAccountCredential,
    options: Partial<CredentialOptions> = {},
  ): ReturnType<typeof createCredential> => {
    const file = bench.file('key.json', key);
    return createCredential(
      bench.options({ env: { GOOGLE_APPLICATION_CREDENTIALS: file }, ...options }),
      bench.wire({ endpointOverrides: { oauth2: google.url } }),
    );
  };

  it('signs for the scope asked for and sends the assertion to the endpoint override', async () => {
    assert.equal(await open().accessToken([cloudPlatform]), 'ya29.robot-1');
    const claims = verifiedClaims(google.requests[0]!.form.get('assertion')!);
    assert.equal(claims['iss'], serviceAccountCredential.client_email);
    assert.equal(claims['scope'], cloudPlatform);
    assert.equal(claims['sub'], undefined);
  });

  it('makes one token per scope, however many requests wait', async () => {
    const credential = open();
    const scopes = [[cloudPlatform], [ediscovery], ['https://www.googleapis.com/auth/dataproc', cloudPlatform]];
    await Promise.all(Array.from({ length: 51 }, (_, i) => credential.accessToken(scopes[i % 3]!)));
    const asked = google.requests.map(({ form }) => verifiedClaims(form.get('assertion')!)['scope']);
    assert.deepEqual(asked.sort(), [cloudPlatform, ediscovery]);
  });

  it('acts for a user in Workspace services alone', async () => {
    const credential = open(serviceAccountCredential, { subject: 'admin@example.com' });
    await credential.accessToken([ediscovery]);
    await credential.accessToken([cloudPlatform]);
    const subjects = google.requests.map(({ form }) => verifiedClaims(form.get('assertion')!)['sub']);
    assert.deepEqual(subjects, ['admin@example.com', undefined]);
  });

  it('knows its account and project', async () => {
    const { kind, account, project } = await open().describe();
    assert.deepEqual(
      { kind, account, project },
      { kind: 'serviceAccount', account: serviceAccountCredential.client_email, project: 'acme-analytics' },
    );
  });

  it('is broken, not expired, when the server refuses the key', async () => {
    answer = () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } });
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'credentialsBroken');
    assert.equal(error.facts.reason, 'refused');
    assert.equal(error.message, 'invalid_grant: Invalid JWT Signature.');
    assertNoSecret(
      [error, bench.log],
      [google.requests[0]!.form.get('assertion')!, serviceAccountCredential.private_key],
    );
  });

  for (const { name, key, reason } of [
    {
      name: 'a key that is no key',
      key: { ...serviceAccountCredential, private_key: '-----BEGIN PRIVATE KEY-----\nMIIEsecretnonsense\n' },
      reason: 'unusable',
    },
    { name: 'a missing field', key: { ...serviceAccountCredential, client_email: undefined }, reason: 'fileMalformed' },
    {
      name: 'another universe',
      key: { ...serviceAccountCredential, universe_domain: 'example.cloud' },
      reason: 'unsupported',
    },
    {
      name: 'truncated JSON',
      key: `{"type":"service_account","private_key":"MIIEsecretnonsense`,
      reason: 'fileMalformed',
    },
  ]) {
    it(`names the file for ${name}, and nothing of what is in it`, async () => {
      const error = await failureOf(open(key).accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, 'credentialsBroken');
      assert.equal(error.facts.reason, reason);
      assert.ok(error.message.includes(`${bench.folder}/key.json`), error.message);
      assertNoSecret([error, bench.log], ['MIIEsecretnonsense']);
      assert.equal(google.requests.length, 0);
    });
  }
});
