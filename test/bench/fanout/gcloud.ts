import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Limiter } from '../../../src/base/limiter.js';
import { concurrency } from '../support/product.js';
import { accessToken, type ServerAddress } from './messages.js';

const exec = promisify(execFile);

/** How many list calls are made; a thousand would take a quarter of an hour. */
export const gcloudCalls = 20;

/** The two of the four services whose operations gcloud can list; `gcloud deploy` and `gcloud notebooks` have no such command. */
export const gcloudServices = ['dataproc', 'redis'] as const;

export interface GcloudRun {
  readonly version: string;
  /** For all the calls, as many of them at once as the others make requests at once. */
  readonly wallMs: number;
}

/** Lists operations with gcloud, a process a call; undefined where there is no gcloud. */
export async function runGcloud(
  address: ServerAddress,
  caFile: string,
  projects: readonly string[],
  regions: readonly string[],
): Promise<GcloudRun | undefined> {
  const version = await exec('gcloud', ['--version']).catch(() => undefined);
  if (!version) {
    return undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'fanout-gcloud-'));
  const token = path.join(folder, 'token');
  writeFileSync(token, accessToken, { mode: 0o600 });
  const env = {
    ...process.env,
    CLOUDSDK_CONFIG: folder,
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token,
    // Google's own variable, and that of the Python library below it, which wins where both are set.
    CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
    CLOUDSDK_SURVEY_DISABLE_PROMPTS: '1',
    CLOUDSDK_API_ENDPOINT_OVERRIDES_DATAPROC: `${address.origins['dataproc']!}/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_REDIS: `${address.origins['redis']!}/`,
  };
  const list = async (index: number): Promise<void> => {
    const service = gcloudServices[index % gcloudServices.length]!;
    const project = projects[index % projects.length]!;
    const region = regions[index % regions.length]!;
    const args = [service, 'operations', 'list', `--region=${region}`, `--project=${project}`, '--format=value(name)'];
    const { stdout } = await exec('gcloud', args, { env });
    if (stdout.trim().split('\n').length < 100) {
      throw new Error(`gcloud ${args.join(' ')} printed ${stdout.slice(0, 200)}`);
    }
  };
  try {
    const limiter = new Limiter(concurrency);
    const start = performance.now();
    await Promise.all(Array.from({ length: gcloudCalls }, (_, index) => limiter.run(() => list(index))));
    return { version: version.stdout.split('\n')[0]!, wallMs: performance.now() - start };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
