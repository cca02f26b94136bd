import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Collection } from '../../../src/operations/collection.js';
import { operationKey, type OperationChange } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { aCollection, aReading } from '../support/fixtures.js';

/** One place, listed in three ways: as such, below a resource, and with all other locations at once. */
const place = { service: 'spanner', host: 'spanner.googleapis.com', project: 'acme' };
const direct = aCollection({ ...place, id: 'direct', location: 'us-east1', path: 'projects/acme/operations' });
const nested = aCollection({
  ...place,
  id: 'nested',
  location: 'us-east1',
  path: 'projects/acme/instances/i/operations',
});
const everywhere = aCollection({ ...place, id: 'everywhere', location: '-' });
const name = (id: string): string => `projects/acme/locations/us-east1/operations/${id}`;

describe('store: an operation that several collections list', () => {
  let store: OperationStore;
  let changes: OperationChange[];

  beforeEach(() => {
    store = new OperationStore();
    changes = [];
    store.onDidChange((batch) => changes.push(...batch));
  });

  function list(collection: Collection, ids: readonly string[], fields: Parameters<typeof aReading>[0] = {}): void {
    const pass = store.beginListing(collection);
    pass.page(ids.map((id) => aReading({ ...fields, name: name(id) })));
    pass.complete();
  }

  it('stays until the last of them stops listing it', () => {
    list(direct, ['a']);
    list(nested, ['a']);
    list(direct, []);
    assert.equal(store.find(nested, name('a'))?.collection.id, 'nested');
    list(nested, []);
    assert.equal(store.find(nested, name('a')), undefined);
    assert.deepEqual(
      changes.map(({ from, to }) => `${from ?? '-'}>${to ?? '-'}`),
      ['->running', 'running>running', 'running>-'],
    );
  });

  it('stays when one that lists it is no longer asked', () => {
    list(everywhere, ['a']);
    list(direct, ['a']);
    store.drop(everywhere);
    assert.equal(store.find(direct, name('a'))?.collection.id, 'direct');
    store.drop(direct);
    assert.equal(store.find(direct, name('a')), undefined);
  });

  it('goes from one that never listed it by no word of that one', () => {
    list(direct, ['a']);
    list(nested, []);
    store.drop(nested);
    assert.equal(store.find(direct, name('a'))?.state, 'running');
  });

  it('is what the last reading says, and no page that was read before it is believed to be what is known', () => {
    list(direct, ['a']);
    list(nested, ['a']);
    const before = [store.revision(direct), store.revision(nested)];
    list(nested, ['a'], { statusText: 'newer' });
    assert.equal(store.find(direct, name('a'))?.statusText, 'newer');
    assert.ok(store.revision(direct) > before[0]! && store.revision(nested) > before[1]!);
  });

  it('belongs to the list that shows it, where it was first read by itself', () => {
    store.read(everywhere, aReading({ name: name('a') }));
    list(direct, ['a']);
    store.drop(everywhere);
    assert.equal(store.find(direct, name('a'))?.collection.id, 'direct');
    list(direct, []);
    assert.equal(store.find(direct, name('a')), undefined);
  });

  it('is not held by a get through one that no longer lists it', () => {
    list(everywhere, ['a']);
    store.handOver(everywhere, [direct]);
    store.read(everywhere, aReading({ name: name('a'), done: true }));
    list(direct, []);
    assert.equal(store.find(direct, name('a')), undefined);
  });

  it('comes back by either list after NOT_FOUND', () => {
    list(direct, ['a']);
    list(nested, ['a']);
    const before = [store.revision(direct), store.revision(nested)];
    store.gone(direct, name('a'));
    assert.equal(store.find(direct, name('a')), undefined);
    assert.ok(store.revision(direct) > before[0]! && store.revision(nested) > before[1]!);
  });

  it('stays while somebody waits for it, and goes when the list that showed it last is read again', () => {
    list(direct, ['a']);
    list(nested, ['a']);
    store.setKept(direct, name('a'), 'follow', true);
    list(direct, []);
    list(nested, []);
    assert.equal(store.find(direct, name('a'))?.state, 'running');
    store.setKept(direct, name('a'), 'follow', false);
    list(nested, []);
    assert.equal(store.find(direct, name('a')), undefined);
  });

  it('is handed over by location: what its heir has not been asked for stays, what the heir does not list goes', () => {
    const west = aCollection({ ...place, id: 'west', location: 'us-west1' });
    const inWest = 'projects/acme/locations/us-west1/operations/w';
    list(everywhere, ['a', 'b']);
    store.beginListing(everywhere).page([aReading({ name: inWest })]);
    store.handOver(everywhere, [direct, west]);
    store.drop(everywhere);
    assert.equal([...store.all()].length, 3);
    list(direct, ['b']);
    assert.deepEqual([...store.all()].map((each) => [each.name, each.collection.id]).sort(), [
      [name('b'), 'direct'],
      [inWest, 'west'],
    ]);
  });

  it('whatever is listed, dropped and read: it is there exactly as long as a list last showed it', () => {
    const collections = [direct, nested, everywhere];
    const act = fc.record({
      type: fc.constantFrom('list', 'drop', 'interrupted'),
      collection: fc.integer({ min: 0, max: 2 }),
      ids: fc.subarray(['a', 'b', 'c']),
      statusText: fc.constantFrom(undefined, 'x'),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        store = new OperationStore();
        const shown = new Map(collections.map(({ id }) => [id, new Set<string>()]));
        for (const { type, collection: index, ids, statusText } of acts) {
          const collection = collections[index]!;
          switch (type) {
            case 'list':
              list(collection, ids, { statusText });
              shown.set(collection.id, new Set(ids));
              break;
            case 'interrupted':
              store.beginListing(collection).page(ids.map((id) => aReading({ name: name(id), statusText })));
              ids.forEach((id) => shown.get(collection.id)?.add(id));
              break;
            case 'drop':
              store.drop(collection);
              shown.set(collection.id, new Set());
          }
          const expected = [...new Set([...shown.values()].flatMap((each) => [...each]))].sort();
          const known = [...store.all()];
          assert.deepEqual(known.map((each) => each.name).sort(), expected.map(name));
          assert.ok(known.every((each) => shown.get(each.collection.id)?.has(each.name.slice(-1))));
        }
      }),
    );
  });
});

describe('store: an operation that a second list shows as well', () => {
  const place = { service: 'dataproc', host: 'dataproc.googleapis.com', project: 'acme', location: 'us-east1' };
  const first = aCollection({ ...place, id: 'first', path: 'projects/acme/regions/us-east1/operations' });
  const second = aCollection({
    ...place,
    id: 'second',
    path: 'projects/acme/locations/us-east1/operations',
    second: true,
  });
  const byRegion = 'projects/acme/regions/us-east1/operations/a';
  const byLocation = 'projects/acme/locations/us-east1/operations/a';
  let store: OperationStore;

  beforeEach(() => {
    store = new OperationStore();
  });

  function list(collection: Collection, names: readonly string[], done = false): void {
    const pass = store.beginListing(collection);
    pass.page(names.map((name) => aReading({ name, done })));
    pass.complete();
  }

  const shown = (): readonly string[] => [...store.all()].map(({ name, collection }) => `${collection.id} ${name}`);
  const added = (): number | undefined => store.partitionsOf(second)[0]?.ofSecond(second)?.total;

  it('is asked for, and cancelled, by the list and the name that show it', () => {
    list(second, [byLocation]);
    assert.deepEqual(shown(), [`second ${byLocation}`]);
    list(first, [byRegion]);
    assert.deepEqual(shown(), [`first ${byRegion}`]);
    list(second, [byLocation]);
    assert.deepEqual(shown(), [`first ${byRegion}`]);
    list(first, []);
    list(second, [byLocation]);
    assert.deepEqual(shown(), [`second ${byLocation}`]);
    list(second, []);
    assert.deepEqual(shown(), []);
  });

  it('is one that the second list adds only as long as no other shows it', () => {
    list(second, [byLocation]);
    assert.equal(added(), 1);
    list(first, [byRegion]);
    assert.equal(added(), 0);
    list(first, []);
    assert.equal(added(), 1);
    store.drop(second);
    assert.equal(added(), 0);
    assert.deepEqual(shown(), []);
  });

  it('is what either list said last, and brings no news where both say the same', () => {
    list(first, [byRegion]);
    list(second, [byLocation]);
    let news = 0;
    store.onDidChange(() => news++);
    list(first, [byRegion]);
    list(second, [byLocation]);
    assert.equal(news, 0);
    list(second, [byLocation], true);
    assert.equal(store.find(first, byRegion)?.state, 'succeeded');
    list(first, [byRegion]);
    assert.equal(store.find(first, byRegion)?.state, 'succeeded');
  });

  it('is the same for a request that was made by its other name', () => {
    store.setKept(second, byLocation, 'cancellation', true);
    store.setCancelRequested(second, byLocation, true);
    list(first, [byRegion]);
    assert.equal(store.find(second, byLocation)?.state, 'cancelling');
    list(first, []);
    assert.deepEqual(shown(), [`first ${byRegion}`]);
    store.gone(second, byLocation);
    assert.equal(store.find(first, byRegion)?.state, 'expired');
  });

  it('is read singly by either name, and stays one', () => {
    list(first, [byRegion]);
    store.read(second, aReading({ name: byLocation, done: true }));
    assert.deepEqual(shown(), [`first ${byRegion}`]);
    assert.equal(store.find(first, byRegion)?.state, 'succeeded');
  });

  it('is one operation at a host of its location and at that of all', () => {
    const engine = { service: 'discoveryengine', project: 'acme' };
    const serviceHost = 'discoveryengine.googleapis.com';
    const local = aCollection({ ...engine, id: 'local', location: 'us', host: `us-${serviceHost}`, serviceHost });
    const all = aCollection({ ...engine, id: 'all', location: undefined, host: serviceHost, second: true });
    const name = 'projects/acme/locations/us/collections/default_collection/operations/a';
    list(all, [name]);
    list(local, [name]);
    assert.deepEqual(shown(), [`local ${name}`]);
    assert.equal(operationKey({ collection: local, name }), operationKey({ collection: all, name }));
  });
});
