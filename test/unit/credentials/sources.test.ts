import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock, type Clock } from '../../../src/base/clock.js';
import { ApiError } from '../../../src/google/apiError.js';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import { notSignedInError } from '../../../src/google/credentials/credentialError.js';
import type { Credential } from '../../../src/google/credentials/credential.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import { notingClock } from '../support/effort.js';
import { cloudPlatform, failureOf, openBench, userCredential, type CredentialBench } from './bench.js';
import { startFakeGoogle, type FakeGoogle } from './fakeGoogle.js';

/** The metadata server's answers, or none at all where the connection leads into a black hole. */
function metadataServer(answers: boolean): Promise<FakeGoogle> {
  const headers = { 'metadata-flavor': 'Google' };
  return startFakeGoogle(async ({ path: asked }) => {
    if (!answers) {
      await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
    }
    const account = '/computeMetadata/v1/instance/service-accounts/default/';
    if (asked.startsWith(`${account}token`)) {
      return { headers, body: { access_token: 'ya29.machine', expires_in: 3000, token_type: 'Bearer' } };
    }
    if (asked === '/computeMetadata/v1/project/project-id') {
      return { headers, body: 'acme-machines' };
    }
    if (asked === `${account}email`) {
      return { headers, body: 'vm@acme-machines.iam.gserviceaccount.com' };
    }
    return asked === account ? { headers, body: 'aliases\nemail\ntoken\n' } : undefined;
  });
}

describe('where a credential comes from', () => {
  let bench: CredentialBench;
  let google: FakeGoogle;
  let machine: FakeGoogle;

  before(async () => {
    google = await startFakeGoogle(() => ({ body: { access_token: 'ya29.user', expires_in: 3599 } }));
  });

  after(() => google.stop());

  beforeEach(async () => {
    bench = openBench();
    machine = await metadataServer(true);
  });

  afterEach(async () => {
    await machine.stop();
    bench.dispose();
  });

  function open(
    options: Partial<CredentialOptions>,
    env: CredentialOptions['env'] = {},
    clock: Clock = systemClock,
  ): ReturnType<typeof createCredential> {
    return createCredential(
      bench.options({
        ...options,
        env: { CLOUDSDK_CONFIG: bench.folder, GCE_METADATA_HOST: new URL(machine.url).host, ...env },
      }),
      bench.wire({ endpointOverrides: { oauth2: google.url }, clock }),
    );
  }

  const signedIn: Credential = {
    accessToken: () => Promise.resolve('ya29.signed-in'),
    describe: () =>
      Promise.resolve({
        kind: 'signIn',
        account: 'dev@example.com',
        file: undefined,
        project: undefined,
        quotaProject: undefined,
      }),
    rejected: () => undefined,
  };

  function gcloudHasAccount(): void {
    mkdirSync(path.join(bench.folder, 'configurations'));
    writeFileSync(path.join(bench.folder, 'configurations', 'config_default'), '[core]\naccount = dev@example.com\n');
  }

  for (const source of ['applicationDefault', 'automatic'] as const) {
    it(`says within a second that there is none (${source}), a black-holed metadata server or not`, async () => {
      await machine.stop();
      machine = await metadataServer(false);
      for (const metadata of [false, true]) {
        const clock = notingClock();
        const credential = open({ source, metadataServer: metadata }, {}, clock);
        const error = await failureOf(credential.accessToken([cloudPlatform]));
        assert.equal(error.facts.kind, 'credentialsMissing');
        assert.equal(error.facts.reason, 'noneFound');
        // By the timers that came to their end, and not by the wall: what this machine does beside it takes its time too.
        const ms = clock.waited.reduce((sum, each) => sum + each, 0);
        assert.ok(metadata ? ms > 0 && ms < 1000 : ms === 0, `${ms} ms`);
        assert.equal(machine.requests.length, metadata ? 1 : 0);
      }
    }).timeout(20_000);
  }

  it('asks the metadata server where that is allowed', async () => {
    const credential = open({ metadataServer: true });
    assert.equal(await credential.accessToken([cloudPlatform]), 'ya29.machine');
    assert.deepEqual(await credential.describe(), {
      kind: 'metadataServer',
      account: 'vm@acme-machines.iam.gserviceaccount.com',
      file: undefined,
      project: 'acme-machines',
      quotaProject: undefined,
    });
    assert.equal(machine.to('/computeMetadata/v1/instance/service-accounts/default/token').length, 1);
  });

  it('takes a server without the header for somebody else’s', async () => {
    await machine.stop();
    machine = await startFakeGoogle(() => ({ body: 'welcome to the router' }));
    const error = await failureOf(open({ metadataServer: true }).accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'credentialsMissing');
  });

  it('prefers the file that GOOGLE_APPLICATION_CREDENTIALS names to gcloud’s, and both to the rest', async () => {
    gcloudHasAccount();
    const everything = { source: 'automatic', metadataServer: true, signIn: signedIn } as const;
    bench.file('application_default_credentials.json', userCredential);
    const named = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('named.json', userCredential) };
    assert.equal((await open(everything, named).describe()).file, named.GOOGLE_APPLICATION_CREDENTIALS);
    assert.equal(
      (await open(everything).describe()).file,
      path.join(bench.folder, 'application_default_credentials.json'),
    );
    assert.equal(await open(everything).accessToken([cloudPlatform]), 'ya29.user');
  });

  it('does not fall back when the file that is configured is broken', async () => {
    const file = path.join(bench.folder, 'gone.json');
    const error = await failureOf(
      open({ source: 'automatic', signIn: signedIn }, { GOOGLE_APPLICATION_CREDENTIALS: file }).accessToken([
        cloudPlatform,
      ]),
    );
    assert.equal(error.facts.reason, 'fileUnreadable');
    assert.deepEqual(error.facts.metadata, { file });
  });

  it('notices a login that happens after a failure, and a file that changes', async () => {
    const credential = open({});
    await failureOf(credential.accessToken([cloudPlatform]));
    bench.file('application_default_credentials.json', userCredential);
    assert.equal(await credential.accessToken([cloudPlatform]), 'ya29.user');
    assert.equal((await credential.describe()).account, userCredential.account);
    bench.file('application_default_credentials.json', { ...userCredential, account: 'other@example.com' });
    assert.equal((await credential.describe()).account, 'other@example.com');
  });

  it('asks gcloud only when it has an account selected', async () => {
    const credential = open({ source: 'automatic', signIn: signedIn });
    assert.equal(await credential.accessToken([cloudPlatform]), 'ya29.signed-in');
    gcloudHasAccount();
    const error = await failureOf(open({ source: 'automatic', signIn: signedIn }).accessToken([cloudPlatform]));
    assert.equal(error.facts.reason, 'gcloudNotFound');
  });

  it('passes a refused token to the sign-in, and keeps none of its tokens', async () => {
    const refused: string[] = [];
    let count = 0;
    const signIn = {
      ...signedIn,
      accessToken: () => Promise.resolve(`t${++count}`),
      rejected: (token: string) => void refused.push(token),
    };
    const credential = open({ source: 'signIn', signIn });
    assert.equal(await credential.accessToken([cloudPlatform]), 't1');
    assert.equal(await credential.accessToken([cloudPlatform]), 't2');
    credential.rejected('t2');
    assert.deepEqual(refused, ['t2']);
    assert.equal((await credential.describe()).account, 'dev@example.com');
  });

  it('says that nobody is signed in', async () => {
    assert.equal((await failureOf(open({ source: 'signIn' }).describe())).facts.reason, 'notSignedIn');
    const signIn: Credential = {
      ...signedIn,
      describe: () => Promise.reject(notSignedInError()),
      accessToken: () => Promise.reject(notSignedInError()),
    };
    const credential = open({ source: 'signIn', signIn });
    assert.equal((await failureOf(credential.describe())).facts.reason, 'notSignedIn');
    assert.equal((await failureOf(credential.accessToken([cloudPlatform]))).facts.reason, 'notSignedIn');
    const anything = await failureOf(open({ source: 'automatic', signIn }).accessToken([cloudPlatform]));
    assert.equal(anything.facts.reason, 'noneFound');
  });

  it('tells a sign-in that cannot be read from none', async () => {
    const facts = { kind: 'other', message: 'the keyring is locked' } as const;
    const signIn: Credential = { ...signedIn, describe: () => Promise.reject(new ApiError(facts)) };
    const error = await failureOf(open({ source: 'automatic', signIn }).accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'other');
  });
});
