import assert from 'node:assert/strict';
import { OperationStore } from '../../../src/operations/store.js';
import { Follows } from '../../../src/watch/follows.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { onEndTold } from '../support/telling.js';

const collection = aCollection();
const name = `${collection.path}/one`;

describe('follows', () => {
  let disk: SharedDisk;
  const clock = new FakeClock();

  /** One window that has read the collection. */
  async function open(done = false): Promise<{ store: OperationStore; follows: Follows; told: string[] }> {
    const store = new OperationStore();
    const records = new MemoryRecords(disk);
    const follows = new Follows(store, records, clock, new MemoryLog());
    const told: string[] = [];
    onEndTold(follows, records, ({ state }) => told.push(state));
    await records.open();
    await settle();
    store.read(collection, aReading({ name, done }));
    return { store, follows, told };
  }

  const operation = (store: OperationStore) => store.find(collection, name)!;

  beforeEach(() => {
    disk = new SharedDisk();
  });

  it('are shared by windows, and what one stops watching the other stops too', async () => {
    const [first, second] = [await open(), await open()];
    await first.follows.follow(operation(first.store));
    await settle();
    assert.equal(second.follows.isFollowed(collection, name), true);
    await second.follows.unfollow(operation(second.store));
    await settle();
    assert.equal(first.follows.isFollowed(collection, name), false);
    first.store.read(collection, aReading({ name, done: true }));
    await settle();
    assert.deepEqual(first.told, []);
  });

  it('an end that both windows see is told by one', async () => {
    const windows = [await open(), await open()];
    await windows[0]!.follows.follow(operation(windows[0]!.store));
    await settle();
    windows.forEach(({ store }) => store.read(collection, aReading({ name, done: true })));
    await settle();
    assert.deepEqual(
      windows.flatMap(({ told }) => told),
      ['succeeded'],
    );
  });

  it('of another host, or of what is no operation of the collection, are set aside', async () => {
    const follow = { collection, reading: aReading({ name }), since: 0 };
    const wrong = [
      { ...follow, collection: { ...collection, host: 'evil.invalid' } },
      { ...follow, reading: aReading({ name: 'projects/acme/regions/us-central1/clusters/payments' }) },
    ];
    wrong.forEach((value, index) => disk.files.set(`follow ${index}`, JSON.stringify(value)));
    assert.deepEqual((await open()).follows.active(), []);
    assert.equal(disk.files.size, 0);
    disk.files.set('follow 0', JSON.stringify(follow));
    assert.equal((await open()).follows.active().length, 1);
  });

  it('survive the session, and an end that came meanwhile is told', async () => {
    const first = await open();
    await first.follows.follow(operation(first.store));
    const next = await open(true);
    await settle();
    assert.deepEqual(next.told, ['succeeded']);
    await clock.pass(15_000);
    assert.equal(disk.files.size, 0);
  });

  it('a reading of the disk that was begun before the end does not bring one back', async () => {
    const { store, follows } = await open();
    await follows.follow(operation(store));
    disk.changed.fire();
    store.read(collection, aReading({ name, done: true }));
    await settle();
    assert.equal(follows.isFollowed(collection, name), false);
  });
});
