import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import { listAccounts } from '../../../src/google/credentials/gcloud/gcloudChoices.js';
import { endTreeOnWindows } from '../../../src/google/credentials/gcloud/runProgram.js';
import { cloudPlatform, failureOf, openBench, type CredentialBench } from './bench.js';

/** What gcloud 528 prints for each way of failing; a program that prints the same stands in its place. */
const failures = [
  {
    name: 'nobody is signed in',
    kind: 'credentialsMissing',
    reason: 'gcloudNotSignedIn',
    stderr: 'ERROR: (gcloud.config.config-helper) You do not currently have an active account selected.\nPlease run:\n',
  },
  {
    name: 'the account is not signed in',
    kind: 'credentialsMissing',
    reason: 'gcloudNotSignedIn',
    stderr:
      'ERROR: (gcloud.config.config-helper) Your current active account [nobody@example.com] does not have any valid credentials\n',
  },
  {
    name: 'the organization asks for a new login',
    kind: 'reauthRequired',
    reason: undefined,
    stderr:
      'ERROR: (gcloud.config.config-helper) There was a problem reauthenticating while refreshing your current auth tokens: Reauthentication failed. cannot prompt during non-interactive execution.\n',
  },
  {
    name: 'the login was revoked',
    kind: 'signInExpired',
    reason: undefined,
    stderr:
      "ERROR: (gcloud.config.config-helper) There was a problem refreshing your current auth tokens: ('invalid_grant: Token has been expired or revoked.', {'error': 'invalid_grant'})\n",
  },
  {
    name: 'a proxy with a certificate of its own is in between',
    kind: 'certificate',
    reason: undefined,
    stderr:
      "ERROR: gcloud crashed (SSLError): HTTPSConnectionPool(host='oauth2.googleapis.com', port=443): Max retries exceeded with url: /token (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')))\n",
  },
  {
    name: 'there is no network',
    kind: 'network',
    reason: undefined,
    stderr:
      "ERROR: gcloud crashed (ConnectionError): HTTPSConnectionPool(host='oauth2.googleapis.com', port=443): Max retries exceeded with url: /token\n",
  },
  {
    name: 'its Python breaks off',
    kind: 'credentialsBroken',
    reason: 'gcloudFailed',
    stderr:
      'Traceback (most recent call last):\n  File "/opt/gcloud.py", line 9, in <module>\n    main()\nModuleNotFoundError: No module named \'six\'\n',
    says: /^ModuleNotFoundError: No module named 'six'$/,
  },
  {
    name: 'its traceback is cut off',
    kind: 'credentialsBroken',
    reason: 'gcloudFailed',
    stderr: 'Traceback (most recent call last):\n  File "/opt/gcloud.py", line 9, in <module>\r\n    main()',
    says: /^main\(\)$/,
  },
  {
    name: 'there is no Python',
    kind: 'credentialsBroken',
    reason: 'gcloudFailed',
    stderr: '/opt/gcloud: line 192: exec: python3: not found\n\n',
    says: /python3: not found$/,
  },
  { name: 'it fails without a word', kind: 'credentialsBroken', reason: 'gcloudFailed', stderr: '' },
] as const;

describe('a gcloud that fails', () => {
  let bench: CredentialBench;

  beforeEach(() => {
    bench = openBench();
  });

  afterEach(() => bench.dispose());

  const open = (script: string): ReturnType<typeof createCredential> => {
    const file = bench.file('gcloud', `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return createCredential(
      bench.options({ source: 'gcloud', gcloud: { path: file, account: undefined, configuration: undefined } }),
      bench.wire(),
    );
  };

  for (const { name, kind, reason, stderr, ...rest } of failures) {
    it(`is ${kind} when ${name}`, async () => {
      bench.file('stderr', stderr);
      const error = await failureOf(open(`cat "${bench.folder}/stderr" >&2; exit 1`).accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, kind);
      assert.equal(error.facts.reason, reason);
      assert.ok(!error.message.includes('ERROR'), error.message);
      if ('says' in rest) {
        assert.match(error.message, rest.says);
      }
    });
  }

  it('is missing when it is not installed', async () => {
    const credential = createCredential(bench.options({ source: 'gcloud' }), bench.wire());
    const error = await failureOf(credential.accessToken([cloudPlatform]));
    assert.equal(error.facts.kind, 'credentialsMissing');
    assert.equal(error.facts.reason, 'gcloudNotFound');
    assert.deepEqual(error.facts.metadata, { program: `${bench.folder}/no-gcloud` });
  });

  it('is broken when it may not be started, or prints no JSON, or no token', async () => {
    bench.file('gcloud', 'not a program');
    const options = bench.options({
      gcloud: { path: `${bench.folder}/gcloud`, account: undefined, configuration: undefined },
    });
    assert.match((await failureOf(listAccounts(options))).message, /EACCES/);
    for (const output of ['Updates are available!', '{"credential":{"access_token":null}}']) {
      const error = await failureOf(open(`echo '${output}'`).accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, 'credentialsBroken');
      assert.equal(error.facts.reason, 'gcloudFailed');
    }
  });

  it('is ended with the request for it', async () => {
    const asking = new AbortController();
    const file = bench.file('gcloud', '#!/bin/sh\nexec sleep 20\n');
    chmodSync(file, 0o755);
    const options = bench.options({ gcloud: { path: file, account: undefined, configuration: undefined } });
    const failure = failureOf(listAccounts(options, asking.signal));
    asking.abort();
    assert.equal((await failure).facts.kind, 'aborted');
  });

  for (const [name, program] of [
    ['a child that it waits for', 'sleep 321 & echo $! > "$0.child"; wait'],
    ['a child that minds no request to end', `trap '' TERM; (trap '' TERM; sleep 321) & echo $! > "$0.child"; wait`],
    ['a child of a child', 'sh -c \'sleep 321 & echo $! > "$0.child"; wait\' "$0"; true'],
  ] as const) {
    it(`is ended with ${name}`, async () => {
      const file = bench.file('gcloud', `#!/bin/sh\n${program}\n`);
      chmodSync(file, 0o755);
      const asking = new AbortController();
      const options = bench.options({ gcloud: { path: file, account: undefined, configuration: undefined } });
      const failure = failureOf(listAccounts(options, asking.signal));
      const child = Number(await eventually(() => bench.read('gcloud.child').trim()));
      assert.ok(isAlive(child));
      asking.abort();
      assert.equal((await failure).facts.kind, 'aborted');
      await eventually(() => assert.ok(!isAlive(child)));
    }).timeout(10_000);
  }

  it('on Windows is ended with its descendants, by the system’s own tool', () => {
    assert.deepEqual(endTreeOnWindows(4711, { SystemRoot: String.raw`D:\WINNT` }), {
      file: String.raw`D:\WINNT\System32\taskkill.exe`,
      args: ['/pid', '4711', '/T', '/F'],
      verbatim: false,
    });
    assert.match(endTreeOnWindows(1, {}).file, /^C:\\Windows\\System32\\taskkill\.exe$/);
  });

  it('that prints without end is ended, and said to', async () => {
    const error = await failureOf(open('exec yes').accessToken([cloudPlatform]));
    assert.equal(error.facts.reason, 'gcloudFailed');
    assert.match(error.message, /more than 8 MB/);
  });

  it('is asked once for 50 requests, and told the account and configuration by its environment', async () => {
    const file = bench.file(
      'gcloud',
      [
        '#!/bin/sh',
        `echo "$@ [$CLOUDSDK_CORE_ACCOUNT] [$CLOUDSDK_ACTIVE_CONFIG_NAME] [$CLOUDSDK_CORE_DISABLE_PROMPTS]" >> "${bench.folder}/calls"`,
        `echo '{"credential":{"access_token":"ya29.gcloud","token_expiry":"2100-01-01T00:00:00Z"}}'`,
      ].join('\n'),
    );
    chmodSync(file, 0o755);
    const gcloud = { path: file, account: '$(touch pwned) dev@example.com', configuration: 'work' };
    const credential = createCredential(bench.options({ source: 'gcloud', gcloud }), bench.wire());
    await Promise.all(Array.from({ length: 50 }, () => credential.accessToken([cloudPlatform])));
    assert.equal(
      bench.read('calls'),
      'config config-helper --format=json [$(touch pwned) dev@example.com] [work] [1]\n',
    );
    credential.rejected('ya29.gcloud');
    await credential.accessToken([cloudPlatform]);
    assert.match(bench.read('calls'), /config config-helper --force-auth-refresh --format=json .*\n$/);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What `read` gives as soon as it neither throws nor is empty. */
async function eventually<T>(read: () => T): Promise<T> {
  for (;;) {
    try {
      const value = read();
      if (value !== '') {
        return value;
      }
    } catch {
      // Not yet; the test's own time is the bound.
    }
    await wait(20);
  }
}
