import assert from 'node:assert/strict';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import { unread } from '../../../src/operations/reading.js';
import type { OperationReading } from '../../../src/operations/operation.js';

const name = 'projects/p/regions/us-central1/operations/5f8a';

function read(metadata: unknown, rest: object = {}): OperationReading {
  return readOperation({ name, metadata, ...rest }, 'longrunning');
}

const type = (message: string): string => `type.googleapis.com/${message}`;
const dataproc = (message: string): string => type(`google.cloud.dataproc.v1.${message}`);
const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.123456Z`;
const ms = (second: number): number => Date.UTC(2026, 10, 22, 10, 0, second, 123);
const nothing: Partial<OperationReading> = unread('');
const cloudRunService = {
  '@type': type('google.cloud.run.v2.Service'),
  name: 'projects/p/locations/r/services/web',
  createTime: at(1),
};

describe('readings', () => {
  it('may say that it cannot be cancelled, itself or one level down, as long as it runs', () => {
    const upgrade = { verb: 'upgrade', upgradeClusterStatus: { state: 'IN_PROGRESS', cancellable: false } };
    assert.equal(read({ cancellable: false }).uncancellable, true);
    assert.equal(read(upgrade).uncancellable, true);
    assert.equal(read(upgrade, { done: true }).uncancellable, false);
    assert.equal(read({ cancellable: true, upgradeClusterStatus: { cancellable: true } }).uncancellable, false);
  });

  it('a running operation has no done key', () => {
    assert.deepEqual(read(undefined), { ...nothing, name, done: false, error: undefined });
  });

  const metadata: Record<string, { json: object; done?: boolean; expected: Partial<OperationReading> }> = {
    'Dataproc cluster, running': {
      json: {
        '@type': dataproc('ClusterOperationMetadata'),
        clusterName: 'etl-7',
        clusterUuid: 'u',
        description: 'Create cluster with 2 workers',
        operationType: 'CREATE',
        status: { state: 'RUNNING', innerState: 'RUNNING', stateStartTime: at(9) },
        statusHistory: [{ state: 'PENDING', stateStartTime: at(5) }],
        warnings: ['No image specified.'],
      },
      expected: {
        verb: 'CREATE',
        target: 'etl-7',
        targetKind: 'cluster',
        startTime: ms(5),
        statusText: 'Create cluster with 2 workers',
        warnings: 'No image specified.',
      },
    },
    'Dataproc cluster, done': {
      json: {
        '@type': dataproc('ClusterOperationMetadata'),
        clusterName: 'etl-7',
        operationType: 'DELETE',
        status: { state: 'DONE', stateStartTime: at(40), details: 'All gone' },
        statusHistory: [
          { state: 'RUNNING', stateStartTime: at(9) },
          { state: 'PENDING', stateStartTime: at(5) },
        ],
      },
      done: true,
      expected: {
        verb: 'DELETE',
        target: 'etl-7',
        targetKind: 'cluster',
        startTime: ms(5),
        endTime: ms(40),
        statusText: 'All gone',
      },
    },
    'Dataproc node group': {
      json: {
        '@type': dataproc('NodeGroupOperationMetadata'),
        nodeGroupId: 'drivers',
        operationType: 'RESIZE',
        status: { state: 'PENDING', stateStartTime: at(1) },
      },
      expected: { verb: 'RESIZE', target: 'drivers', targetKind: 'nodeGroup', startTime: ms(1), phase: 'queued' },
    },
    'Dataproc batch': {
      json: {
        '@type': dataproc('BatchOperationMetadata'),
        batch: 'projects/p/locations/us-central1/batches/nightly',
        createTime: at(1),
        doneTime: at(30),
        operationType: 'BATCH',
        description: 'Batch',
      },
      done: true,
      expected: {
        verb: 'BATCH',
        target: 'projects/p/locations/us-central1/batches/nightly',
        targetKind: 'batch',
        startTime: ms(1),
        endTime: ms(30),
        statusText: 'Batch',
      },
    },
    'Dataproc session': {
      json: {
        '@type': dataproc('SessionOperationMetadata'),
        session: 's',
        operationType: 'TERMINATE',
        createTime: at(2),
      },
      expected: { verb: 'TERMINATE', target: 's', targetKind: 'session', startTime: ms(2) },
    },
    'Dataproc workflow': {
      json: {
        '@type': dataproc('WorkflowMetadata'),
        template: 'projects/p/regions/r/workflowTemplates/daily',
        state: 'RUNNING',
        clusterName: 'c',
        startTime: at(3),
      },
      expected: {
        verb: 'INSTANTIATE',
        target: 'projects/p/regions/r/workflowTemplates/daily',
        targetKind: 'workflowTemplate',
        startTime: ms(3),
        statusText: 'RUNNING',
      },
    },
    'Dataproc inline workflow': {
      json: {
        '@type': dataproc('WorkflowMetadata'),
        state: 'DONE',
        clusterName: 'c',
        startTime: at(3),
        endTime: at(9),
      },
      done: true,
      expected: {
        verb: 'INSTANTIATE',
        target: 'c',
        targetKind: 'cluster',
        startTime: ms(3),
        endTime: ms(9),
        statusText: 'DONE',
      },
    },
    'Dataproc job': {
      json: {
        '@type': dataproc('JobMetadata'),
        jobId: 'wordcount',
        startTime: at(3),
        status: { state: 'ERROR', details: 'Task failed', stateStartTime: at(8) },
      },
      done: true,
      expected: {
        verb: 'SUBMIT',
        target: 'wordcount',
        targetKind: 'job',
        startTime: ms(3),
        endTime: ms(8),
        statusText: 'Task failed',
        statedEnd: { state: 'failed', word: 'ERROR', message: 'Task failed' },
      },
    },
    'Dataproc job that says no more than that it was cancelled': {
      json: {
        '@type': dataproc('JobMetadata'),
        jobId: 'wordcount',
        status: { state: 'CANCELLED', stateStartTime: at(8) },
      },
      done: true,
      expected: {
        verb: 'SUBMIT',
        target: 'wordcount',
        targetKind: 'job',
        endTime: ms(8),
        statusText: 'CANCELLED',
        statedEnd: { state: 'cancelled', word: 'CANCELLED', message: '' },
      },
    },
    'Dataproc analysis': {
      json: {
        '@type': dataproc('AnalyzeOperationMetadata'),
        analyzedWorkloadName: 'projects/p/locations/r/batches/b',
        createTime: at(3),
      },
      expected: {
        verb: 'ANALYZE',
        target: 'projects/p/locations/r/batches/b',
        targetKind: 'workload',
        startTime: ms(3),
      },
    },
    'Cloud Deploy': {
      json: {
        '@type': type('google.cloud.deploy.v1.OperationMetadata'),
        apiVersion: 'v1',
        createTime: at(1),
        target: 'projects/p/locations/r/targets/prod',
        verb: 'create',
        statusMessage: 'rendering',
        requestedCancellation: true,
      },
      expected: {
        verb: 'create',
        target: 'projects/p/locations/r/targets/prod',
        startTime: ms(1),
        statusText: 'rendering',
        cancelRequested: true,
      },
    },
    'GKE Hub': {
      json: {
        '@type': type('google.cloud.gkehub.v1beta.OperationMetadata'),
        createTime: at(1),
        endTime: at(2),
        target: 'projects/p/locations/global/memberships/m',
        verb: 'update',
        statusDetail: 'waiting for the controller',
        cancelRequested: true,
      },
      done: true,
      expected: {
        verb: 'update',
        target: 'projects/p/locations/global/memberships/m',
        startTime: ms(1),
        endTime: ms(2),
        statusText: 'waiting for the controller',
        cancelRequested: true,
      },
    },
    'a cancel flag that is false': {
      json: { '@type': type('google.cloud.gkehub.v1.OperationMetadata'), verb: 'update', cancelRequested: false },
      expected: { verb: 'update' },
    },
    'Vault, whatever its package is called': {
      json: {
        '@type': type('some.package.v1.CountArtifactsMetadata'),
        matterId: '83ab',
        startTime: at(1),
        endTime: at(2),
      },
      done: true,
      expected: { verb: 'COUNT_ARTIFACTS', target: '83ab', targetKind: 'matter', startTime: ms(1), endTime: ms(2) },
    },
    'a type nobody knows, by its name': {
      json: {
        '@type': type('google.spanner.admin.database.v1.CreateDatabaseMetadata'),
        database: 'projects/p/instances/i/databases/d',
      },
      expected: { verb: 'create', target: 'projects/p/instances/i/databases/d' },
    },
    'a type nobody knows, wrapped': {
      json: {
        '@type': type('google.cloud.aiplatform.v1.DeployModelOperationMetadata'),
        genericMetadata: { createTime: at(4) },
      },
      expected: { verb: 'deploy', targetKind: 'model', startTime: ms(4) },
    },
    'Cloud Run, whose metadata is the service: its age and its description are not those of the operation': {
      json: { ...cloudRunService, generation: '7', description: 'The shop front', labels: { team: 'shop' } },
      expected: { target: cloudRunService.name },
    },
    'Cloud Run, a service that was just made': {
      json: { ...cloudRunService, generation: '1' },
      expected: { target: cloudRunService.name, startTime: ms(1) },
    },
    'Cloud Run, an execution': {
      json: {
        '@type': type('google.cloud.run.v2.Execution'),
        name: 'projects/p/jobs/j/executions/j-x',
        startTime: at(4),
      },
      expected: { target: 'projects/p/jobs/j/executions/j-x' },
    },
    'an operation that names neither what is done nor what to': {
      json: { '@type': type('google.cloud.vision.v1.OperationMetadata'), state: 'RUNNING', createTime: at(1) },
      expected: { startTime: ms(1) },
    },
    'a sort of operation in one word, which may be one of anything': {
      json: { '@type': type('google.some.v1.OperationMetadata'), type: 'PRODUCTION', createTime: at(1) },
      expected: { startTime: ms(1) },
    },
    'a sort of what the message is about': {
      json: { '@type': type('google.some.v1.SnapshotMetadata'), type: 'DISK_SNAPSHOT', createTime: at(1) },
      expected: { targetKind: 'snapshot', startTime: ms(1) },
    },
    'no type at all': { json: { createTime: at(4), verb: 'stop' }, expected: { verb: 'stop', startTime: ms(4) } },
  };

  for (const [what, { json, done, expected }] of Object.entries(metadata)) {
    it(what, () => {
      const reading = read(json, done ? { done: true, response: {} } : {});
      assert.deepEqual(reading, { ...nothing, name, done: done === true, error: undefined, ...expected });
    });
  }
});
