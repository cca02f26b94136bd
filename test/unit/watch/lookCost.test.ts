import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { CollectionPlan } from '../../../src/watch/collectionPlan.js';
import { listingsOfFullLook, type KnownPlaces } from '../../../src/watch/lookCost.js';

const nothing: KnownPlaces = { countOf: () => undefined, enabledIn: () => undefined };
const services = (...ids: string[]) => seedServices.filter(({ id }) => ids.includes(id));

/** @param regions the setting that narrows locations. */
function cost(ids: readonly string[], projects: readonly string[], known = nothing, regions: string[] = []): number {
  const parts = { locations: { of: () => assert.fail('asked') }, parents: { list: () => assert.fail('asked') } };
  const plan = new CollectionPlan(parts, { regions });
  return listingsOfFullLook(services(...ids), projects, { plan, regions, known });
}

describe('what a look at everything costs', () => {
  it('takes a service whose locations nobody knows to be everywhere', () => {
    const one = cost(['dataproc'], ['acme']);
    assert.ok(one > 40 && one < 50, String(one));
    assert.equal(cost(['dataproc'], ['acme', 'zeta']), 2 * one);
  });

  it('counts the locations that are known, and no API that is not enabled', () => {
    assert.equal(cost(['dataproc'], ['acme'], { ...nothing, countOf: () => 7 }), 7);
    assert.equal(cost(['dataproc'], ['acme'], { ...nothing, enabledIn: () => new Set(['other.googleapis.com']) }), 0);
  });

  it('is no more than the setting leaves of the locations', () => {
    assert.equal(cost(['dataproc'], ['acme'], nothing, ['us-central1', 'us-east1']), 2);
  });

  it('is one request where all locations are listed at once, and outside projects', () => {
    assert.equal(cost(['gkehub'], ['acme']), 1);
    assert.equal(cost(['vault'], ['acme', 'zeta']), 1);
    assert.equal(cost([], ['acme']), 0);
  });
});
