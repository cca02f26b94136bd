import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import { listAccounts, listConfigurations } from '../../../src/google/credentials/gcloud/gcloudChoices.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import { assertNoSecret, cloudPlatform, failureOf, openBench, userCredential, type CredentialBench } from './bench.js';
import { FakeClock } from '../support/fakeClock.js';
import { startFakeGoogle, type FakeAnswer, type FakeGoogle } from './fakeGoogle.js';

function isInstalled(): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, 'gcloud')));
}

/** The e-mail address that an assertion was signed for. */
function issuerOf(assertion: string): string {
  const claims = JSON.parse(Buffer.from(assertion.split('.')[1]!, 'base64url').toString()) as { iss: string };
  return claims.iss;
}

describe('gcloud itself', function () {
  this.timeout(240_000);
  this.slow(5000);
  let bench: CredentialBench;
  let issued = 0;
  let google: FakeGoogle | undefined;
  let answer: (count: number) => FakeAnswer;

  before(async function () {
    if (!isInstalled()) {
      console.log('      SKIPPED: gcloud is not on the PATH');
      this.skip();
    }
    bench = openBench();
    google = await startFakeGoogle(({ form }) => {
      const assertion = form.get('assertion');
      return assertion === null
        ? answer(++issued)
        : { body: { access_token: `ya29.of-${issuerOf(assertion)}-${++issued}`, expires_in: 3599 } };
    });
  });

  after(async () => {
    if (google) {
      await google.stop();
      bench.dispose();
    }
  });

  beforeEach(() => {
    answer = (count) => ({ body: { access_token: `ya29.user-${count}`, expires_in: 3599 } });
  });

  function environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: bench.folder,
      CLOUDSDK_CONFIG: `${bench.folder}/gcloud`,
      CLOUDSDK_AUTH_TOKEN_HOST: `${google!.url}/token`,
    };
  }

  function options(
    chosen: { account?: string; configuration?: string } = {},
    env: Record<string, string> = {},
  ): CredentialOptions {
    return bench.options({
      source: 'gcloud',
      gcloud: { path: 'gcloud', account: chosen.account, configuration: chosen.configuration },
      env: { ...environment(), ...env },
    });
  }

  it('says that nobody is signed in', async () => {
    const error = await failureOf(createCredential(options(), bench.wire()).accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'credentialsMissing');
    assert.equal(error.facts.reason, 'gcloudNotSignedIn');
    assert.deepEqual(await listAccounts(options()), []);
  });

  it('gives tokens of the account and the configuration that are chosen, and changes neither', async () => {
    const gcloud = (...args: string[]): Promise<unknown> => promisify(execFile)('gcloud', args, { env: environment() });
    const [first, second] = ['one', 'two'].map((name) => `${name}@acme-analytics.iam.gserviceaccount.com`);
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const client_email of [first!, second!]) {
      const json = {
        type: 'service_account',
        client_email,
        private_key: key,
        private_key_id: 'k',
        client_id: '1',
        token_uri: 'https://oauth2.googleapis.com/token',
        project_id: 'acme-analytics',
      };
      await gcloud('auth', 'activate-service-account', `--key-file=${bench.file('key.json', json)}`);
    }
    // Written by hand: gcloud itself looks the project up in the cloud before it sets it.
    bench.file('gcloud/configurations/config_work', `[core]\naccount = ${first}\nproject = acme-web\n`);

    assert.deepEqual(await listAccounts(options()), [
      { account: first, active: false },
      { account: second, active: true },
    ]);
    const configurations = [
      { name: 'default', active: true, account: second, project: undefined },
      { name: 'work', active: false, account: first, project: 'acme-web' },
    ];
    assert.deepEqual(await listConfigurations(options()), configurations);

    for (const { chosen, account, project } of [
      { chosen: {}, account: second, project: undefined },
      { chosen: { account: first! }, account: first, project: undefined },
      { chosen: { configuration: 'work' }, account: first, project: 'acme-web' },
    ]) {
      const credential = createCredential(options(chosen), bench.wire());
      assert.ok((await credential.accessToken([cloudPlatform])).startsWith(`ya29.of-${account}-`));
      const described = await credential.describe();
      assert.deepEqual({ account: described.account, project: described.project }, { account, project });
    }
    assert.deepEqual(await listConfigurations(options()), configurations);
  });

  it('is made to refresh a token that was refused', async () => {
    const credential = createCredential(options(), bench.wire());
    const first = await credential.accessToken([cloudPlatform]);
    credential.rejected(first);
    assert.notEqual(await credential.accessToken([cloudPlatform]), first);
  });

  it('refreshes a person’s login, and tells why it cannot', async () => {
    const env = { CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: bench.file('user.json', userCredential) };
    const clock = new FakeClock();
    const credential = createCredential(options({}, env), bench.wire({ clock }));
    const token = await credential.accessToken([cloudPlatform]);
    assert.match(token, /^ya29\.user-/);
    // gcloud keeps the token too; only a refused one makes it ask again.
    credential.rejected(token);
    for (const { body, kind } of [
      {
        kind: 'signInExpired',
        body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      },
      {
        kind: 'reauthRequired',
        body: {
          error: 'invalid_grant',
          error_description: 'reauth related error (invalid_rapt)',
          error_subtype: 'invalid_rapt',
        },
      },
    ]) {
      answer = () => ({ status: 400, body });
      await clock.pass(2000);
      const error = await failureOf(credential.accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, kind);
      assertNoSecret([error, bench.log], [userCredential.refresh_token, userCredential.client_secret]);
    }
  });
});
