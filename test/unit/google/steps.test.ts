import assert from 'node:assert/strict';
import { stepsOf } from '../../../src/google/readings/steps.js';

const at = (second: number): string => new Date(ms(second)).toISOString();
const ms = (second: number): number => Date.UTC(2026, 10, 22, 10, 0, second);

/** Each step as a line: name, state, from second to second, words. */
function lines(operation: object): string[] {
  const second = (time: number | undefined): string => (time === undefined ? '' : String((time - ms(0)) / 1000));
  return stepsOf(operation).map(({ name, state, startedAt, endedAt, detail }) =>
    [name, state, `${second(startedAt)}-${second(endedAt)}`, detail].filter((part) => part !== undefined).join(' '),
  );
}

describe('the server’s own history of an operation', () => {
  it('Dataproc: the states before and the present one, in whatever order they are listed', () => {
    const [pending, running] = [
      { state: 'PENDING', stateStartTime: at(1) },
      { state: 'RUNNING', stateStartTime: at(5), details: 'Provisioning' },
    ];
    const status = { state: 'DONE', innerState: 'DONE', stateStartTime: at(40) };
    const expected = ['PENDING 1-5', 'RUNNING 5-40 Provisioning', 'DONE 40-'];
    assert.deepEqual(lines({ metadata: { status, statusHistory: [pending, running] } }), expected);
    assert.deepEqual(lines({ metadata: { status, statusHistory: [running, pending] } }), expected);
    assert.deepEqual(lines({ metadata: { status: pending } }), ['PENDING 1-']);
  });

  it('Cloud Build: the steps of the build, by their ids where they have some', () => {
    const steps = [
      { name: 'gcr.io/builders/docker', id: 'image', status: 'SUCCESS', timing: { startTime: at(2), endTime: at(9) } },
      { name: 'gcr.io/builders/gcloud', status: 'WORKING', timing: { startTime: at(9) } },
      { name: 'gcr.io/builders/gcloud', status: 'QUEUED' },
      { name: 'gcr.io/builders/gcloud' },
    ];
    assert.deepEqual(lines({ metadata: { build: { status: 'WORKING', steps } } }), [
      'image SUCCESS 2-9',
      'gcr.io/builders/gcloud WORKING 9-',
      'gcr.io/builders/gcloud QUEUED -',
    ]);
  });

  it('Cloud Functions: stages with their words and without times', () => {
    const stages = [
      { name: 'ARTIFACT_REGISTRY', state: 'COMPLETE', message: '' },
      { name: 'BUILD', state: 'IN_PROGRESS', message: 'Build in progress', resourceUri: 'https://x.example/' },
      { name: 'SERVICE', state: 'STATE_UNSPECIFIED' },
    ];
    assert.deepEqual(lines({ metadata: { stages } }), [
      'ARTIFACT_REGISTRY COMPLETE -',
      'BUILD IN_PROGRESS - Build in progress',
    ]);
  });

  it('Kubernetes Engine: stages of its progress, and the stages that they consist of', () => {
    const stages = [
      { name: 'DEPLOYING', status: 'DONE' },
      { name: 'HEALTH_CHECKING', status: 'RUNNING', stages: [{ name: 'nodes', status: 'RUNNING' }] },
    ];
    assert.deepEqual(lines({ status: 'RUNNING', startTime: at(1), progress: { status: 'RUNNING', stages } }), [
      'DEPLOYING DONE -',
      'HEALTH_CHECKING RUNNING -',
      'nodes RUNNING -',
    ]);
  });

  it('a Dataproc workflow: its jobs', () => {
    const nodes = [
      { stepId: 'prepare', jobId: 'prepare-1', state: 'COMPLETED' },
      { stepId: 'train', state: 'FAILED', error: 'Out of memory' },
    ];
    assert.deepEqual(lines({ metadata: { state: 'RUNNING', graph: { nodes } } }), [
      'prepare COMPLETED -',
      'train FAILED - Out of memory',
    ]);
  });

  it('older APIs: how long it waited and how long it ran', () => {
    const waited = { insertTime: at(0), startTime: at(4) };
    assert.deepEqual(lines(waited), ['PENDING 0-4', 'RUNNING 4-']);
    assert.deepEqual(lines({ ...waited, endTime: at(20) }), ['PENDING 0-4', 'RUNNING 4-20', 'DONE 20-']);
    assert.deepEqual(lines({ startTime: at(4), endTime: at(20) }), []);
  });

  it('is empty where the server keeps none, and bounded where it keeps too much', () => {
    for (const nothing of [undefined, 'x', [], {}, { metadata: { state: 'RUNNING', createTime: at(0) } }]) {
      assert.deepEqual(stepsOf(nothing), []);
    }
    const steps = Array.from({ length: 5_000 }, () => ({ state: 'DONE' }));
    assert.equal(stepsOf({ metadata: { steps } }).length, 100);
    // What was made or sent is not how it was done.
    assert.deepEqual(stepsOf({ metadata: {}, response: { steps } }), []);
  });
});
