import assert from 'node:assert/strict';
import type { ParentsApi } from '../../../src/google/apis/parentsApi.js';
import { fill } from '../../../src/google/serviceCatalog/collectionAt.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { CollectionPattern, NestedPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import { atOnce } from '../../../src/watch/pace.js';
import { CollectionPlan, type PlanSettings } from '../../../src/watch/collectionPlan.js';

const direct: CollectionPattern = {
  path: 'projects/{project}/locations/{location}/operations',
  locations: { from: 'locationsList' },
  wildcard: false,
  shape: 'longrunning',
  cancel: true,
  delete: true,
};
const outside: CollectionPattern = { ...direct, path: 'operations', locations: { from: 'none' } };
const nested: NestedPattern = {
  ...direct,
  path: '{parent}/operations',
  locations: { from: 'none' },
  parents: [
    { path: 'projects/{project}/instances', field: 'instances' },
    { path: '{parent}/databases', field: 'databases' },
  ],
};
const vault = seedServices.find(({ id }) => id === 'vault')!;
const service = (fields: Partial<Service>): Service => ({
  ...vault,
  id: 'some',
  host: 'some.googleapis.com',
  ...fields,
});

function plan(settings: Partial<PlanSettings> = {}, children = 2): CollectionPlan {
  const parents: ParentsApi = {
    list: (_service, level, place) =>
      Promise.resolve(Array.from({ length: children }, (_, index) => `${fill(level.path, place)}/${index}`)),
  };
  const locations = { of: () => Promise.resolve(['europe-west4', 'us-central1']) };
  return new CollectionPlan({ locations, parents }, { regions: [], ...settings });
}

describe('collection plan', () => {
  const paths = async (from: CollectionPlan, pattern: CollectionPattern, of = service({})): Promise<string[]> =>
    (await from.collections(of, pattern, 'acme', atOnce(new AbortController().signal))).map(({ path }) => path);

  it('one collection per location, narrowed by the setting', async () => {
    assert.deepEqual(await paths(plan(), direct), [
      'projects/acme/locations/europe-west4/operations',
      'projects/acme/locations/us-central1/operations',
    ]);
    assert.deepEqual(await paths(plan({ regions: ['us-central1'] }), direct), [
      'projects/acme/locations/us-central1/operations',
    ]);
  });

  it('all locations at once where that is documented, until the service refuses it or a setting narrows them', async () => {
    const wild = { ...direct, wildcard: true };
    const open = plan();
    assert.deepEqual(await paths(open, wild), ['projects/acme/locations/-/operations']);
    open.refusedWildcard(service({}));
    assert.equal((await paths(open, wild)).length, 2);
    assert.equal(
      (await paths(plan({ regions: ['us-central1'] }), wild))[0],
      'projects/acme/locations/us-central1/operations',
    );
  });

  it('below resources: parents of parents, and never more than a hundred', async () => {
    assert.deepEqual(await paths(plan(), nested), [
      'projects/acme/instances/0/databases/0/operations',
      'projects/acme/instances/0/databases/1/operations',
      'projects/acme/instances/1/databases/0/operations',
      'projects/acme/instances/1/databases/1/operations',
    ]);
    assert.equal((await paths(plan({}, 60), nested)).length, 100);
  });

  it('asks for nested operations when wanted, or when the service has no others', () => {
    const both = service({ collections: [direct], nested: [nested] });
    assert.deepEqual(plan().patterns(both, 'acme'), [direct]);
    assert.deepEqual(plan({ nested: true }).patterns(both, 'acme'), [direct, nested]);
    const always = { ...nested, always: true };
    assert.deepEqual(plan().patterns(service({ collections: [direct], nested: [nested, always] }), 'acme'), [
      direct,
      always,
    ]);
    assert.deepEqual(plan().patterns(service({ collections: [], nested: [nested] }), 'acme'), [nested]);
  });

  it('asks outside projects only services that have nothing inside', () => {
    assert.deepEqual(plan().patterns(service({ collections: [direct, outside] }), undefined), []);
    assert.deepEqual(plan().patterns(service({ collections: [outside] }), undefined), [outside]);
    assert.deepEqual(plan().patterns(service({ collections: [outside] }), 'acme'), []);
  });
});
