import assert from 'node:assert/strict';
import type { ApiError } from '../../../src/google/apiError.js';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import { redeemCode, refreshTokens, revokeToken } from '../../../src/google/credentials/oauth/tokenEndpoint.js';
import {
  assertNoSecret,
  cloudPlatform,
  failureOf,
  openBench,
  serviceAccountCredential,
  userCredential,
  type CredentialBench,
} from './bench.js';
import { startFakeGoogle, type FakeGoogle } from './fakeGoogle.js';

/** What a workload shows its own identity provider, which is not Google's. */
const providerSecret = 'provider-secret-of-the-test';
const secrets = [
  userCredential.refresh_token,
  userCredential.client_secret,
  'subject-token-of-the-test',
  providerSecret,
];
const client = { id: 'client', secret: userCredential.client_secret };
const robot = 'robot@acme.iam.gserviceaccount.com';
const workload = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/oidc',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
};
const workforceUser = {
  type: 'external_account_authorized_user',
  audience: '//iam.googleapis.com/locations/global/workforcePools/pool/providers/p',
  client_id: 'client',
  client_secret: userCredential.client_secret,
  refresh_token: userCredential.refresh_token,
  token_url: 'https://sts.googleapis.com/v1/oauthtoken',
};

/** Every way in which a secret leaves; each is sent to a server that redirects it to a thief. */
describe('a credential request that is redirected', () => {
  let bench: CredentialBench;
  let google: FakeGoogle;
  let thief: FakeGoogle;
  let status: number;

  beforeEach(async () => {
    bench = openBench();
    thief = await startFakeGoogle(() => ({
      headers: { 'metadata-flavor': 'Google' },
      body: {
        access_token: 'ya29.EVIL',
        accessToken: 'ya29.EVIL',
        expires_in: 3600,
        expireTime: '2099-01-01T00:00:00Z',
      },
    }));
    google = await startFakeGoogle(({ path }) => {
      if (path.startsWith('/good') || path.endsWith('service-accounts/default/')) {
        const body = { access_token: 'ya29.good', expires_in: 3600, token_type: 'Bearer' };
        return { headers: { 'metadata-flavor': 'Google' }, body };
      }
      return { status, headers: { location: `${thief.url}${path}` } };
    });
  });
  afterEach(async () => {
    await google.stop();
    await thief.stop();
    bench.dispose();
  });

  const wire = (overrides: Record<string, string> = {}) =>
    bench.wire({
      endpointOverrides: { oauth2: google.url, sts: google.url, iamcredentials: google.url, ...overrides },
    });
  const token = (file: object, overrides?: Record<string, string>, impersonate?: string) => {
    const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('credential.json', file) };
    return createCredential(bench.options({ env, impersonate }), wire(overrides)).accessToken([cloudPlatform]);
  };
  const subject = () => ({ credential_source: { file: bench.file('subject', 'subject-token-of-the-test') } });

  const ways: Record<string, () => Promise<unknown>> = {
    'a person’s refresh': () => token(userCredential),
    'a service account’s assertion': () => token(serviceAccountCredential),
    'a sign-in’s refresh': () => refreshTokens(client, userCredential.refresh_token, wire()),
    'the redeeming of a code': () => {
      const redirectUri = 'http://127.0.0.1:1';
      return redeemCode(client, { code: 'code-of-the-test', verifier: 'verifier', redirectUri }, wire());
    },
    'a revocation': () => revokeToken(userCredential.refresh_token, wire()),
    'impersonation by setting': () => token(userCredential, { oauth2: `${google.url}/good` }, robot),
    'a workload’s exchange': () => token({ ...workload, ...subject() }),
    'a workload’s impersonation': () => {
      const service_account_impersonation_url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${robot}:generateAccessToken`;
      const file = { ...workload, ...subject(), service_account_impersonation_url };
      return token(file, { sts: `${google.url}/good` });
    },
    'the question to a workload’s identity provider': () =>
      token({
        ...workload,
        credential_source: { url: `${google.url}/idp`, headers: { authorization: providerSecret } },
      }),
    'a workforce user’s refresh': () => token(workforceUser),
    'the metadata server’s token': () => {
      const env = { CLOUDSDK_CONFIG: bench.folder, GCE_METADATA_HOST: google.url };
      return createCredential(bench.options({ env, metadataServer: true }), wire()).accessToken([cloudPlatform]);
    },
  };

  for (const [way, start] of Object.entries(ways)) {
    it(`${way}: reaches nobody else, and says so`, async () => {
      for (status of [307, 308, 302, 303, 301]) {
        const error: ApiError = await failureOf(start());
        assert.equal(error.facts.kind, 'redirected', `${status}: ${error.message}`);
        assert.equal(error.facts.httpStatus, status);
        assertNoSecret(error, secrets);
        assert.equal(thief.requests.length, 0, `${status} was followed`);
      }
      assert.ok(google.requests.length > 0);
    });
  }
});

describe('a credential that names a foreign address', () => {
  let bench: CredentialBench;
  let sent: string[];
  beforeEach(() => {
    bench = openBench();
    sent = [];
  });
  afterEach(() => bench.dispose());

  const send: typeof fetch = (input) => {
    sent.push(new URL(input instanceof Request ? input.url : input).origin);
    const body = { access_token: 'ya29.token', expires_in: 3600, token_type: 'Bearer' };
    return Promise.resolve(Response.json(body));
  };
  const open = (file: object, world: Parameters<CredentialBench['wire']>[0] = {}) => {
    const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('credential.json', file) };
    return createCredential(bench.options({ env }), bench.wire(world, send));
  };
  const source = () => ({ credential_source: { file: bench.file('subject', 'subject-token-of-the-test') } });

  const refused: Record<string, [object, string]> = {
    'token_url over https': [{ token_url: 'https://evil.example/v1/token' }, 'originNotAllowed'],
    'token_url over http': [{ token_url: 'http://evil.example/v1/token' }, 'credentialsBroken'],
    'token_url that is none': [{ token_url: 'evil' }, 'credentialsBroken'],
    'tokenUrl in camel case': [{ tokenUrl: 'https://evil.example/v1/token', token_url: undefined }, 'none'],
    'another universe': [{ universe_domain: 'evil.example', token_url: undefined }, 'credentialsBroken'],
    'another universe in camel case': [{ universeDomain: 'evil.example', token_url: undefined }, 'credentialsBroken'],
    'a foreign impersonation URL': [
      { service_account_impersonation_url: `https://evil.example/v1/serviceAccounts/${robot}:generateAccessToken` },
      'credentialsBroken',
    ],
    'an impersonation URL over http': [
      {
        service_account_impersonation_url: `http://iamcredentials.googleapis.com/v1/x/serviceAccounts/${robot}:generateAccessToken`,
      },
      'credentialsBroken',
    ],
  };
  for (const [what, [fields, kind]] of Object.entries(refused)) {
    it(`${what}: sends it nothing`, async () => {
      const work = open({ ...workload, ...source(), ...fields }).accessToken([cloudPlatform]);
      if (kind === 'none') {
        assert.equal(await work, 'ya29.token');
      } else {
        assert.equal((await failureOf(work)).facts.kind, kind);
      }
      assert.deepEqual(
        sent.filter((origin) => !origin.endsWith('.googleapis.com')),
        [],
      );
    });
  }

  it('a token_url that the person allowed is asked', async () => {
    const allowedOrigins = { has: (origin: string) => origin === 'https://sts.partner.example' };
    const file = { ...workload, ...source(), token_url: 'https://sts.partner.example/v1/token' };
    assert.equal(await open(file, { allowedOrigins }).accessToken([cloudPlatform]), 'ya29.token');
    assert.deepEqual(sent, ['https://sts.partner.example']);
  });

  for (const [service, file] of [
    ['oauth2', userCredential],
    ['oauth2', serviceAccountCredential],
    ['sts', workforceUser],
  ] as const) {
    it(`an override of ${service} gets nothing of a ${file.type} unless allowed, and all at once when it is`, async () => {
      let allowed = false;
      const world = {
        endpointOverrides: { [service]: 'https://evil.example' },
        allowedOrigins: { has: () => allowed },
      };
      const credential = open(file, world);
      const error = await failureOf(credential.accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, 'originNotAllowed');
      assert.deepEqual(error.facts.metadata, { origin: 'https://evil.example' });
      assert.deepEqual(sent, []);
      allowed = true;
      assert.equal(await credential.accessToken([cloudPlatform]), 'ya29.token', 'the refusal does not stand');
    });
  }
});
