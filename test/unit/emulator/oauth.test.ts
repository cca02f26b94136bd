import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CodeChallengeMethod,
  Compute,
  IdentityPoolClient,
  Impersonated,
  JWT,
  OAuth2Client,
  UserRefreshClient,
} from 'google-auth-library';
import type { OAuth2ClientOptions } from 'google-auth-library';
import { startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf } from './client.js';
import type { Reply } from './client.js';

// Google's own credentials library is the client here, so that the token endpoints are held to what it really sends.
describe('emulator: OAuth, by google-auth-library', () => {
  let emulator: Emulator;
  const platform = 'https://www.googleapis.com/auth/cloud-platform';
  const vault = 'https://www.googleapis.com/auth/ediscovery';

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.stop());
  beforeEach(() => emulator.control.reset());

  /** Google's hosts at the emulator: `https://oauth2.googleapis.com/token` is `/oauth2/token` there. */
  const viaEmulator = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const api = url.hostname.split('.')[0] ?? '';
    return fetch(url.hostname === '127.0.0.1' ? url : `${emulator.url}/${api}${url.pathname}${url.search}`, init);
  };
  const transporterOptions = { fetchImplementation: viaEmulator };
  const endpoints = (): OAuth2ClientOptions => ({
    transporterOptions,
    endpoints: {
      oauth2AuthBaseUrl: `${emulator.url}/accounts/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${emulator.url}/oauth2/token`,
      oauth2RevokeUrl: `${emulator.url}/oauth2/revoke`,
      tokenInfoUrl: `${emulator.url}/oauth2/tokeninfo`,
    },
  });
  const userClient = (): UserRefreshClient => {
    const { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken } = emulator.credentialFile;
    return new UserRefreshClient({ ...endpoints(), clientId, clientSecret, refreshToken });
  };
  const serviceAccount = (options: { subject?: string; scopes?: string[]; key?: string } = {}): JWT => {
    const { client_email: email, private_key: key } = emulator.serviceAccountFile;
    return new JWT({ transporterOptions, email, key, ...options });
  };
  const tokenOf = async (client: { getAccessToken(): Promise<{ token?: string | null }> }): Promise<string> =>
    (await client.getAccessToken()).token ?? '';
  const works = async (
    token: string,
    url = '/dataproc/v1/projects/acme-web/regions/us-central1/operations',
  ): Promise<number> => (await clientOf(emulator, token).get(url)).status;
  const oauthError = (error: unknown): unknown => {
    const data = (error as { response?: { data?: Record<string, unknown> } }).response?.data;
    return data?.['error_subtype'] ?? data?.['error'];
  };

  it('refreshes a user’s credential file', async () => {
    const token = await tokenOf(userClient());
    assert.equal(await works(token), 200);
    assert.equal(await works(token, '/vault/v1/operations'), 200);
    assert.ok(emulator.control.secrets().includes(token));
  });

  it('refuses to refresh with a wrong secret, a strange token, and a scope that was never granted', async () => {
    const refresh = async (change: Record<string, string>): Promise<unknown[]> => {
      const { client_id, client_secret, refresh_token } = emulator.credentialFile;
      const form = { grant_type: 'refresh_token', client_id, client_secret, refresh_token, ...change };
      const reply = await clientOf(emulator).anonymous('POST', '/oauth2/token', { body: new URLSearchParams(form) });
      return [reply.status, at(reply, 'error') ?? at(reply, 'scope')];
    };
    assert.deepEqual(await refresh({ scope: platform }), [200, platform]);
    assert.deepEqual(await refresh({ client_secret: 'x' }), [401, 'invalid_client']);
    assert.deepEqual(await refresh({ client_id: 'x' }), [401, 'invalid_client']);
    assert.deepEqual(await refresh({ refresh_token: 'x' }), [400, 'invalid_grant']);
    assert.deepEqual(await refresh({ scope: 'https://www.googleapis.com/auth/drive' }), [400, 'invalid_scope']);
    assert.deepEqual(await refresh({ grant_type: 'password' }), [400, 'unsupported_grant_type']);
  });

  it('asks to sign in again on demand', async () => {
    const errors: unknown[] = [];
    for (const failure of ['invalidGrant', 'invalidRapt', 'raptRequired'] as const) {
      emulator.control.failRefresh(failure);
      await assert.rejects(tokenOf(userClient()), (error) => errors.push(oauthError(error)) > 0);
    }
    assert.deepEqual(errors, ['invalid_grant', 'invalid_rapt', 'rapt_required']);
    emulator.control.failRefresh(null);
    assert.equal(await works(await tokenOf(userClient())), 200);
  });

  it('takes a service account’s signed assertion, for itself and for a user', async () => {
    const token = await tokenOf(serviceAccount({ subject: 'legal@example.com', scopes: [vault] }));
    assert.equal(await works(token, '/vault/v1/operations'), 200);
    assert.equal((await new OAuth2Client(endpoints()).getTokenInfo(token)).email, 'legal@example.com');

    emulator.control.setDelegation(false);
    const other = serviceAccount({ subject: 'ceo@example.com', scopes: [vault] });
    await assert.rejects(tokenOf(other), (error) => oauthError(error) === 'unauthorized_client');
    assert.equal(await works(await tokenOf(serviceAccount({ scopes: [platform] }))), 200);
  });

  it('refuses an assertion with a foreign signature', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const forger = serviceAccount({ key, scopes: [platform] });
    await assert.rejects(tokenOf(forger), (error) => oauthError(error) === 'invalid_grant');
  });

  it('takes a self-signed token for the API it was made for', async () => {
    const headers = await serviceAccount().getRequestHeaders('https://dataproc.googleapis.com/');
    const token = headers.get('authorization')?.replace('Bearer ', '') ?? '';
    assert.equal(token.split('.').length, 3);
    assert.equal(await works(token), 200);
    assert.equal(await works(token, '/clouddeploy/v1/projects/acme-web/locations/us-central1/operations'), 401);
  });

  it('signs in with a code and PKCE: consent page, code, tokens, revocation', async () => {
    emulator.control.addOAuthClient({ id: 'org-client', secret: 'org-secret' });
    const redirectUri = 'http://127.0.0.1:49152/callback';
    const client = new OAuth2Client({
      ...endpoints(),
      clientId: 'org-client',
      clientSecret: 'org-secret',
      redirectUri,
    });
    const { codeVerifier, codeChallenge = '' } = await client.generateCodeVerifierAsync();
    const url = client.generateAuthUrl({
      access_type: 'offline',
      scope: ['openid', platform, vault],
      state: 'st<ate',
      code_challenge: codeChallenge,
      code_challenge_method: CodeChallengeMethod.S256,
      login_hint: 'ops@example.com',
    });

    const page = await (await fetch(url)).text();
    assert.match(page, /<button name=decision value=allow/);
    assert.match(page, /<option selected>ops@example\.com/);
    assert.doesNotMatch(page, /st<ate/, 'what came in the address is escaped');

    emulator.control.setConsent('approve');
    const redirected = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '');
    assert.equal(redirected.origin + redirected.pathname, redirectUri);
    assert.equal(redirected.searchParams.get('state'), 'st<ate');
    const code = redirected.searchParams.get('code') ?? '';
    const { tokens } = await client.getToken({ code, codeVerifier });
    assert.equal(await works(tokens.access_token ?? ''), 200);
    assert.ok(tokens.refresh_token);
    const claims = JSON.parse(Buffer.from(tokens.id_token?.split('.')[1] ?? '', 'base64url').toString()) as {
      email: string;
    };
    assert.equal(claims.email, 'ops@example.com');
    const me = await clientOf(emulator, tokens.access_token ?? '').get('/oauth2/v3/userinfo');
    assert.equal(at(me, 'email'), 'ops@example.com');

    await assert.rejects(
      client.getToken({ code }),
      (error) => oauthError(error) === 'invalid_grant',
      'a code works once',
    );
    await client.revokeToken(tokens.refresh_token);
    client.setCredentials({ refresh_token: tokens.refresh_token });
    await assert.rejects(client.refreshAccessToken(), (error) => oauthError(error) === 'invalid_grant');
    assert.equal(await works(tokens.access_token ?? ''), 401, 'its access token is revoked with it');
  });

  it('checks the verifier, the redirect address, the client and the person’s decision', async () => {
    emulator.control.setConsent('approve');
    const redirectUri = 'http://localhost:49153';
    const { client_id: clientId, client_secret: clientSecret } = emulator.credentialFile;
    const client = new OAuth2Client({ ...endpoints(), clientId, clientSecret, redirectUri });
    const challenge = {
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: CodeChallengeMethod.S256,
    };
    const ask = async (more: object = {}): Promise<URL> => {
      const url = client.generateAuthUrl({ scope: [platform, vault], ...challenge, ...more });
      const reply = await fetch(url, { redirect: 'manual' });
      return new URL(reply.headers.get('location') ?? `http://error/${reply.status}`);
    };
    const code = async (): Promise<string> => (await ask()).searchParams.get('code') ?? '';
    const rejects = async (redeem: Promise<unknown>, error: string): Promise<void> =>
      assert.rejects(redeem, (thrown) => oauthError(thrown) === error);
    await rejects(client.getToken({ code: await code(), codeVerifier: 'wrong' }), 'invalid_grant');
    await rejects(client.getToken({ code: await code() }), 'invalid_grant');
    const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const elsewhere = client.getToken({ code: await code(), codeVerifier, redirect_uri: 'http://localhost:1' });
    await rejects(elsewhere, 'redirect_uri_mismatch');
    const { tokens } = await client.getToken({ code: await code(), codeVerifier });
    assert.equal(tokens.refresh_token, undefined, 'none without access_type=offline');

    assert.equal((await ask({ redirect_uri: 'https://evil.example' })).href, 'http://error/400');
    assert.equal((await ask({ client_id: 'unknown' })).href, 'http://error/400');
    emulator.control.setConsent('deny');
    assert.equal((await ask()).searchParams.get('error'), 'access_denied');
  });

  it('grants only the scopes that were left ticked', async () => {
    const { client_id: clientId, client_secret: clientSecret } = emulator.credentialFile;
    const client = new OAuth2Client({ ...endpoints(), clientId, clientSecret, redirectUri: 'http://127.0.0.1:49154' });
    const url = client.generateAuthUrl({ scope: [platform, vault] });
    const decision = `${url.replace('/auth?', '/auth/decision?')}&granted=${encodeURIComponent(platform)}&decision=allow`;
    const redirected = new URL((await fetch(decision, { redirect: 'manual' })).headers.get('location') ?? '');
    const { tokens } = await client.getToken(redirected.searchParams.get('code') ?? '');
    assert.equal(tokens.scope, platform);
    assert.equal(await works(tokens.access_token ?? '', '/vault/v1/operations'), 403);
  });

  it('exchanges an outside identity’s token, and impersonates a service account with it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'emulator-oauth-'));
    try {
      const file = path.join(folder, 'subject-token');
      writeFileSync(file, 'outside-token');
      emulator.control.addSubjectToken({ token: 'outside-token', email: 'principal://ci' });
      const fresh = (): IdentityPoolClient =>
        new IdentityPoolClient({
          transporterOptions,
          type: 'external_account',
          audience:
            '//iam.googleapis.com/projects/271828182845/locations/global/workloadIdentityPools/ci/providers/github',
          subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
          token_url: `${emulator.url}/sts/v1/token`,
          credential_source: { file },
          scopes: [platform],
        });
      const client = fresh();
      assert.equal(await works(await tokenOf(client)), 200);

      const impersonate = async (targetPrincipal: string): Promise<string> => {
        const impersonated = new Impersonated({
          sourceClient: client,
          targetPrincipal,
          targetScopes: [platform],
          lifetime: 600,
          transporterOptions,
        });
        return tokenOf(impersonated);
      };
      const token = await impersonate(emulator.serviceAccountFile.client_email);
      assert.equal(await works(token), 200);
      await assert.rejects(impersonate('boss@acme-web.iam.gserviceaccount.com'), /iam.serviceAccounts.getAccessToken/);
      writeFileSync(file, 'forged');
      await assert.rejects(tokenOf(fresh()), (error) => /invalid_grant/.test(String(error)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('stands in for the metadata server', async () => {
    const before = process.env['GCE_METADATA_HOST'];
    process.env['GCE_METADATA_HOST'] = new URL(emulator.url).host;
    try {
      const token = await tokenOf(new Compute({ scopes: [platform] }));
      assert.equal(await works(token), 200);
    } finally {
      if (before === undefined) delete process.env['GCE_METADATA_HOST'];
      else process.env['GCE_METADATA_HOST'] = before;
    }
    const ask = (headers: Record<string, string>): Promise<Reply> =>
      clientOf(emulator).anonymous('GET', '/computeMetadata/v1/project/project-id', { headers });
    assert.equal((await ask({ 'Metadata-Flavor': 'Google' })).text, 'acme-web');
    assert.equal((await ask({})).status, 403, 'the header is required');
  });
});
