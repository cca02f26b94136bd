import assert from 'node:assert/strict';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import type { OperationProgress, OperationReading } from '../../../src/operations/operation.js';

const name = 'projects/shop/locations/europe-west4/operations/1';

function read(metadata: object, rest: object = {}): OperationReading {
  return readOperation({ name, metadata, ...rest }, 'longrunning');
}

const told = (progress: OperationProgress | undefined): object =>
  Object.fromEntries(Object.entries(progress ?? {}).filter(([, value]) => value !== undefined));

describe('progress', () => {
  const cases: Record<string, [metadata: object, progress: object]> = {
    'a per cent': [{ progressPercent: 40 }, { percent: 40 }],
    'a percentage, as text': [{ progressPercentage: '12.6' }, { percent: 13 }],
    'per cent complete': [{ percentComplete: 99 }, { percent: 99 }],
    'a bare number': [{ progress: 7 }, { percent: 7 }],
    'in an object': [{ progress: { progressPercent: 30, startTime: '2026-01-01T00:00:00Z' } }, { percent: 30 }],
    'of the first of many': [
      { annotationProgress: [{ progressPercent: 10 }, { progressPercent: 90 }] },
      { percent: 10 },
    ],
    'documents before bytes': [
      {
        progressBytes: { completedWork: '9', estimatedWork: '10' },
        progressDocuments: { completedWork: '250', estimatedWork: '1000' },
      },
      { completed: 250, total: 1000, unit: 'documents' },
    ],
    'of Datastore': [
      { progressEntities: { workCompleted: '5', workEstimated: '50' } },
      { completed: 5, total: 50, unit: 'entities' },
    ],
    characters: [
      { translatedCharacters: '40', failedCharacters: '2', totalCharacters: '52' },
      { completed: 40, total: 52, failed: 2, unit: 'characters' },
    ],
    'counts without a unit': [
      { successCount: '3', failureCount: '1', totalCount: '8' },
      { completed: 3, total: 8, failed: 1 },
    ],
    'what is pending makes the total': [
      { counter: { success: '3', pending: '6', failure: '1' } },
      { completed: 3, total: 10, failed: 1 },
    ],
    'of Storage Transfer': [
      { counters: { objectsCopiedToSink: '2', objectsFoundFromSource: '4', bytesCopiedToSink: '1' } },
      { completed: 2, total: 4, unit: 'objects' },
    ],
    steps: [
      {
        stages: [
          { name: 'BUILD', state: 'COMPLETE' },
          { name: 'SERVICE', state: 'IN_PROGRESS' },
        ],
      },
      { completed: 1, total: 2, unit: 'steps', step: 'SERVICE' },
    ],
    'a step alone': [{ step: 'PREPARING_STORAGE_BUCKET' }, { step: 'PREPARING_STORAGE_BUCKET' }],
    nonsense: [{ progressPercent: 'half', totalCount: -1, progress: 1000 }, {}],
    none: [{ verb: 'create', createTime: '2026-01-01T00:00:00Z' }, {}],
  };
  for (const [what, [metadata, expected]] of Object.entries(cases)) {
    it(what, () => {
      assert.deepEqual(told(read(metadata).progress), expected);
    });
  }

  it('of GKE, in its metrics', () => {
    const metrics = [
      { name: 'nodes total', intValue: '5' },
      { name: 'nodes done', intValue: '2' },
    ];
    const reading = readOperation({ name: 'operation-1', progress: { metrics } }, 'container');
    assert.deepEqual(told(reading.progress), { completed: 2, total: 5, unit: 'nodes' });
  });
});

describe('what else operations tell', () => {
  it('warnings and the failures of parts', () => {
    assert.equal(read({ warnings: ['slow', 'old image'] }).warnings, 'slow\nold image');
    assert.equal(read({ warning: ['deprecated'] }).warnings, 'deprecated');
    assert.equal(read({ genericMetadata: { partialFailures: [{ code: 3, message: 'row 7' }] } }).warnings, 'row 7');
    assert.equal(read({ partialErrors: [{ code: 5 }, { message: 'gone' }] }).warnings, 'gone');
    assert.equal(read({ error: { code: 3, message: 'row 7' } }, { done: true, response: {} }).warnings, 'row 7');
    assert.equal(read({}).warnings, undefined);
  });

  it('who started them, and their labels', () => {
    const { user, labels } = read({ user: 'ada@example.com', labels: { team: 'etl', nightly: '' } });
    assert.deepEqual([user, labels], ['ada@example.com', 'team=etl, nightly']);
    const compute = readOperation({ user: 'ada@example.com', status: 'PENDING' }, 'compute');
    assert.deepEqual([compute.user, compute.phase], ['ada@example.com', 'queued']);
  });

  it('that they are queued or paused', () => {
    const phase = (state: string): string | undefined => read({ state }).phase;
    assert.deepEqual(
      ['PENDING', 'QUEUED', 'OPERATION_STATE_SCHEDULED', 'awaiting-multi-party-approval', 'PAUSED', 'RUNNING'].map(
        phase,
      ),
      ['queued', 'queued', 'queued', 'queued', 'paused', undefined],
    );
    assert.equal(read({ state: 'PENDING' }, { done: true }).phase, undefined);
    assert.deepEqual(
      [read({ state: 'PAUSED' }).statusText, read({ state: 'QUEUED' }).statusText],
      ['PAUSED', undefined],
    );
  });

  it('that a cancel is under way, in every spelling', () => {
    for (const metadata of [
      { requestedCancellation: true },
      { cancelRequested: true },
      { cancellationRequested: true },
      { isCancellationRequested: true },
      { cancelTime: '2026-01-01T00:00:00Z' },
      { state: 'CANCELLING' },
      { common: { state: 'CANCELLING' } },
      { commonMetadata: { state: 'CANCELLING' } },
      { operationState: 'CANCELLING' },
    ]) {
      assert.equal(read(metadata).cancelRequested, true, JSON.stringify(metadata));
    }
    assert.equal(read({ job: { state: 'CANCELLING' } }).cancelRequested, false);
  });
});

describe('operations of another shape than their service is said to have', () => {
  it('are read as what they are', () => {
    const link = 'https://www.googleapis.com/deploymentmanager/v2/projects/shop/global';
    const deployment = readOperation(
      {
        kind: 'deploymentmanager#operation',
        operationType: 'insert',
        status: 'DONE',
        insertTime: '2026-01-01T00:00:00Z',
        targetLink: `${link}/deployments/web`,
        selfLink: `${link}/operations/operation-1`,
      },
      'longrunning',
    );
    const { name, done, verb, target } = deployment;
    assert.deepEqual(
      [name, done, verb, target],
      ['projects/shop/global/operations/operation-1', true, 'insert', 'projects/shop/global/deployments/web'],
    );
    assert.equal(
      readOperation({ kind: 'dns#operation', id: 'a', status: 'done', type: 'update' }, 'longrunning').done,
      true,
    );
    const cluster = { operationType: 'CREATE_CLUSTER', status: 'RUNNING', name: 'operation-1' };
    assert.equal(readOperation(cluster, 'longrunning').verb, 'CREATE');
  });

  it('one without a name, which only validated a request, breaks nothing', () => {
    const reading = readOperation({ done: true, response: {} }, 'longrunning');
    assert.deepEqual([reading.name, reading.done, reading.verb], ['', true, undefined]);
  });
});
