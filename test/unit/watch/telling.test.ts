import assert from 'node:assert/strict';
import type { OperationsApi } from '../../../src/google/apis/operationsApi.js';
import type { Cancellation } from '../../../src/operations/cancellation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection, aReading, cancelledError, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';

const collection = aCollection();
const reading = aReading();
const { name } = reading;
const ended = { type: 'read', reading: { ...reading, done: true, error: cancelledError } } as const;

/** A window whose notifier waits a while before it tells, as the real one does. */
interface Window {
  readonly store: OperationStore;
  readonly cancellations: Cancellations;
  /** What it is to tell, in that order. */
  readonly toTell: Cancellation[];
  /** Tells what it still may, and gives that. */
  tell(): Promise<string[]>;
  close(): void;
}

describe('what became of a cancel is told once', () => {
  const clock = new FakeClock();
  let disk: SharedDisk;
  let alive: Set<number>;
  let lastPid: number;

  beforeEach(() => {
    disk = new SharedDisk();
    alive = new Set();
    lastPid = 0;
  });

  async function open(): Promise<Window> {
    const pid = ++lastPid;
    alive.add(pid);
    const [store, files, log] = [new OperationStore(), new MemoryRecords(disk), new MemoryLog()];
    const processes = { own: pid, isAlive: (other: number) => alive.has(other), startOf: () => undefined };
    const records = new CancellationRecords(files, clock, log, processes);
    const api = { cancel: () => Promise.resolve() } as unknown as OperationsApi;
    const cancellations = new Cancellations({ api, store, records, clock, log, newId: () => `click in ${pid}` });
    const toTell: Cancellation[] = [];
    cancellations.onDidChange(({ cancellation, tell }) => tell && toTell.push(cancellation));
    store.read(collection, reading);
    await cancellations.restore();
    return {
      store,
      cancellations,
      toTell,
      async tell() {
        const told = await Promise.all(
          toTell.splice(0).map(async (one) => ((await cancellations.claimTelling(one)) ? [one.outcome] : [])),
        );
        return told.flat();
      },
      close() {
        files.crashed = true;
        alive.delete(pid);
        cancellations.dispose();
      },
    };
  }

  async function cancelIn({ cancellations, store }: Window): Promise<void> {
    await cancellations.request(store.find(collection, name) ?? assert.fail('no row'));
    await settle();
  }

  async function endIn({ cancellations }: Window): Promise<void> {
    cancellations.observe(collection, name, ended);
    await settle();
  }

  /** A session after one that asked, saw the end, and closed before it had told. */
  async function nextSession(): Promise<Window> {
    const first = await open();
    await cancelIn(first);
    await endIn(first);
    assert.equal(first.toTell.length, 1);
    first.close();
    return open();
  }

  it('where it was asked for, also when another window was the first to see the end', async () => {
    const [asking, other] = [await open(), await open()];
    await cancelIn(asking);
    await endIn(other);
    assert.deepEqual(await other.tell(), []);
    // Without a look of its own: how the request ended is on the disk.
    assert.deepEqual(await asking.tell(), ['cancelled']);
    await clock.pass(60_000);
    assert.deepEqual([await other.tell(), await asking.tell()], [[], []]);
    [asking, other].forEach((window) => window.close());
  });

  it('by another window, where the one that was asked in closes before it has told', async () => {
    const [asking, other] = [await open(), await open()];
    await cancelIn(asking);
    await endIn(other);
    assert.equal(asking.toTell.length, 1);
    asking.close();
    await clock.pass(20_000);
    assert.deepEqual(await other.tell(), ['cancelled']);
    await clock.pass(60_000);
    assert.deepEqual(await other.tell(), []);
    other.close();
    assert.equal(clock.pending, 0);
  });

  it('by the next session, where the only window closes before it has told', async () => {
    const next = await nextSession();
    assert.deepEqual(await next.tell(), ['cancelled']);
    next.close();
    const last = await open();
    assert.deepEqual(await last.tell(), []);
    last.close();
  });

  it('and not before the disk can say whether an earlier session has', async () => {
    const first = await open();
    await cancelIn(first);
    await endIn(first);
    assert.deepEqual(await first.tell(), ['cancelled']);
    first.close();
    const next = await open();
    disk.refuses = true;
    assert.equal(next.toTell.length, 1);
    assert.deepEqual(await next.tell(), []);
    await clock.pass(60_000);
    assert.deepEqual(await next.tell(), []);
    disk.refuses = false;
    await clock.pass(60_000);
    assert.deepEqual(await next.tell(), []);
    next.close();
    assert.equal(clock.pending, 0);
  });

  it('by the next session once the disk says that no earlier one has', async () => {
    const next = await nextSession();
    disk.refuses = true;
    assert.deepEqual(await next.tell(), []);
    await clock.pass(60_000);
    disk.refuses = false;
    await clock.pass(20_000);
    assert.deepEqual(await next.tell(), ['cancelled']);
    next.close();
  });

  it('no more by whoever has told it otherwise, or was not to, while the disk refused', async () => {
    const next = await nextSession();
    disk.refuses = true;
    next.toTell.splice(0).forEach((one) => next.cancellations.noteTold(one));
    await clock.pass(60_000);
    disk.refuses = false;
    await clock.pass(60_000);
    assert.deepEqual(await next.tell(), []);
    next.close();
  });

  it('by the session that asked, also while the disk refuses', async () => {
    const only = await open();
    await cancelIn(only);
    disk.refuses = true;
    await endIn(only);
    assert.deepEqual(await only.tell(), ['cancelled']);
    only.close();
  });

  it('and no more as another end, by who comes back to an older record when the server has forgotten the operation', async () => {
    const first = await open();
    await cancelIn(first);
    const before = new Map(disk.files);
    await endIn(first);
    assert.deepEqual(await first.tell(), ['cancelled']);
    first.close();
    disk.files.clear();
    before.forEach((text, id) => disk.files.set(id, text));
    const next = await open();
    next.cancellations.observe(collection, name, { type: 'gone', words: { code: 'NOT_FOUND', message: '' } });
    await settle();
    assert.equal(next.cancellations.find(collection, name)?.outcome, 'expired');
    assert.deepEqual(await next.tell(), []);
    next.close();
  });

  it('and no more when somebody sets the clock so far that the mark of it is thrown away', async () => {
    const [asking, other] = [await open(), await open()];
    await cancelIn(asking);
    await endIn(other);
    assert.deepEqual(await asking.tell(), ['cancelled']);
    await clock.pass(20_000);
    disk.claims.clear();
    asking.close();
    await clock.pass(60_000);
    assert.deepEqual(await other.tell(), []);
    other.close();
  });
});
