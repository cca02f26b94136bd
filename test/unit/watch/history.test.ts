import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OperationStore } from '../../../src/operations/store.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { History } from '../../../src/watch/history.js';
import { AccountRecords } from '../../../src/watch/accountRecords.js';
import { longestTurnMs } from '../support/effort.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, cancelledError, MemoryLog } from '../support/fixtures.js';
import { SimulatedServer } from '../support/simulatedServer.js';

const collection = aCollection();

describe('history', () => {
  let root: string;
  let folder: string;
  let clock: FakeClock;
  let ends: { dispose(): void }[];

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'history-'));
    folder = path.join(root, 'account');
    clock = new FakeClock();
    ends = [];
  });
  afterEach(async () => {
    ends.forEach((part) => part.dispose());
    // A record may still be on its way to the disk. (`rmSync` retries only for the outermost folder.)
    await rm(root, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  /** One session, with its records open. @param early what happens before they are. */
  async function open(early?: (store: OperationStore) => void) {
    const [log, store] = [new MemoryLog(), new OperationStore()];
    const records = new AccountRecords(root, () => Promise.resolve('account'), clock, log);
    const world = { nextFault: () => 'none' as const, nextDelayMs: () => 0, skewMs: 0 };
    const api = new SimulatedServer(clock, [], world);
    const newId = (): string => `click ${clock.now()}`;
    const stored = new CancellationRecords(records, clock, log);
    const cancellations = new Cancellations({ api, store, records: stored, clock, log, newId });
    const history = new History(store, cancellations, records, clock, log);
    ends.push(history, cancellations, records, store);
    early?.(store);
    await cancellations.restore();
    await history.reload();
    return { store, history, cancellations };
  }
  const file = (): string => path.join(folder, 'history.jsonl');
  type Session = Awaited<ReturnType<typeof open>>;

  function ran({ store }: Pick<Session, 'store'>, id: string): void {
    const name = `${collection.path}/${id}`;
    store.read(collection, aReading({ name }));
    store.read(collection, aReading({ name, done: true, error: cancelledError }));
  }

  const lines = ({ history }: Session): string[] =>
    history.entries().map(({ reading, from, to }) => `${reading.name.split('/').at(-1)} ${from}>${to}`);

  it('keeps what was seen, newest first, for the next session', async () => {
    const first = await open();
    ran(first, 'a');
    await clock.pass(5_000);
    ran(first, 'b');
    await first.history.reload();
    // Before the next session, which would close it.
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    const next = await open();
    assert.deepEqual(lines(next), ['b running>cancelled', 'a running>cancelled']);
    assert.deepEqual(next.history.entries(), first.history.entries());
    assert.deepEqual(next.history.entries()[0]?.words, { code: 'CANCELLED', message: cancelledError.message });
  });

  it('takes in what another window has seen', async () => {
    const [first, second] = [await open(), await open()];
    ran(first, 'a');
    await first.history.reload();
    assert.deepEqual(lines(second), []);
    await second.history.reload();
    assert.deepEqual(lines(second), ['a running>cancelled']);
  });

  it('keeps the time at which a transition was seen first', async () => {
    const first = await open();
    ran(first, 'a');
    await first.history.reload();
    const [{ at } = { at: 0 }] = first.history.entries();
    await clock.pass(3_600_000);
    const next = await open((store) => ran({ store }, 'a'));
    assert.deepEqual(
      next.history.entries().map((entry) => entry.at),
      [at],
    );
    assert.equal(readFileSync(path.join(folder, 'history.jsonl'), 'utf8').trim().split('\n').length, 1);
  });

  it('keeps the newest five hundred', async () => {
    const session = await open();
    for (let index = 0; index < 520; index++) {
      ran(session, `op-${index}`);
      await clock.pass(1);
    }
    assert.equal(session.history.entries().length, 500);
    await session.history.reload();
    assert.equal(session.history.entries().length, 500);
    assert.match(lines(session)[0] ?? '', /^op-519 /);
    assert.match(lines(session).at(-1) ?? '', /^op-20 /);
  });

  it('has read a full file within 300 ms', async () => {
    const session = await open();
    for (let index = 0; index < 999; index++) {
      ran(session, `op-${index}`);
      await clock.pass(1);
    }
    await session.history.reload();
    const begun = performance.now();
    const next = await open();
    const ms = performance.now() - begun;
    assert.ok(next.history.isRead);
    assert.equal(next.history.entries().length, 500);
    assert.ok(ms < 300, `${ms} ms`);
  });

  it('is read when the account’s own file is, not before', async () => {
    const log = new MemoryLog();
    const records = new AccountRecords(root, () => Promise.resolve('account'), clock, log);
    const store = new OperationStore();
    const world = { nextFault: () => 'none' as const, nextDelayMs: () => 0, skewMs: 0 };
    const api = new SimulatedServer(clock, [], world);
    const stored = new CancellationRecords(records, clock, log);
    const cancellations = new Cancellations({ api, store, records: stored, clock, log, newId: () => 'click' });
    const history = new History(store, cancellations, records, clock, log);
    ends.push(history, cancellations, records, store);
    assert.equal(history.isRead, false);
    await cancellations.restore();
    await history.opened();
    assert.equal(history.isRead, true);
  });

  it('keeps the file short while it runs, with what other windows wrote to it', async () => {
    const [first, second] = [await open(), await open()];
    ran(second, 'of another window');
    await second.history.reload();
    for (let index = 0; index < 1_100; index++) {
      ran(first, `op-${index}`);
      await clock.pass(1);
    }
    ran(second, 'later');
    await second.history.reload();
    await first.history.reload();
    const kept = readFileSync(file(), 'utf8').trim().split('\n');
    assert.ok(kept.length < 1_000, `${kept.length} lines`);
    assert.match(lines(first)[0] ?? '', /^later /);
    assert.equal(statSync(file()).mode & 0o777, 0o600);
  });

  it('reads the newest of a file of any length, without holding up others for long', async function () {
    this.timeout(60_000);
    const first = await open();
    ran(first, 'a');
    await first.history.reload();
    const [entry] = first.history.entries();
    assert.ok(entry);
    const numbered = (index: number): string => {
      const reading = { ...entry.reading, name: `${collection.path}/n${index}` };
      return `${JSON.stringify({ ...entry, id: `n${index} cancelled`, at: entry.at + index, reading })}\n`;
    };
    writeFileSync(file(), '');
    for (let start = 0; start < 500_000; start += 50_000) {
      appendFileSync(file(), Array.from({ length: 50_000 }, (_, index) => numbered(start + index)).join(''));
    }
    let next = first;
    const longest = await longestTurnMs(async () => {
      next = await open();
    });
    assert.match(lines(next)[0] ?? '', /^n499999 /);
    assert.equal(next.history.entries().length, 500);
    assert.ok(longest < 250, `held up for ${longest} ms`);
    ran(next, 'b');
    await next.history.reload();
    assert.ok(statSync(file()).size < 1_000_000);
  });

  it('passes over lines that make no sense, and times that no date can hold', async () => {
    const first = await open();
    ran(first, 'a');
    await first.history.reload();
    const [line = ''] = readFileSync(file(), 'utf8').split('\n');
    const entry = JSON.parse(line) as Record<string, unknown>;
    const odd = [
      { ...entry, id: 'late cancelled', at: 8.64e15 + 1 },
      { ...entry, id: 'endless cancelled', at: 1e300 },
      { ...entry, id: 'no time cancelled', at: null },
      { ...entry, id: 'no end cancelled', reading: { ...(entry['reading'] as object), endTime: 1e300 } },
      { ...entry, id: 'no host cancelled', collection: { host: 'h' } },
      { ...entry, id: 'Bearer ya29.a0AfTestTestTest' },
      null,
      [],
      5,
    ];
    appendFileSync(file(), odd.map((value) => `${JSON.stringify(value)}\n`).join('') + '{"id":"half');
    assert.deepEqual(lines(await open()), ['a running>cancelled']);
  });

  it('forgets when told to, also for the next session', async () => {
    const session = await open();
    ran(session, 'a');
    session.history.clear();
    await session.history.reload();
    assert.deepEqual(lines(session), []);
    assert.deepEqual(lines(await open()), []);
  });
});
