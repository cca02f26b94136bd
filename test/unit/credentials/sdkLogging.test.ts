import './sdkLoggingOn.js';
import assert from 'node:assert/strict';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import './sdkLoggingOff.js';
import { startEmulator, type Emulator } from '../../emulator/index.js';
import { assertNoSecret, cloudPlatform, openBench, type CredentialBench } from './bench.js';

/**
 * With this variable Google's libraries print every answer of a token endpoint to stderr, and the editor keeps what its
 * extension host prints. It is read when they are loaded, hence the order of the imports above.
 */
describe('with GOOGLE_SDK_NODE_LOGGING in the environment', function () {
  this.timeout(30_000);
  const robot = 'deployer@acme-web.iam.gserviceaccount.com';
  let bench: CredentialBench;
  let emulator: Emulator;

  before(async () => {
    bench = openBench();
    emulator = await startEmulator();
    emulator.control.addSubjectToken({ token: 'token-of-the-identity-provider', email: 'ci@example.com' });
  });

  after(async () => {
    await emulator.stop();
    bench.dispose();
  });

  /** What `work` prints; the streams are themselves again afterwards. */
  async function printed(work: () => Promise<unknown>): Promise<string> {
    const chunks: string[] = [];
    const streams = [process.stdout, process.stderr];
    for (const stream of streams) {
      Object.defineProperty(stream, 'write', {
        configurable: true,
        value: (chunk: unknown) => chunks.push(String(chunk)) > 0,
      });
    }
    try {
      await work();
    } finally {
      for (const stream of streams) {
        // What the prototype has shows again.
        Reflect.deleteProperty(stream, 'write');
      }
    }
    return chunks.join('');
  }

  it('no kind of credential prints a secret', async () => {
    const endpointOverrides = emulator.settings['cloudOperations.endpointOverrides'] as Record<string, string>;
    const files = [
      emulator.credentialFile,
      emulator.serviceAccountFile,
      {
        type: 'external_account',
        audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/oidc',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: 'https://sts.googleapis.com/v1/token',
        credential_source: { file: bench.file('subject', 'token-of-the-identity-provider') },
        service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${robot}:generateAccessToken`,
      },
    ];
    let tokens = 0;
    const output = await printed(async () => {
      for (const json of files) {
        for (const impersonate of [undefined, robot]) {
          const env = { GOOGLE_APPLICATION_CREDENTIALS: bench.file('credential.json', json) };
          const credential = createCredential(bench.options({ env, impersonate }), bench.wire({ endpointOverrides }));
          tokens += (await credential.accessToken([cloudPlatform])) === '' ? 0 : 1;
        }
      }
    });
    assert.equal(tokens, 6);
    assertNoSecret(output, emulator.control.secrets());
  });
});
