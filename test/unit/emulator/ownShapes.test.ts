import assert from 'node:assert/strict';
import { furtherServices, scenarios, startEmulator, type Emulator, type OperationSpec } from '../../emulator/index.js';
import { at, clientOf, type Client } from './client.js';

/** What the services beyond the four were recorded to write, or say in their references. */
describe('emulator: services with a way of their own', () => {
  let emulator: Emulator;
  let client: Client;
  let now = Date.UTC(2026, 10, 22, 9, 30);

  before(async () => {
    emulator = await startEmulator({ now: () => now });
    furtherServices.forEach((service) => emulator.control.addService(service));
    client = clientOf(emulator);
  });
  after(() => emulator.stop());

  const create = (spec: OperationSpec): string =>
    emulator.control.createOperation({ project: 'acme-web', scenario: scenarios.neverEnds(5), ...spec });

  it('Compute Engine: Pacific times, zone, target id, method ids as types', async () => {
    const name = create({
      service: 'compute',
      name: 'projects/acme-web/zones/us-central1-a/operations/operation-1',
      verb: 'compute.autoscalers.patch',
      target: 'autoscalers/web',
      scenario: { ...scenarios.neverEnds(5), pendingMs: 1000 },
    });
    const read = async () => (await client.get(`/compute/compute/v1/${name}`)).json as Record<string, unknown>;
    const pending = await read();
    assert.equal(pending['status'], 'PENDING');
    assert.equal(pending['startTime'], undefined);
    assert.equal(pending['insertTime'], '2026-11-22T02:30:00.000-07:00');
    now += 2000;
    const running = await read();
    assert.equal(running['startTime'], '2026-11-22T02:30:01.000-07:00');
    assert.equal(running['zone'], 'https://www.googleapis.com/compute/v1/projects/acme-web/zones/us-central1-a');
    assert.match(String(running['targetLink']), /\/zones\/us-central1-a\/autoscalers\/web$/);
    assert.match(String(running['targetId']), /^\d+$/);
    assert.equal(running['operationType'], 'compute.autoscalers.patch');
    assert.equal(running['progress'], 0);
  });

  it('Kubernetes Engine: zone and no location, progress while it runs', async () => {
    const name = create({
      service: 'container',
      location: 'us-central1',
      verb: 'upgrade_nodes',
      target: 'clusters/c/nodePools/p',
    });
    const { json } = await client.get(`/container/v1/${name}`);
    assert.equal(at({ json }, 'operationType'), 'UPGRADE_NODES');
    assert.equal(at({ json }, 'zone'), 'us-central1');
    assert.equal(at({ json }, 'location'), undefined);
    assert.equal(at({ json }, 'progress.metrics.0.name'), 'NODES_TOTAL');
    assert.match(String(at({ json }, 'targetLink')), /\/clusters\/c\/nodePools\/p$/);
  });

  it('Storage Transfer: listed by project, ends in its metadata alone', async () => {
    const spec = { service: 'storagetransfer', target: 'projects/acme-web/transferJobs/7', description: 'a → b' };
    const name = create({ ...spec, name: 'transferOperations/transferJobs-7-1' });
    const list = async (project: string) =>
      (
        await client.get(
          `/storagetransfer/v1/transferOperations?filter=${encodeURIComponent(JSON.stringify({ projectId: project }))}`,
        )
      ).json;
    assert.equal(at({ json: await list('acme-web') }, 'operations.0.name'), name);
    assert.deepEqual(await list('acme-edge'), {});
    await client.post(`/storagetransfer/v1/${name}:cancel`);
    now += 5000;
    const ended = await client.get(`/storagetransfer/v1/${name}`);
    assert.equal(at(ended, 'done'), true);
    assert.equal(at(ended, 'error'), undefined);
    assert.equal(at(ended, 'metadata.status'), 'ABORTED');
    const failed = create({
      ...spec,
      name: 'transferOperations/transferJobs-7-2',
      scenario: scenarios.fails(0, 7, 'no'),
    });
    const failure = await client.get(`/storagetransfer/v1/${failed}`);
    assert.equal(at(failure, 'metadata.status'), 'FAILED');
    assert.equal(at(failure, 'metadata.errorBreakdowns.0.errorCode'), 'PERMISSION_DENIED');
  });

  it('Firestore: a state that says that a cancel is under way, documents of estimated ones', async () => {
    const database = 'projects/acme-web/databases/(default)';
    const name = create({
      service: 'firestore',
      name: `${database}/operations/A`,
      type: 'ExportDocumentsMetadata',
      target: 'gs://b',
    });
    const state = async () => at(await client.get(`/firestore/v1/${name}`), 'metadata.operationState');
    assert.equal(await state(), 'PROCESSING');
    await client.post(`/firestore/v1/${name}:cancel`);
    assert.equal(await state(), 'CANCELLING');
    now += 5000;
    assert.equal(await state(), 'CANCELLED');
    const index = create({
      service: 'firestore',
      name: `${database}/operations/I`,
      type: 'IndexOperationMetadata',
      target: 'i',
    });
    assert.equal(at(await client.get(`/firestore/v1/${index}`), 'metadata.index'), 'i');
    assert.equal(at(await client.get('/firestore/v1/projects/acme-web/databases'), 'databases.0.name'), database);
  });

  it('Spanner: the backup by name, its database beside it, a time for a cancel; nothing can be deleted', async () => {
    const backup = 'projects/acme-web/instances/i/backups/b';
    const name = create({
      service: 'spanner',
      name: `${backup}/operations/_auto_1`,
      type: 'CreateBackupMetadata',
      target: backup,
      description: 'orders',
    });
    const list = '/spanner/v1/projects/acme-web/instances/i';
    assert.equal(at(await client.get(`${list}/backupOperations`), 'operations.0.name'), name);
    assert.deepEqual((await client.get(`${list}/databaseOperations`)).json, {});
    await client.post(`/spanner/v1/${name}:cancel`);
    const { json } = await client.get(`/spanner/v1/${name}`);
    assert.equal(at({ json }, 'metadata.name'), backup);
    assert.equal(at({ json }, 'metadata.database'), 'projects/acme-web/instances/i/databases/orders');
    assert.equal(typeof at({ json }, 'metadata.progress.progressPercent'), 'number');
    assert.equal(typeof at({ json }, 'metadata.cancelTime'), 'string');
    assert.equal((await client.request('DELETE', `/spanner/v1/${name}`)).status, 404);
  });

  it('Dataproc: earlier states are told without what was inside, and children once it is done', async () => {
    const name = create({
      service: 'dataproc',
      location: 'us-central1',
      target: 'c',
      statusText: 'Waiting',
      scenario: { ...scenarios.succeeds(5), pendingMs: 1000 },
    });
    now += 6000;
    const { json } = await client.get(`/dataproc/v1/${name}`);
    assert.deepEqual(Object.keys(at({ json }, 'metadata.statusHistory.0') as object).sort(), [
      'state',
      'stateStartTime',
    ]);
    assert.equal(at({ json }, 'metadata.status.innerState'), 'DONE');
    assert.equal((at({ json }, 'metadata.childOperationIds') as unknown[]).length, 1);
    assert.deepEqual(Object.keys(at({ json }, 'response') as object).includes('clusterUuid'), true);
  });
});
