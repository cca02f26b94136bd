import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isApiError } from '../../../src/google/apiError.js';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import { readSettings } from '../../../src/settings.js';
import {
  assertNoSecret,
  cloudPlatform,
  failureOf,
  openBench,
  serviceAccountCredential,
  userCredential,
  type CredentialBench,
} from './bench.js';

const json = JSON.stringify(serviceAccountCredential);
const key = serviceAccountCredential.private_key;

/** Secrets where the path of a file belongs, each with a part of itself that must not turn up. */
const misplaced: Readonly<Record<string, readonly [value: string, part: string]>> = {
  'the JSON of the file': [json, 'service_account'],
  'JSON on many lines': [JSON.stringify(userCredential, undefined, 2), userCredential.refresh_token],
  'JSON in quotation marks': [`'${json}'`, 'acme-analytics'],
  'JSON with escapes': [JSON.stringify(json).slice(1, 40), 'service_account'],
  'the JSON in base64': [Buffer.from(json).toString('base64'), Buffer.from(json).toString('base64').slice(100, 120)],
  'the JSON in base64, broken into lines': [
    Buffer.from(json).toString('base64').replace(/.{76}/g, '$&\n'),
    Buffer.from(json).toString('base64').slice(80, 100),
  ],
  'the JSON as a part of an address': [encodeURIComponent(json), 'service_account'],
  'a key in PEM': [key, key.slice(40, 60)],
  'the inside of a key': [key.split('\n')[1]!, key.split('\n')[1]!.slice(10, 30)],
  'a refresh token': [userCredential.refresh_token, userCredential.refresh_token],
  'an access token': ['ya29.a0AfTestTestTest', 'ya29.a0Af'],
  'a password': ['correcthorsebattery', 'correcthorse'],
};

describe('a secret in the place of its path', () => {
  let bench: CredentialBench;

  beforeEach(() => {
    bench = openBench();
  });
  afterEach(() => bench.dispose());

  for (const [name, [value, part]] of Object.entries(misplaced)) {
    it(`is told and not shown: ${name}`, async () => {
      for (const source of ['applicationDefault', 'automatic'] as const) {
        const options = bench.options({
          source,
          env: { CLOUDSDK_CONFIG: bench.folder, GOOGLE_APPLICATION_CREDENTIALS: value },
        });
        const { facts } = await failureOf(createCredential(options, bench.wire()).accessToken([cloudPlatform]));
        assert.equal(facts.kind, 'credentialsBroken');
        assert.equal(facts.reason, 'environmentMalformed');
        assert.deepEqual(facts.metadata, { variable: 'GOOGLE_APPLICATION_CREDENTIALS' });
        assert.match(facts.message, /must hold the path of a file/);
        assertNoSecret([facts, bench.log], [part]);
      }
    });
  }

  it('is not shown where a file names another one', async () => {
    const [token] = misplaced['the JSON in base64']!;
    const file = bench.file('workload.json', {
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://sts.googleapis.com/v1/token',
      credential_source: { file: token },
    });
    const options = bench.options({ env: { GOOGLE_APPLICATION_CREDENTIALS: file } });
    const error = await failureOf(createCredential(options, bench.wire()).accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'credentialsBroken');
    assertNoSecret([error.facts, bench.log], [token.slice(100, 120)]);
  });

  it('is not shown where a field of a file holds another one, whichever', async () => {
    const placed = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q';
    const robot = 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.c:generateAccessToken';
    const external = {
      type: 'external_account',
      audience: placed,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://sts.googleapis.com/v1/token',
      credential_source: { file: path.join(bench.folder, 'none') },
      service_account_impersonation_url: robot,
    };
    const files: readonly Readonly<Record<string, unknown>>[] = [
      userCredential,
      serviceAccountCredential,
      external,
      { ...external, credential_source: { environment_id: 'aws1' } },
      { ...userCredential, type: 'external_account_authorized_user', audience: placed },
      {
        type: 'impersonated_service_account',
        source_credentials: userCredential,
        service_account_impersonation_url: robot,
      },
      { type: 'impersonated_service_account', source_credentials: external, service_account_impersonation_url: robot },
    ];
    const further = ['universe_domain', 'universeDomain', 'project_id', 'quota_project_id', 'account', 'token_url'];
    // Nobody is asked: what an answer quotes of the request is another test's matter.
    const options = (file: string) => bench.options({ env: { GOOGLE_APPLICATION_CREDENTIALS: file } });
    let shown = 0;
    for (const file of files) {
      for (const name of new Set([...Object.keys(file), ...further])) {
        for (const secret of [
          'ya29.a0AfTestTestTest',
          `Bearer ya29.a0AfTestTestTest`,
          `GOCSPX-${'x'.repeat(20)}`,
          key,
        ]) {
          const credential = createCredential(
            options(bench.file('any.json', { ...file, [name]: secret })),
            bench.wire(),
          );
          const seen = await credential.describe().catch((error: unknown) => error);
          assertNoSecret([isApiError(seen) ? seen.facts : seen, bench.log], [secret.slice(0, 20)]);
          shown++;
        }
      }
    }
    assert.ok(shown > 200, `${shown}`);
  });

  it('is not sent as a quota project', async () => {
    const file = bench.file('user.json', userCredential);
    const env = { GOOGLE_APPLICATION_CREDENTIALS: file, GOOGLE_CLOUD_QUOTA_PROJECT: json };
    const description = await createCredential(bench.options({ env }), bench.wire()).describe();
    assert.equal(description.quotaProject, userCredential.quota_project_id);
    assert.match(bench.log.join(), /GOOGLE_CLOUD_QUOTA_PROJECT/);
    assertNoSecret(bench.log, ['service_account']);
  });

  it('is not taken from a setting, nor shown', async () => {
    for (const setting of ['quotaProject', 'credentials.gcloudPath', 'credentials.impersonate', 'projects']) {
      const value = setting === 'projects' ? [json] : json;
      const reading = readSettings((name) => (name === setting ? value : undefined), []);
      assert.ok(
        reading.problems.some((problem) => problem.setting === `cloudOperations.${setting}`),
        setting,
      );
      assertNoSecret(reading, ['service_account']);
    }
    const gcloud = { path: json, account: undefined, configuration: undefined };
    const options = bench.options({ source: 'gcloud', gcloud });
    const error = await failureOf(createCredential(options, bench.wire()).accessToken([cloudPlatform]));
    assertNoSecret([error.facts, bench.log], ['service_account']);
  });

  it('a path stays one', async () => {
    const paths = [
      path.join(bench.folder, 'gone.json'),
      'relative/key-of-the-service-account',
      'key.json',
      String.raw`C:\Users\dev\key.json`,
      `/srv/${'a-long-folder-name/'.repeat(8)}key`,
    ];
    for (const file of paths) {
      const options = bench.options({ env: { GOOGLE_APPLICATION_CREDENTIALS: file } });
      const { facts } = await failureOf(createCredential(options, bench.wire()).accessToken([cloudPlatform]));
      assert.equal(facts.reason, 'fileUnreadable', file);
      assert.deepEqual(facts.metadata, { file });
      assert.match(facts.message, /ENOENT/);
    }
  });

  it('quotation marks around a path are told to be part of it', async () => {
    const file = `"${bench.file('key.json', userCredential)}"`;
    const options = bench.options({ env: { GOOGLE_APPLICATION_CREDENTIALS: file } });
    const { facts } = await failureOf(createCredential(options, bench.wire()).accessToken([cloudPlatform]));
    assert.match(facts.message, /ENOENT.*quotation marks are part of the name/);
  });
});

describe('credential files and gcloud as they are found', () => {
  let bench: CredentialBench;

  beforeEach(() => {
    bench = openBench();
  });
  afterEach(() => bench.dispose());

  function open(env: CredentialOptions['env']): ReturnType<typeof createCredential> {
    return createCredential(bench.options({ env: { CLOUDSDK_CONFIG: bench.folder, ...env } }), bench.wire());
  }

  const littleEndian = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
    'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
    'UTF-16, little endian': (text) => littleEndian(`\uFEFF${text}`),
    'UTF-16, big endian': (text) => littleEndian(`\uFEFF${text}`).swap16(),
    'UTF-16 without a mark': littleEndian,
    'UTF-16, big endian, without a mark': (text) => littleEndian(text).swap16(),
  };

  for (const [name, encode] of Object.entries(encodings)) {
    it(`a file is read in ${name}`, async () => {
      const file = path.join(bench.folder, 'key.json');
      writeFileSync(file, encode(JSON.stringify({ ...userCredential, account: 'zoë@example.com' })));
      assert.equal((await open({ GOOGLE_APPLICATION_CREDENTIALS: file }).describe()).account, 'zoë@example.com');
    });
  }

  it('half a character and an empty file are no credential', async () => {
    for (const bytes of [[0xfe, 0xff, 0], [0xff, 0xfe, 0x7b], [0xfe], []]) {
      const file = path.join(bench.folder, 'key.json');
      writeFileSync(file, Buffer.from(bytes));
      const { facts } = await failureOf(open({ GOOGLE_APPLICATION_CREDENTIALS: file }).describe());
      assert.equal(facts.reason, 'fileMalformed', bytes.join());
    }
  });

  it('GOOGLE_CLOUD_QUOTA_PROJECT goes before the project of the file', async () => {
    const { quota_project_id, ...without } = userCredential;
    for (const json of [userCredential, without]) {
      const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('user.json', json) };
      assert.equal(
        (await open(env).describe()).quotaProject,
        'quota_project_id' in json ? quota_project_id : undefined,
      );
      const charged = open({ ...env, GOOGLE_CLOUD_QUOTA_PROJECT: 'acme-env' });
      assert.equal((await charged.describe()).quotaProject, 'acme-env');
    }
  });

  it('a file of another universe is refused, however it spells it', async () => {
    for (const universe of [{ universe_domain: 'apis.example' }, { universeDomain: 'apis.example' }]) {
      const file = bench.file('user.json', { ...userCredential, ...universe });
      const { facts } = await failureOf(open({ GOOGLE_APPLICATION_CREDENTIALS: file }).accessToken([cloudPlatform]));
      assert.equal(facts.reason, 'unsupported');
      assert.match(facts.message, /universe that is not supported: "apis\.example"/);
    }
    const same = bench.file('user.json', { ...userCredential, universeDomain: 'googleapis.com' });
    assert.equal((await open({ GOOGLE_APPLICATION_CREDENTIALS: same }).describe()).kind, 'user');
  });

  it('a gcloud of another universe is refused before its token is used', async () => {
    const core = { account: 'dev@example.com', universe_domain: 'apis.example' };
    const token = { access_token: 'ya29.of-elsewhere', token_expiry: '2100-01-01T00:00:00Z' };
    bench.file('list', { core });
    bench.file('helper', { configuration: { properties: { core } }, credential: token });
    const program = `#!/bin/sh\nif [ "$2" = list ]; then cat "${bench.folder}/list"; else cat "${bench.folder}/helper"; fi\n`;
    const file = bench.file('gcloud', program);
    chmodSync(file, 0o755);
    const gcloud = { path: file, account: undefined, configuration: undefined };
    const credential = createCredential(bench.options({ source: 'gcloud', gcloud }), bench.wire());
    for (const work of [credential.accessToken([cloudPlatform]), credential.describe()]) {
      const { facts } = await failureOf(work);
      assert.equal(facts.kind, 'credentialsBroken');
      assert.equal(facts.reason, 'unsupported');
      assert.match(facts.message, /universe that is not supported: "apis\.example"/);
    }
    bench.file('list', { core: { ...core, universe_domain: 'googleapis.com' } });
    assert.equal((await credential.describe()).account, 'dev@example.com');
  });
});
