import assert from 'node:assert/strict';
import { advance, requestCancellation } from '../../../src/operations/cancellation.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';

const minute = 60_000;

describe('records of cancel requests', () => {
  const clock = new FakeClock();
  const subject = { collection: aCollection(), reading: aReading(), location: 'us-central1' };
  let disk: SharedDisk;

  beforeEach(() => {
    disk = new SharedDisk();
  });

  /** @param pid of the window. @param alive those of all windows that have not ended. */
  function open(pid: number, ...alive: readonly number[]): CancellationRecords {
    const processes = { own: pid, isAlive: (other: number) => alive.includes(other), startOf: () => undefined };
    return new CancellationRecords(new MemoryRecords(disk), clock, new MemoryLog(), processes);
  }

  const request = () => requestCancellation(subject, 'one', clock.now());
  const load = async (records: CancellationRecords) => (await records.load()) ?? [];

  it('that make no sense are set aside, whatever is wrong with them', async () => {
    const sound = { cancellation: { ...request(), location: undefined }, pid: 1 };
    const wrong = (change: object): unknown => ({ ...sound, cancellation: { ...sound.cancellation, ...change } });
    const values = [
      null,
      5,
      {},
      { ...sound, pid: '1' },
      { pid: 1, cancellation: null },
      wrong({ outcome: 'superseded' }),
      wrong({ outcome: 'toString' }),
      wrong({ delivery: 'teleported' }),
      wrong({ requestedAt: 1e300 }),
      wrong({ requestedAt: null }),
      wrong({ decidedAt: 'yesterday' }),
      wrong({ collection: { host: 'dataproc.googleapis.com' } }),
      wrong({ collection: { ...subject.collection, version: undefined } }),
      wrong({ reading: { name: 'x' } }),
      wrong({ reading: { ...subject.reading, name: 'projects/acme/regions/us-central1/clusters/payments' } }),
      wrong({ reading: { ...subject.reading, name: 'projects/other/regions/us-central1/operations/one' } }),
      ...[
        'evil.invalid',
        'googleapis.com.evil.invalid',
        'dataproc.googleapis.com:8443',
        'dataproc.googleapis.com/x',
      ].map((host) => wrong({ collection: { ...subject.collection, host } })),
      wrong({ reading: { ...subject.reading, endTime: 1e300 } }),
      wrong({ reading: { ...subject.reading, error: null } }),
      wrong({ location: {} }),
      wrong({ words: { code: 'NOT_FOUND' } }),
      wrong({ answer: 'no' }),
    ];
    for (const value of values) {
      disk.files.set('cancel x', JSON.stringify(value));
      assert.deepEqual(await load(open(1)), [], JSON.stringify(value));
      assert.equal(disk.files.size, 0, JSON.stringify(value));
    }
    disk.files.set('cancel x', JSON.stringify(sound));
    assert.equal((await load(open(1))).length, 1);
  });

  it('of a host that the person allowed are taken up', async () => {
    const collection = { ...subject.collection, host: 'proxy.example' };
    const ofProxy = { ...request(), collection };
    await open(1).save(ofProxy);
    const records = (allowed: boolean) =>
      new CancellationRecords(new MemoryRecords(disk), clock, new MemoryLog(), undefined, { has: () => allowed });
    assert.equal((await load(records(true))).length, 1);
    assert.equal((await load(records(false))).length, 0);
  });

  it('say that the answer was lost once nobody can be sending any more, whoever has the sender’s number now', async () => {
    await open(1, 1).create(request(), undefined);
    assert.deepEqual(
      (await load(open(2, 1, 2))).map(({ delivery }) => delivery),
      ['pending'],
    );
    assert.deepEqual(
      (await load(open(2, 2))).map(({ delivery }) => delivery),
      ['unconfirmed'],
    );
    await clock.pass(31 * minute);
    assert.deepEqual(
      (await load(open(2, 1, 2))).map(({ delivery }) => delivery),
      ['unconfirmed'],
    );
  });

  it('never put an older request in the place of a later one, which is told by its time though the clock was set back', async () => {
    const gone = { type: 'gone', words: { code: 'NOT_FOUND', message: '' } } as const;
    const [first, second] = [open(1, 1, 2), open(2, 1, 2)];
    const one = await first.create(request(), undefined);
    const decided = advance(one, gone, clock.now());
    await first.save(decided);
    clock.set(-60 * minute);
    const two = await second.create(requestCancellation(subject, 'two', clock.now()), undefined);
    clock.set(60 * minute);
    assert.ok(two.requestedAt > one.requestedAt);
    await first.save(one);
    await first.save(decided);
    const onDisk = async () => (await load(second)).map(({ id, outcome }) => `${id} ${outcome}`);
    assert.deepEqual(await onDisk(), ['two requested']);
    const end = advance(two, gone, clock.now());
    await second.save(end);
    await first.save(two);
    assert.deepEqual(await onDisk(), ['two expired']);
  });

  it('of what was decided are kept for a day, however the clock was set meanwhile', async () => {
    const gone = { type: 'gone', words: { code: 'NOT_FOUND', message: '' } } as const;
    const day = 24 * 60 * minute;
    for (const [setBy, kept] of [
      [0.9 * day, 1],
      [-0.9 * day, 1],
      [1.1 * day, 0],
      [-1.1 * day, 0],
    ] as const) {
      await open(1).save(advance(request(), gone, clock.now()));
      clock.set(setBy);
      assert.equal((await load(open(1))).length, kept, `${setBy / day} days`);
      clock.set(-setBy);
      disk.files.clear();
    }
  });
});
