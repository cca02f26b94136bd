import assert from 'node:assert/strict';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import { assertNoSecret, cloudPlatform, ediscovery, failureOf, openBench, type CredentialBench } from './bench.js';
import { startFakeGoogle, type FakeAnswer, type FakeGoogle } from './fakeGoogle.js';

describe('a person of a workforce pool', () => {
  const user = {
    type: 'external_account_authorized_user',
    audience: '//iam.googleapis.com/locations/global/workforcePools/pool/providers/saml',
    client_id: 'workforce-client',
    client_secret: 'workforce-client-secret',
    refresh_token: 'refresh-token-in-the-file',
    token_url: 'https://sts.googleapis.com/v1/oauthtoken',
    token_info_url: 'https://sts.googleapis.com/v1/introspect',
  } as const;
  let bench: CredentialBench;
  let google: FakeGoogle;
  let answer: (count: number) => FakeAnswer;

  beforeEach(async () => {
    bench = openBench();
    answer = (count) => ({
      body: {
        access_token: `ya29.workforce-${count}`,
        expires_in: 3600,
        refresh_token: `renewed-refresh-token-${count}`,
      },
    });
    google = await startFakeGoogle(({ path: asked }) =>
      asked === '/v1/oauthtoken' ? answer(google.requests.length) : undefined,
    );
  });

  afterEach(async () => {
    await google.stop();
    bench.dispose();
  });

  const open = (): ReturnType<typeof createCredential> => {
    bench.file('application_default_credentials.json', user);
    return createCredential(bench.options(), bench.wire({ endpointOverrides: { sts: google.url } }));
  };

  it('refreshes once for 50 requests and all scopes', async () => {
    const credential = open();
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_, i) => credential.accessToken([i % 2 ? cloudPlatform : ediscovery])),
    );
    assert.deepEqual(new Set(tokens), new Set(['ya29.workforce-1']));
    assert.equal(google.requests.length, 1);
    assert.equal(
      google.requests[0]!.headers.authorization,
      `Basic ${Buffer.from('workforce-client:workforce-client-secret').toString('base64')}`,
    );
  });

  it('goes on with the refresh token that it was given in place of the file’s', async () => {
    const credential = open();
    for (let round = 1; round <= 3; round++) {
      credential.rejected(await credential.accessToken([cloudPlatform]));
    }
    assert.deepEqual(
      google.requests.map(({ form }) => form.get('refresh_token')),
      [user.refresh_token, 'renewed-refresh-token-1', 'renewed-refresh-token-2'],
    );
  });

  it('asks for a new sign-in when the refresh token is over', async () => {
    answer = () => ({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    });
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'signInExpired');
    assertNoSecret([error, bench.log], [user.refresh_token, user.client_secret]);
  });
});
