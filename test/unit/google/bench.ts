import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock, type Clock } from '../../../src/base/clock.js';
import { isApiError, type ApiErrorFacts } from '../../../src/google/apiError.js';
import type { OperationPage } from '../../../src/google/apis/operationsApi.js';
import type { Credential, CredentialDescription } from '../../../src/google/credentials/credential.js';
import { googleWith, openGoogle, type Google, type GoogleOptions } from '../../../src/google/google.js';
import { noOtherOrigins } from '../../../src/google/origins.js';
import { collectionAt } from '../../../src/google/serviceCatalog/collectionAt.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { startEmulator, type Emulator, type EmulatorOptions, type LoggedRequest } from '../../emulator/index.js';

export const DEADLINE_MS = 20_000;
/** The tick of the queue, which looks for requests that hang. */
const TICK_MS = 100;

export type WorldOptions = Omit<GoogleOptions, 'credential'>;

/** A log that is kept. */
export function keptLog(): GoogleOptions['log'] & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string): void => void lines.push(message);
  return { lines, debug: write, info: write, warn: write, error: write };
}

/** Options that reach nothing but what `overrides` name. */
export function worldOptions(overrides: Partial<WorldOptions> = {}): WorldOptions {
  return {
    clock: systemClock,
    log: keptLog(),
    userAgent: 'cloud-operations/0.0.0',
    endpointOverrides: {},
    allowedOrigins: noOtherOrigins,
    quotaProject: undefined,
    findService: (id) => seedServices.find((service) => service.id === id),
    concurrency: 16,
    deadlineMs: DEADLINE_MS,
    ...overrides,
  };
}

/** The Google layer over an emulator, by the credential file that the emulator hands out. */
export interface Bench {
  readonly emulator: Emulator;
  readonly log: ReturnType<typeof keptLog>;
  open(overrides?: Partial<WorldOptions>): Google;
  dispose(): Promise<void>;
}

export async function openBench(options?: EmulatorOptions): Promise<Bench> {
  const emulator = await startEmulator(options);
  const folder = mkdtempSync(path.join(tmpdir(), 'google-'));
  const file = path.join(folder, 'credentials.json');
  writeFileSync(file, JSON.stringify(emulator.credentialFile));
  const log = keptLog();
  const opened: Google[] = [];
  return {
    emulator,
    log,
    open(overrides = {}) {
      const google = openGoogle({
        ...worldOptions({ log, endpointOverrides: overridesOf(emulator), ...overrides }),
        credential: {
          source: 'applicationDefault',
          metadataServer: false,
          gcloud: { path: path.join(folder, 'no-gcloud'), account: undefined, configuration: undefined },
          impersonate: undefined,
          subject: undefined,
          signIn: undefined,
          env: { GOOGLE_APPLICATION_CREDENTIALS: file, CLOUDSDK_CONFIG: folder },
        },
      });
      opened.push(google);
      return google;
    },
    async dispose() {
      opened.forEach((google) => google.dispose());
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function overridesOf(emulator: Emulator): Record<string, string> {
  return emulator.settings['cloudOperations.endpointOverrides'] as Record<string, string>;
}

/** A credential whose tokens a test decides, and which notes what was asked of it. */
export interface ScriptedCredential extends Credential {
  readonly asked: (readonly string[])[];
  readonly refused: string[];
}

/** @param tokens handed out one after the other, each until it is rejected; the last one stays. */
export function scriptedCredential(tokens: readonly string[], quotaProject?: string): ScriptedCredential {
  const asked: (readonly string[])[] = [];
  const refused: string[] = [];
  return {
    asked,
    refused,
    describe: () => Promise.resolve({ quotaProject } as CredentialDescription),
    accessToken: (scopes) => {
      asked.push(scopes);
      return Promise.resolve(tokens[Math.min(refused.length, tokens.length - 1)]!);
    },
    rejected: (token) => void refused.push(token),
  };
}

/** The layer with a scripted credential, for servers that are not the emulator. */
export function openWith(overrides: Partial<WorldOptions>, credential = scriptedCredential(['token'])): Google {
  return googleWith(credential, worldOptions(overrides));
}

/** The collection of one of the four services. */
export function collection(service: string, project?: string, location?: string): Collection {
  const found = seedServices.find(({ id }) => id === service);
  assert.ok(found?.collections[0], service);
  return collectionAt(found, found.collections[0], { project, location });
}

export async function listPages(google: Google, from: Collection, signal?: AbortSignal): Promise<OperationPage[]> {
  const pages: OperationPage[] = [];
  for await (const page of google.operations.list(from, { signal })) {
    pages.push(page);
  }
  return pages;
}

export async function listAll(google: Google, from: Collection): Promise<OperationReading[]> {
  return (await listPages(google, from)).flatMap((page) => page.readings);
}

/** The facts of the ApiError that `promise` must end with. */
export async function failure(promise: Promise<unknown>): Promise<ApiErrorFacts> {
  const thrown = await promise.then(
    (value) => assert.fail(`no error, but ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  assert.ok(isApiError(thrown), `not an ApiError: ${String(thrown)}`);
  return thrown.facts;
}

/** The requests of one method, e.g. `operations.cancel`, in the order of their arrival. */
export function requestsOf(emulator: Emulator, operation: string): LoggedRequest[] {
  return emulator.requests.filter((request) => request.operation === operation);
}

/** A clock on which waiting takes a hundredth of its time; the waits between tries are noted in milliseconds. */
export function hurriedClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    ...systemClock,
    waits,
    schedule(ms, callback) {
      if (ms === DEADLINE_MS || ms === TICK_MS) {
        return systemClock.schedule(ms, callback);
      }
      waits.push(ms);
      return systemClock.schedule(ms / 100, callback);
    },
  };
}
