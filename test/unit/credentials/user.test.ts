import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import {
  assertNoSecret,
  cloudPlatform,
  ediscovery,
  failureOf,
  openBench,
  userCredential,
  type CredentialBench,
} from './bench.js';
import { FakeClock } from '../support/fakeClock.js';
import { startFakeGoogle, type FakeAnswer, type FakeGoogle } from './fakeGoogle.js';

const secrets = [userCredential.refresh_token, userCredential.client_secret];

describe("a person's Application Default Credentials", () => {
  let bench: CredentialBench;
  let google: FakeGoogle;
  let answer: () => FakeAnswer;
  let issued: number;

  beforeEach(async () => {
    bench = openBench();
    issued = 0;
    answer = () => ({ body: { access_token: `ya29.user-${++issued}`, expires_in: 3599, token_type: 'Bearer' } });
    google = await startFakeGoogle(({ path }) => (path === '/at/oauth2/token' ? answer() : undefined));
    bench.file('application_default_credentials.json', userCredential);
  });

  afterEach(async () => {
    await google.stop();
    bench.dispose();
  });

  const open = (): ReturnType<typeof createCredential> =>
    createCredential(bench.options(), bench.wire({ endpointOverrides: { oauth2: `${google.url}/at/oauth2/` } }));

  it('refreshes at the endpoint override, with nothing but what the file holds', async () => {
    assert.equal(await open().accessToken([cloudPlatform]), 'ya29.user-1');
    assert.deepEqual(Object.fromEntries(google.requests[0]!.form), {
      client_id: userCredential.client_id,
      client_secret: userCredential.client_secret,
      refresh_token: userCredential.refresh_token,
      grant_type: 'refresh_token',
    });
  });

  it('describes itself without asking anybody', async () => {
    assert.deepEqual(await open().describe(), {
      kind: 'user',
      account: 'dev@example.com',
      file: `${bench.folder}/application_default_credentials.json`,
      project: undefined,
      quotaProject: 'acme-quota',
    });
    assert.equal(google.requests.length, 0);
  });

  it('refreshes once for 50 waiting requests and all scopes, since the scopes are the login’s', async () => {
    const credential = open();
    const scopes = [[cloudPlatform], [ediscovery]];
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => credential.accessToken(scopes[i % 2]!)));
    assert.deepEqual(new Set(tokens), new Set(['ya29.user-1']));
    assert.equal(await credential.accessToken([ediscovery]), 'ya29.user-1');
    assert.equal(google.requests.length, 1);
  });

  it('gets a new token after one was rejected, and only then', async () => {
    const credential = open();
    const first = await credential.accessToken([cloudPlatform]);
    credential.rejected('ya29.somebody-else');
    assert.equal(await credential.accessToken([cloudPlatform]), first);
    credential.rejected(first);
    assert.equal(await credential.accessToken([cloudPlatform]), 'ya29.user-2');
  });

  it('follows a new login within two seconds, and keeps its token while the file is being written', async () => {
    const clock = new FakeClock();
    const wire = bench.wire({ clock, endpointOverrides: { oauth2: `${google.url}/at/oauth2/` } });
    const credential = createCredential(bench.options(), wire);
    const name = 'application_default_credentials.json';
    const token = (): Promise<string> => credential.accessToken([cloudPlatform]);
    assert.equal(await token(), 'ya29.user-1');
    bench.file(name, { ...userCredential, refresh_token: '1//somebody-else' });
    assert.equal(await token(), 'ya29.user-1');
    await clock.pass(2000);
    assert.deepEqual(await Promise.all([token(), token()]), ['ya29.user-2', 'ya29.user-2']);
    assert.equal(google.requests.at(-1)?.form.get('refresh_token'), '1//somebody-else');
    await clock.pass(2000);
    writeFileSync(path.join(bench.folder, name), '{ "type": "authorized');
    assert.equal(await token(), 'ya29.user-2');
    bench.file(name, { ...userCredential, refresh_token: '1//somebody-else' });
    await clock.pass(2000);
    assert.equal(await token(), 'ya29.user-2');
    assert.equal(google.requests.length, 2);
  });

  for (const { name, body, kind } of [
    {
      name: 'a revoked login',
      kind: 'signInExpired',
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    },
    {
      name: 'invalid_rapt',
      kind: 'reauthRequired',
      body: {
        error: 'invalid_grant',
        error_description: 'reauth related error (invalid_rapt)',
        error_subtype: 'invalid_rapt',
      },
    },
    {
      name: 'rapt_required',
      kind: 'reauthRequired',
      body: {
        error: 'invalid_grant',
        error_description: 'reauth related error (rapt_required)',
        error_subtype: 'rapt_required',
      },
    },
    {
      name: 'a deleted OAuth client',
      kind: 'credentialsBroken',
      body: { error: 'deleted_client', error_description: 'The OAuth client was deleted.' },
    },
  ] as const) {
    it(`calls ${name} ${kind}, in the server's words`, async () => {
      answer = () => ({ status: 400, body });
      const error = await failureOf(open().accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, kind);
      assert.equal(error.facts.message, `${body.error}: ${body.error_description}`);
      assert.equal(error.facts.host, 'oauth2.googleapis.com');
      assertNoSecret([error, bench.log], secrets);
    });
  }

  it('shows no secret that a server quotes back', async () => {
    answer = () => ({
      status: 400,
      body: { error: 'invalid_request', error_description: google.requests[0]!.body + secrets.join(' ') },
    });
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.match(error.message, /^invalid_request: .*\[secret\]/);
    assertNoSecret([error, bench.log], [...secrets, ...secrets.map(encodeURIComponent)]);
  });

  it('calls an answer without a token garbled and does not quote it', async () => {
    answer = () => ({
      headers: { 'content-type': 'text/html' },
      body: '<html>Please log in to the hotel network ya29.oops-not-ours',
    });
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'garbled');
    assertNoSecret(error, [...secrets, 'ya29.oops-not-ours']);
  });

  it('tells a refused connection from a refused login', async () => {
    await google.stop();
    const error = await failureOf(open().accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'network');
    assert.equal(error.facts.networkCode, 'ECONNREFUSED');
    assertNoSecret([error, bench.log], secrets);
    google = await startFakeGoogle(() => undefined);
  });

  it('asks a token endpoint that refuses once, not once per request of a fan-out', async () => {
    answer = () => ({ status: 400, body: { error: 'invalid_grant' } });
    const credential = open();
    for (let i = 0; i < 10; i++) {
      await failureOf(credential.accessToken([cloudPlatform]));
    }
    assert.equal(google.requests.length, 1);
  });
});
