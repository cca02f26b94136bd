import assert from 'node:assert/strict';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import { advance, requestCancellation } from '../../../src/operations/cancellation.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { deriveState, endWords, isReplaced } from '../../../src/operations/state.js';
import { aCollection } from '../support/fixtures.js';

const name = 'projects/shop/locations/europe-west4/operations/1';
const empty = { '@type': 'type.googleapis.com/google.protobuf.Empty' };

function done(type: string, metadata: object, rest: object = { response: empty }): OperationReading {
  return readOperation(
    { name, done: true, metadata: { '@type': `type.googleapis.com/${type}`, ...metadata }, ...rest },
    'longrunning',
  );
}

function end(reading: OperationReading): string {
  const words = endWords(reading);
  return [deriveState(reading, false), words?.code, words?.message].filter((part) => part).join(' ');
}

describe('the end of an operation without error', () => {
  const cases: Record<string, [type: string, metadata: object, end: string]> = {
    'a transfer that failed, with its errors by code': [
      'google.storagetransfer.v1.TransferOperation',
      { name, status: 'FAILED', errorBreakdowns: [{ errorCode: 'PERMISSION_DENIED', errorCount: '12' }] },
      'failed FAILED PERMISSION_DENIED (12)',
    ],
    'a transfer that a person aborted': [
      'google.storagetransfer.v1.TransferOperation',
      { name, status: 'ABORTED' },
      'cancelled ABORTED',
    ],
    'a transfer that succeeded': [
      'google.storagetransfer.v1.TransferOperation',
      { name, status: 'SUCCESS' },
      'succeeded',
    ],
    'an export of Firestore': [
      'google.firestore.admin.v1.ExportDocumentsMetadata',
      { operationState: 'FAILED' },
      'failed FAILED',
    ],
    'an import of Datastore, in its common part': [
      'google.datastore.admin.v1.ImportEntitiesMetadata',
      { common: { state: 'CANCELLED' } },
      'cancelled CANCELLED',
    ],
    'a training of Document AI, with its reason': [
      'google.cloud.documentai.v1.TrainProcessorVersionMetadata',
      { commonMetadata: { state: 'FAILED', stateMessage: 'too few documents' } },
      'failed FAILED too few documents',
    ],
    'a wrapper that is generic': [
      'some.v1.CreateThingMetadata',
      { genericMetadata: { state: 'CANCELLED' } },
      'cancelled CANCELLED',
    ],
    'a copy of log entries, with the enum before the word': [
      'google.logging.v2.CopyLogEntriesMetadata',
      { state: 'OPERATION_STATE_CANCELLED' },
      'cancelled OPERATION_STATE_CANCELLED',
    ],
    'a Dataproc job': [
      'google.cloud.dataproc.v1.JobMetadata',
      { jobId: 'count', status: { state: 'ERROR', details: 'no main class' } },
      'failed ERROR no main class',
    ],
    'a Dataproc workflow, one of whose jobs failed': [
      'google.cloud.dataproc.v1.WorkflowMetadata',
      { state: 'DONE', graph: { nodes: [{ state: 'COMPLETED' }, { state: 'FAILED', error: 'job b failed' }] } },
      'failed FAILED job b failed',
    ],
    'a Dataproc workflow whose cluster could not be made': [
      'google.cloud.dataproc.v1.WorkflowMetadata',
      { state: 'DONE', createCluster: { done: true, error: 'no quota' } },
      'failed FAILED no quota',
    ],
    'a Dataproc workflow that went well': [
      'google.cloud.dataproc.v1.WorkflowMetadata',
      { state: 'DONE', graph: { nodes: [{ state: 'COMPLETED' }] }, createCluster: { done: true } },
      'succeeded',
    ],
    'an error in the metadata is of a part': [
      'some.v1.ImportMetadata',
      { error: { code: 3, message: 'row 7 is broken' } },
      'succeeded',
    ],
    'what succeeded in part has succeeded': ['some.v1.ImportMetadata', { state: 'PARTIALLY_FAILED' }, 'succeeded'],
    'the state of what is made is not that of the making': [
      'google.spanner.admin.instance.v1.CreateInstanceMetadata',
      { instance: { name: 'projects/shop/instances/i', state: 'FAILED' } },
      'succeeded',
    ],
    'metadata that is a resource': [
      'google.cloud.run.v2.Service',
      {
        name: 'projects/shop/locations/l/services/web',
        state: 'FAILED',
        terminalCondition: { state: 'CONDITION_FAILED' },
      },
      'succeeded',
    ],
    'a build in the metadata': [
      'google.devtools.cloudbuild.v1.BuildOperationMetadata',
      { build: { status: 'FAILURE' } },
      'succeeded',
    ],
  };
  for (const [what, [type, metadata, expected]] of Object.entries(cases)) {
    it(`${what}: ${expected}`, () => {
      assert.equal(end(done(type, metadata)), expected);
    });
  }

  it('is not told before it is done, and never against an error', () => {
    const metadata = { '@type': 'type.googleapis.com/some.v1.ImportMetadata', state: 'FAILED' };
    assert.equal(deriveState(readOperation({ name, metadata }, 'longrunning'), false), 'running');
    assert.equal(
      end(done('some.v1.ImportMetadata', { state: 'FAILED' }, { error: { code: 1, message: 'stop' } })),
      'cancelled CANCELLED stop',
    );
  });

  it('a cancel request learns of it', () => {
    const reading = done('google.storagetransfer.v1.TransferOperation', { name, status: 'ABORTED' });
    const request = requestCancellation({ collection: aCollection(), reading, location: undefined }, 'id', 1);
    const outcomes = [reading, { ...reading, statedEnd: undefined }].map(
      (read) => advance(request, { type: 'read', reading: read }, 2).outcome,
    );
    assert.deepEqual(outcomes, ['cancelled', 'completedAnyway']);
    assert.deepEqual(advance(request, { type: 'read', reading }, 2).words, { code: 'ABORTED', message: '' });
  });
});

describe('the end of an operation with an error that is none of google.rpc', () => {
  const cases: readonly (readonly [error: unknown, end: string])[] = [
    [{ code: '1', message: 'stop' }, 'cancelled CANCELLED stop'],
    [{ code: 'CANCELLED', message: 'stop' }, 'cancelled CANCELLED stop'],
    [{ status: 'ABORTED', message: 'other' }, 'failed ABORTED other'],
    [{ code: 0, message: 'broke' }, 'failed UNKNOWN broke'],
    [{ code: 'BROKEN' }, 'failed UNKNOWN BROKEN'],
    [{ errors: [{ code: 'CANCELLED', message: 'stop' }] }, 'cancelled CANCELLED stop'],
    [{ errors: [{ code: 1, message: 'stop' }] }, 'cancelled CANCELLED stop'],
    [{ errors: [{ code: '1', message: 'stop' }, { code: 9 }] }, 'cancelled CANCELLED stop'],
    [{ errors: [{ code: 'OPERATION_CANCELED', message: 'stop' }] }, 'failed UNKNOWN stop'],
    [{ errors: [{ code: 10, message: 'other' }] }, 'failed ABORTED other'],
    ['broke', 'failed UNKNOWN broke'],
    [{}, 'succeeded'],
    [{ code: 0 }, 'succeeded'],
  ];
  for (const [error, expected] of cases) {
    it(`${JSON.stringify(error)}: ${expected}`, () => {
      assert.equal(end(done('some.v1.OperationMetadata', {}, { error })), expected);
    });
  }

  it('ABORTED says that a later change took its place', () => {
    assert.equal(isReplaced(done('some.v1.OperationMetadata', {}, { error: { code: 10, message: 'newer' } })), true);
    assert.equal(isReplaced(done('some.v1.OperationMetadata', {}, { error: { code: 9, message: 'no' } })), false);
  });
});
