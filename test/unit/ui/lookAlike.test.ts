import assert from 'node:assert/strict';
import type { Operation } from '../../../src/operations/operation.js';
import { tellApart } from '../../../src/ui/tree/lookAlike.js';
import { aCollection, aReading } from '../support/fixtures.js';

const place = 'projects/acme/locations/us-central1';
const clouddeploy = aCollection({ service: 'clouddeploy', title: 'Cloud Deploy' });
let ids = 0;

function creating(target: string | undefined, fields: Partial<Operation> = {}): Operation {
  const name = fields.name ?? `${place}/operations/operation-${ids++}`;
  const reading = aReading({ verb: 'create', target, targetKind: undefined, name });
  return { ...reading, collection: clouddeploy, location: 'us-central1', state: 'running', ...fields };
}

/** What each of them is given, in their order. */
function apart(...operations: Operation[]): (string | undefined)[] {
  const told = tellApart(operations);
  return operations.map((operation) => told.get(operation));
}

describe('rows that would look alike', () => {
  const release = (pipeline: string, id = 'r1'): Operation =>
    creating(`${place}/deliveryPipelines/${pipeline}/releases/${id}`);

  it('releases of the same name get their pipelines, others nothing', () => {
    assert.deepEqual(apart(release('web'), release('web', 'r2'), release('mobile')), ['web', undefined, 'mobile']);
  });

  it('goes further up only as far as it takes', () => {
    const rollout = (pipeline: string, id: string): Operation =>
      creating(`${place}/deliveryPipelines/${pipeline}/releases/${id}/rollouts/to-prod`);
    assert.deepEqual(apart(rollout('web', 'a'), rollout('web', 'b')), ['a', 'b']);
    assert.deepEqual(apart(rollout('web', 'a'), rollout('mobile', 'a')), ['web', 'mobile']);
    assert.deepEqual(apart(rollout('web', 'a'), rollout('web', 'b'), rollout('mobile', 'a')), [
      'a · web',
      'b · web',
      'a · mobile',
    ]);
  });

  it('services stand where they alone tell', () => {
    const kind = { targetKind: 'cluster' };
    const dataproc = aCollection({ service: 'dataproc', title: 'Dataproc' });
    const two = [creating('etl', kind), creating('etl', { ...kind, collection: dataproc })];
    assert.deepEqual(apart(...two), ['Cloud Deploy', 'Dataproc']);
  });

  it('the ends of long names stand where their beginnings are alike', () => {
    const matter = (end: string): Operation => creating(`matters/83ab4c1e-0000-4000-8000-00000000${end}`);
    assert.deepEqual(apart(matter('0001'), matter('0002')), ['…000000000001', '…000000000002']);
  });

  it('the whole of a long name stands where its end is alike too', () => {
    const names = ['sessionize-clicks-eu-20261122', 'sessionize-views-eu-20261122'];
    const batch = (id: string): Operation => creating(`${place}/batches/${id}`);
    assert.deepEqual(apart(...names.map(batch)), names);
  });

  it('operations of which no target is known are told apart by their own names', () => {
    const names = ['one', 'two'].map((id) => ({ name: `${place}/operations/${id}` }));
    assert.deepEqual(apart(...names.map((name) => creating(undefined, name))), ['one', 'two']);
  });

  it('gives nothing to what is done to one target twice, or in two ways, or is spelled by id and by number', () => {
    const target = `${place}/instances/cache`;
    assert.deepEqual(apart(creating(target), creating(target)), [undefined, undefined]);
    assert.deepEqual(apart(creating(target), creating(target, { verb: 'export' })), [undefined, undefined]);
    const byNumber = creating('projects/123/locations/us-central1/instances/cache');
    assert.deepEqual(apart(creating(target), byNumber), [undefined, undefined]);
  });
});
