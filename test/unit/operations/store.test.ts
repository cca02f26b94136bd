import assert from 'node:assert/strict';
import type { OperationChange } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { aCollection, aReading, cancelledError } from '../support/fixtures.js';

describe('store', () => {
  const collection = aCollection();
  let store: OperationStore;
  let changes: OperationChange[];
  const moves = (): string[] => changes.map(({ from, to }) => `${from ?? '-'}>${to ?? '-'}`);

  beforeEach(() => {
    store = new OperationStore();
    changes = [];
    store.onDidChange((batch) => changes.push(...batch));
  });

  it('fires what changed and nothing for what did not', () => {
    const pass = store.beginListing(collection);
    pass.page([aReading()]);
    store.beginListing(collection).page([aReading()]);
    assert.deepEqual(moves(), ['->running']);
  });

  it('keeps the identity of an unchanged operation', () => {
    store.read(collection, aReading());
    const before = store.find(collection, aReading().name);
    store.read(collection, aReading());
    assert.equal(store.find(collection, aReading().name), before);
  });

  it('removes what a complete listing no longer shows, and only then', () => {
    store.read(collection, aReading());
    const interrupted = store.beginListing(collection);
    interrupted.page([]);
    assert.equal([...store.all()].length, 1);
    store.beginListing(collection).complete();
    assert.deepEqual(moves(), ['->running', 'running>-']);
  });

  it('does not remove what somebody waits for, until the server says that it is gone', () => {
    store.read(collection, aReading());
    store.setKept(collection, aReading().name, 'cancellation', true);
    store.beginListing(collection).complete();
    assert.equal(store.find(collection, aReading().name)?.state, 'running');
    store.gone(collection, aReading().name);
    assert.equal(store.find(collection, aReading().name)?.state, 'expired');
  });

  it('keeps it as long as one of two still waits', () => {
    store.read(collection, aReading());
    store.setKept(collection, aReading().name, 'cancellation', true);
    store.setKept(collection, aReading().name, 'follow', true);
    store.setKept(collection, aReading().name, 'follow', false);
    store.beginListing(collection).complete();
    assert.equal([...store.all()].length, 1);
    store.setKept(collection, aReading().name, 'cancellation', false);
    store.beginListing(collection).complete();
    assert.equal([...store.all()].length, 0);
  });

  it('is not fooled by a listing that is older than the reading that ended the operation', () => {
    const listing = store.beginListing(collection);
    store.read(collection, aReading({ done: true, error: cancelledError }));
    listing.page([aReading()]);
    listing.complete();
    assert.equal(store.find(collection, aReading().name)?.state, 'cancelled');
  });

  it('is not fooled by a listing that is older than the answer that the operation is gone', () => {
    store.read(collection, aReading());
    const listing = store.beginListing(collection);
    store.gone(collection, aReading().name);
    listing.page([aReading()]);
    assert.equal(store.find(collection, aReading().name), undefined);
    store.beginListing(collection).page([aReading()]);
    assert.equal(store.find(collection, aReading().name)?.state, 'running');
  });

  it('shows cancelling while a request of ours is under way, and running again when it was refused', () => {
    store.read(collection, aReading());
    store.setCancelRequested(collection, aReading().name, true);
    store.setCancelRequested(collection, aReading().name, false);
    assert.deepEqual(moves(), ['->running', 'running>cancelling', 'cancelling>running']);
  });

  it('keeps operations of the same name on different hosts apart', () => {
    const hub = aCollection({ id: 'hub', host: 'gkehub.googleapis.com', service: 'gkehub' });
    store.read(collection, aReading());
    store.read(hub, aReading({ done: true }));
    assert.equal(store.find(collection, aReading().name)?.state, 'running');
    assert.equal(store.find(hub, aReading().name)?.state, 'succeeded');
  });

  it('files an operation of a wildcard listing under the location of its own name', () => {
    const anywhere = aCollection({ location: '-' });
    store.read(anywhere, aReading({ name: 'projects/1/locations/europe-west4/operations/x' }));
    assert.deepEqual(
      [...store.partitions()].map(({ place }) => place.location),
      ['europe-west4'],
    );
  });

  it('counts by state', () => {
    store
      .beginListing(collection)
      .page([aReading(), aReading({ name: 'a/two', done: true }), aReading({ name: 'a/3' })]);
    const [partition] = [...store.partitions()];
    assert.deepEqual([partition?.count('running'), partition?.count('succeeded'), partition?.size], [2, 1, 3]);
    store.read(collection, aReading({ done: true }));
    assert.deepEqual([partition?.count('running'), partition?.count('succeeded'), partition?.size], [1, 2, 3]);
  });
});
