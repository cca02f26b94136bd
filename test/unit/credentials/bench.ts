import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { isApiError, type ApiError } from '../../../src/google/apiError.js';
import type { CredentialOptions } from '../../../src/google/credentials/options.js';
import { credentialWire, type CredentialWire } from '../../../src/google/credentials/wire.js';
import { noOtherOrigins } from '../../../src/google/origins.js';
import { systemClock } from '../../../src/base/clock.js';

/** A folder of its own for each test, a log that is kept, and options that reach nothing of this machine. */
export interface CredentialBench {
  readonly folder: string;
  readonly log: string[];
  wire(overrides?: Partial<Parameters<typeof credentialWire>[1]>, send?: typeof fetch): CredentialWire;
  options(overrides?: Partial<CredentialOptions>): CredentialOptions;
  /** Writes a JSON file (or a text as it is) into the folder and gives its path. */
  file(name: string, content: unknown): string;
  /** What a program under test left in the folder. */
  read(name: string): string;
  dispose(): void;
}

export function openBench(): CredentialBench {
  const folder = mkdtempSync(path.join(tmpdir(), 'credentials-'));
  const log: string[] = [];
  const write = (message: string): void => void log.push(message);
  return {
    folder,
    log,
    wire: (overrides = {}, send = (input, init) => globalThis.fetch(input, init)) =>
      credentialWire(send, {
        clock: systemClock,
        log: { debug: write, info: write, warn: write, error: write },
        endpointOverrides: {},
        allowedOrigins: noOtherOrigins,
        ...overrides,
      }),
    options: (overrides = {}) => ({
      source: 'applicationDefault',
      metadataServer: false,
      gcloud: { path: path.join(folder, 'no-gcloud'), account: undefined, configuration: undefined },
      impersonate: undefined,
      subject: undefined,
      signIn: undefined,
      env: { CLOUDSDK_CONFIG: folder },
      ...overrides,
    }),
    file(name, content) {
      const file = path.join(folder, name);
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
    read: (name) => readFileSync(path.join(folder, name), 'utf8'),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';
export const ediscovery = 'https://www.googleapis.com/auth/ediscovery';

/** A person's credential as gcloud writes it; everything secret in it is easy to search for. */
export const userCredential = {
  type: 'authorized_user',
  client_id: '764086051850-test.apps.googleusercontent.com',
  client_secret: 'd-FL95Q19q7MQmFpd7hHD0Ty-secret',
  refresh_token: '1//0gRefreshTokenOfTheTest-L9IrSecret/with.slash',
  quota_project_id: 'acme-quota',
  account: 'dev@example.com',
} as const;

export const serviceAccountKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export const serviceAccountCredential = {
  type: 'service_account',
  project_id: 'acme-analytics',
  private_key_id: 'key-1',
  private_key: serviceAccountKey.privateKey,
  client_email: 'robot@acme-analytics.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.googleapis.com/token',
} as const;

/** What `work` fails with; fails itself when that is no ApiError or `work` succeeds. */
export async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const thrown: unknown = await work.then(
    () => assert.fail('it should have failed'),
    (error: unknown) => error,
  );
  assert.ok(isApiError(thrown), `not an ApiError: ${inspect(thrown)}`);
  return thrown;
}

/** No secret in an error or a log, however deep. */
export function assertNoSecret(what: unknown, secrets: readonly string[]): void {
  const text = inspect(what, {
    depth: Infinity,
    showHidden: true,
    maxStringLength: Infinity,
    maxArrayLength: Infinity,
  });
  for (const secret of secrets) {
    assert.ok(secret.length >= 8, 'too short to search for');
    assert.ok(!text.includes(secret), `found the secret ${secret} in ${text}`);
  }
}
