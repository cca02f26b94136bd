import assert from 'node:assert/strict';
import { OperationStore } from '../../../src/operations/store.js';
import { filterOf, type OperationFilter, type SharedWords } from '../../../src/ui/tree/filter.js';
import { Outline } from '../../../src/ui/tree/outline.js';
import { aCollection, aReading } from '../support/fixtures.js';

const words: SharedWords = { service: ({ service }) => service, state: String, verb: String };
const filter = (text: string): OperationFilter => filterOf(text, words)!;

/** So many regions with as many operations, whose targets are `etl-0`, `etl-1` … */
function storeWith(regions: number, operations: number): OperationStore {
  const store = new OperationStore();
  for (let region = 0; region < regions; region++) {
    const collection = aCollection({ location: `region-${region}` });
    const readings = Array.from({ length: operations }, (_, index) =>
      aReading({ name: `${collection.path}/${index}`, target: `etl-${index}`, done: true }),
    );
    store.beginListing(collection).page(readings);
  }
  return store;
}

describe('outline of a filter', () => {
  it('looks for what matches without holding the thread', async () => {
    const outline = new Outline(storeWith(200, 500), { filter: filter('etl-7') });
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns++;
      setImmediate(() => done || count());
    };
    count();
    await outline.prepare(() => true);
    done = true;
    assert.ok(turns > 2, `${turns} turns`);
    assert.equal(outline.matches().matching, 200 * 11);
  });

  it('asks no operation again for what it has prepared, and stops when nobody wants it any more', async () => {
    const outline = new Outline(storeWith(3, 10), { filter: filter('etl-7') });
    let asked = 0;
    await outline.prepare(() => asked++ < 1);
    assert.equal(asked, 2);
    await outline.prepare(() => true);
    assert.deepEqual(outline.matches(), { matching: 3, total: 30 });
  });

  it('finds the same after each letter as from the beginning', async () => {
    const store = storeWith(3, 30);
    let before: Outline | undefined;
    for (const text of ['e', 'et', 'etl-1', 'etl-1 region-2', 'xyz', 'xyzzy', 'region-1 ETL']) {
      const outline: Outline = new Outline(store, { filter: filter(text) }, before);
      await outline.prepare(() => true);
      assert.deepEqual(outline.matches(), new Outline(store, { filter: filter(text) }).matches(), text);
      before = outline;
    }
    // Something comes where the wider filter found nothing.
    const nothing = new Outline(store, { filter: filter('new') });
    await nothing.prepare(() => true);
    store.read(
      aCollection({ location: 'region-1' }),
      aReading({ name: 'projects/acme/regions/region-1/operations/new-1' }),
    );
    assert.equal(new Outline(store, { filter: filter('new-1') }, nothing).matches().matching, 1);
  });
});
