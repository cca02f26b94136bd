import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { after, before, beforeEach, describe, it } from 'mocha';
import { scenarios, standardCollection, startEmulator } from './emulated.mjs';

const exec = promisify(execFile);

describe('gcloud against the emulator', () => {
  /** @type {import('../emulator/index.ts').Emulator} */
  let emulator;
  let folder;
  let env;

  before(async function () {
    const version = await exec('gcloud', ['--version']).catch(() => undefined);
    if (version === undefined) {
      console.log('  SKIPPED: gcloud is not on PATH, so nothing here was checked against it.');
      this.skip();
    }
    console.log(`  ${version.stdout.split('\n')[0]}`);
    emulator = await startEmulator();
    folder = mkdtempSync(path.join(tmpdir(), 'peers-gcloud-'));
    const token = path.join(folder, 'token');
    writeFileSync(token, emulator.control.issueAccessToken(), { mode: 0o600 });
    const port = await emulator.servicePort('cloudresourcemanager');
    env = {
      ...process.env,
      CLOUDSDK_CONFIG: folder,
      CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token,
      CLOUDSDK_CORE_PROJECT: 'acme-web',
      CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
      CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
      CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
      CLOUDSDK_SURVEY_DISABLE_PROMPTS: '1',
      // With a path after the host, and, for one of them, without.
      CLOUDSDK_API_ENDPOINT_OVERRIDES_DATAPROC: `${emulator.url}/dataproc/`,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_GKEHUB: `${emulator.url}/gkehub/`,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_REDIS: `${emulator.url}/redis/`,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_SERVICEUSAGE: `${emulator.url}/serviceusage/`,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE: `${emulator.url}/compute/compute/v1/`,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDRESOURCEMANAGER: `http://127.0.0.1:${port}/`,
    };
  });
  after(async () => {
    await emulator?.stop();
    if (folder !== undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  beforeEach(() => emulator.control.reset());

  const gcloud = async (...args) => (await exec('gcloud', args, { env })).stdout;
  const json = async (...args) => JSON.parse(await gcloud(...args, '--format=json'));
  const cluster = (spec = {}) =>
    emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      target: 'etl-7',
      ...spec,
    });

  it('lists Dataproc operations, page by page', async () => {
    const names = Array.from({ length: 120 }, (_, index) => cluster({ createdAgoMs: index * 1000 }));
    const listed = await json('dataproc', 'operations', 'list', '--region=us-central1');
    assert.deepEqual(listed.map(({ name }) => name).sort(), names.sort());
    assert.equal(emulator.control.counters()['dataproc operations.list'], 2);
  });

  it('filters them by state and cluster', async () => {
    const running = cluster();
    cluster({ scenario: scenarios.succeeds(0), target: 'old' });
    const args = ['dataproc', 'operations', 'list', '--region=us-central1'];
    assert.deepEqual(
      (await json(...args, '--state-filter=active')).map(({ name }) => name),
      [running],
    );
    assert.deepEqual(await json(...args, '--state-filter=active', '--cluster=old'), []);
  });

  it('describes, cancels and describes a Dataproc operation', async () => {
    const name = cluster({ scenario: scenarios.neverEnds(1) });
    const before = await json('dataproc', 'operations', 'describe', name, '--region=us-central1');
    assert.equal(before.metadata.status.state, 'RUNNING');
    assert.equal('done' in before, false);
    await gcloud('dataproc', 'operations', 'cancel', name, '--region=us-central1');
    assert.equal(emulator.control.cancelPosts(name), 1);
    emulator.control.advance(1000);
    const after = await json('dataproc', 'operations', 'describe', name, '--region=us-central1');
    assert.equal(after.done, true);
    assert.equal(after.error.code, 1);
    await gcloud('dataproc', 'operations', 'delete', name, '--region=us-central1');
    await assert.rejects(gcloud('dataproc', 'operations', 'describe', name, '--region=us-central1'), /NOT_FOUND/);
  });

  it('understands a refused cancel and a disabled API', async () => {
    const name = cluster({ scenario: scenarios.refusesCancel('Too late for that.') });
    const cancel = gcloud('dataproc', 'operations', 'cancel', name, '--region=us-central1');
    await assert.rejects(cancel, /FAILED_PRECONDITION: Too late for that\./);
    emulator.control.setEnabledServices({ project: 'acme-web', services: [] });
    const list = gcloud('dataproc', 'operations', 'list', '--region=us-central1');
    await assert.rejects(list, /SERVICE_DISABLED|API \[dataproc\.googleapis\.com\] not enabled/);
  });

  it('lists fleet operations of every location, and describes one', async () => {
    const names = ['global', 'europe-west1'].map((location) =>
      emulator.control.createOperation({ service: 'gkehub', project: 'acme-web', location }),
    );
    const listed = await json('container', 'fleet', 'operations', 'list');
    assert.deepEqual(listed.map(({ name }) => name).sort(), [...names].sort());
    const id = names[0].split('/').at(-1);
    const one = await json('container', 'fleet', 'operations', 'describe', id, '--location=global');
    assert.equal(one.name, names[0]);
    assert.equal(one.metadata.verb, 'create');
  });

  it('lists projects', async () => {
    const ids = (await json('projects', 'list')).map(({ projectId }) => projectId);
    assert.deepEqual(ids.sort(), [
      'acme-analytics',
      'acme-edge',
      'acme-sandbox',
      'acme-web',
      'example.com:billing-export',
    ]);
    assert.equal((await json('projects', 'describe', 'acme-web')).projectNumber, '271828182845');
  });

  it('lists enabled services and Compute regions', async () => {
    emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc', 'compute'] });
    const enabled = await json('services', 'list', '--enabled');
    assert.deepEqual(
      enabled.map(({ config }) => config.name),
      ['compute.googleapis.com', 'dataproc.googleapis.com'],
    );
    const regions = (await json('compute', 'regions', 'list')).map(({ name }) => name);
    assert.ok(regions.includes('us-central1') && regions.includes('europe-west1'));
  });

  it('works on a service that is there as data only', async () => {
    emulator.control.addService({
      id: 'redis',
      host: 'redis.googleapis.com',
      collections: [standardCollection('v1', 'projects/*/locations/*/operations/*')],
    });
    const name = emulator.control.createOperation({
      service: 'redis',
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.neverEnds(1),
    });
    const id = name.split('/').at(-1);
    assert.deepEqual(
      (await json('redis', 'operations', 'list', '--region=us-central1')).map((operation) => operation.name),
      [name],
    );
    await gcloud('redis', 'operations', 'cancel', id, '--region=us-central1');
    emulator.control.advance(1000);
    assert.equal((await json('redis', 'operations', 'describe', id, '--region=us-central1')).error.code, 1);
  });
});
