import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event.js';
import type { Operation } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { bulkResults, isSettled, type BulkFate } from '../../../src/watch/bulkCancellation.js';
import { BulkCancellations, sortOut } from '../../../src/watch/bulkCancellations.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { Follows } from '../../../src/watch/follows.js';
import { Lister } from '../../../src/watch/lister.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import { startPolling } from '../../../src/watch/polling.js';
import { Survey } from '../../../src/watch/survey.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { SimulatedServer, type Script } from '../support/simulatedServer.js';

const collection = aCollection();
const names = Array.from({ length: 40 }, (_, index) => `${collection.path}/op-${String(index).padStart(2, '0')}`);
const hour = 3_600_000;

/** A server whose POSTs take a second, and notes how many of them are under way. */
class CountingServer extends SimulatedServer {
  underWay = 0;
  most = 0;

  override async cancel(...args: Parameters<SimulatedServer['cancel']>): Promise<void> {
    this.most = Math.max(this.most, ++this.underWay);
    try {
      await super.cancel(...args);
    } finally {
      this.underWay--;
    }
  }
}

describe('bulk cancellations', () => {
  let clock: FakeClock;
  let disk: SharedDisk;
  let server: CountingServer;
  let alive: Set<number>;
  let mayChange: boolean;
  const ends: { dispose(): void }[] = [];

  const running = (name: string, more: Partial<Script> = {}): Script => ({
    name,
    endsAt: 24 * hour,
    error: undefined,
    cancelTakes: 3_000,
    cancelRefusal: undefined,
    refusesSecond: false,
    showsFlag: false,
    forgottenAt: undefined,
    ...more,
  });

  function serve(scripts: readonly Script[], delayMs = 500): void {
    clock = new FakeClock();
    disk = new SharedDisk();
    alive = new Set();
    mayChange = true;
    server = new CountingServer(clock, scripts, { nextFault: () => 'none', nextDelayMs: () => delayMs, skewMs: 0 });
  }

  /** One session: the real parts above the simulated server and disk. */
  async function open(pid: number) {
    alive.add(pid);
    const [log, store, survey, records] = [
      new MemoryLog(),
      new OperationStore(),
      new Survey(),
      new MemoryRecords(disk),
    ];
    const processes = { own: pid, isAlive: (other: number) => alive.has(other), startOf: () => undefined };
    let ids = 0;
    const newId = (): string => `${pid}-${ids++}`;
    const stored = new CancellationRecords(records, clock, log, processes);
    const guard = (): boolean => mayChange;
    const parts = { store, clock, log, newId, mayChange: guard };
    const cancellations = new Cancellations({ ...parts, api: server, records: stored });
    const bulks = new BulkCancellations({ ...parts, cancellations, records, processes });
    const follows = new Follows(store, records, clock, log);
    const lister = new Lister(server, store, survey, clock);
    const activity = { focused: true, viewVisible: false, onDidChange: new Emitter<void>().event };
    const polling = startPolling({
      ...{ api: server, store, survey, lister, cancellations, follows, activity, clock },
      ...{ budgets: new AccountBudgets(clock, usualBudget), random: () => 0.5 },
    });
    ends.push(polling, follows, bulks, cancellations, survey, store);
    await cancellations.restore();
    const listed = lister.list(collection, new AbortController().signal);
    await clock.pass(2_000);
    await listed;
    const crash = (): void => {
      records.crashed = true;
      alive.delete(pid);
      [polling, follows, bulks, cancellations].forEach((part) => part.dispose());
    };
    return { store, cancellations, bulks, crash };
  }
  type Session = Awaited<ReturnType<typeof open>>;

  const operations = ({ store }: Session): Operation[] => [...store.all()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const fates = ({ bulks, cancellations }: Session): BulkFate[] =>
    bulkResults(bulks.all()[0]!, cancellations).map(({ fate }) => fate);
  const count = <T>(values: readonly T[], wanted: T): number => values.filter((value) => value === wanted).length;
  const posts = (): number => [...server.posts.values()].reduce((sum, each) => sum + each, 0);

  afterEach(() => ends.splice(0).forEach((part) => part.dispose()));

  it('forty requests leave six at a time, each once, and every fate is the server’s', async () => {
    const kinds: Partial<Script>[] = [
      {},
      { cancelTakes: undefined, endsAt: 60_000 },
      { cancelTakes: undefined, endsAt: 60_000, error: { code: 13, message: 'broke' } },
      { cancelRefusal: 'failedPrecondition' },
      { forgottenAt: 30_000, cancelTakes: undefined },
    ];
    serve(names.map((name, index) => running(name, kinds[index % kinds.length])));
    const session = await open(1);
    const { sent } = session.bulks.start(operations(session), []);
    await clock.pass(10_000);
    await sent;
    assert.equal(server.most, 6);
    await clock.pass(300_000);
    const expected: BulkFate[] = ['cancelled', 'completedAnyway', 'failed', 'refused', 'expired'];
    assert.deepEqual(
      fates(session),
      names.map((_, index) => expected[index % kinds.length]),
    );
    assert.ok(isSettled(bulkResults(session.bulks.all()[0]!, session.cancellations)));
    assert.deepEqual(
      [...server.posts.values()],
      names.map(() => 1),
    );
  });

  it('stopping sends nothing more, and what was sent is watched to its end', async () => {
    serve(names.map((name) => running(name)));
    const session = await open(1);
    const sending = session.bulks.start(operations(session), []);
    await clock.pass(1_500);
    assert.ok(fates(session).includes('waiting'));
    sending.stop();
    await clock.pass(60_000);
    await sending.sent;
    assert.equal(posts(), 12);
    assert.equal(count(fates(session), 'cancelled'), 12);
    assert.equal(count(fates(session), 'notAsked'), 28);
  });

  it('one that ends while it waits for its turn is not asked to end, and says why, from the disk too', async () => {
    serve(names.map((name, index) => running(name, index === 39 ? { endsAt: 4_000 } : {})));
    const session = await open(1);
    const { bulk, sent } = session.bulks.start(operations(session), []);
    await clock.pass(3_000);
    session.store.read(collection, server.truth(names[39]!)!);
    await clock.pass(30_000);
    await sent;
    assert.equal(server.posts.get(names[39]!), undefined);
    const stored = JSON.parse(JSON.stringify(session.bulks.find(bulk.id))) as typeof bulk;
    const { fate, reason } = bulkResults(stored, session.cancellations)[39]!;
    assert.deepEqual([fate, reason], ['notAsked', 'ended']);
  });

  it('read-only settings stop it at once', async () => {
    serve(names.map((name) => running(name)));
    const session = await open(1);
    void session.bulks.start(operations(session), []);
    await clock.pass(500);
    mayChange = false;
    await clock.pass(60_000);
    assert.equal(posts(), 6);
    assert.deepEqual([count(fates(session), 'cancelled'), count(fates(session), 'notAsked')], [6, 34]);
  });

  it('after a crash the next session tells which were sent, and sends none', async () => {
    serve(names.map((name) => running(name)));
    const session = await open(1);
    void session.bulks.start(operations(session), []);
    await clock.pass(1_700);
    session.crash();
    const sentBefore = posts();
    const next = await open(2);
    await next.bulks.load();
    await clock.pass(60_000);
    assert.equal(posts(), sentBefore);
    // Those under way at the crash had reached the server, or were given up before they did.
    const cancelled = names.map((name) => server.truth(name)?.done === true);
    const asked = names.map((name) => disk.files.has(`cancel //${collection.host}/${name}`));
    assert.deepEqual(
      fates(next),
      names.map((_, index) => (cancelled[index] ? 'cancelled' : asked[index] ? 'requested' : 'notAsked')),
    );
    assert.ok(count(fates(next), 'cancelled') >= 12 && count(fates(next), 'notAsked') > 0);
  });

  it('another window that is sending is believed to be, until it is gone', async () => {
    serve(names.map((name) => running(name)));
    const [first, second] = [await open(1), await open(2)];
    void first.bulks.start(operations(first), []);
    await clock.pass(1_700);
    await second.bulks.load();
    assert.ok(fates(second).includes('waiting'));
    first.crash();
    await second.bulks.load();
    assert.ok(!fates(second).includes('waiting'));
  });

  it('holds its own requests until it was told of, and no others', async () => {
    serve(names.map((name) => running(name)));
    const session = await open(1);
    const [single, ...others] = operations(session);
    void session.cancellations.request(single!);
    const { bulk } = session.bulks.start(others, []);
    await clock.pass(60_000);
    const held = names.map((name) => session.bulks.holds(session.cancellations.find(collection, name)!));
    assert.deepEqual(
      held,
      names.map((_, index) => index > 0),
    );
    session.bulks.setTold(bulk);
    assert.equal(session.bulks.holds(session.cancellations.find(collection, names[1]!)!), true);
  });

  it('lets go what was still open when it was told of', async () => {
    serve(names.map((name, index) => running(name, index === 0 ? { cancelTakes: 300_000 } : {})));
    const session = await open(1);
    const { bulk } = session.bulks.start(operations(session), []);
    await clock.pass(60_000);
    session.bulks.setTold(bulk);
    await clock.pass(600_000);
    const held = names.map((name) => session.bulks.holds(session.cancellations.find(collection, name)!));
    assert.deepEqual(
      held,
      names.map((_, index) => index > 0),
    );
    assert.equal(fates(session)[0], 'cancelled');
  });

  it('asks for each that was chosen, whatever the service says of others of its kind meanwhile', async () => {
    serve(names.map((name, index) => running(name, index < 6 ? { cancelRefusal: 'unimplemented' } : {})));
    const session = await open(1);
    session.bulks.start(operations(session), []);
    await clock.pass(60_000);
    assert.deepEqual([count(fates(session), 'unsupported'), count(fates(session), 'cancelled')], [6, 34]);
  });

  it('sorts out what cannot be cancelled, with the reason, and counts nothing twice', async () => {
    serve([
      running(names[0]!),
      running(names[1]!, { endsAt: 0 }),
      running(names[2]!),
      running(names[3]!, { cancelRefusal: 'unimplemented' }),
    ]);
    const session = await open(1);
    const chosen = operations(session);
    const mayChangeAll = { cancellations: session.cancellations, mayChange: () => true };
    void session.cancellations.request(chosen[2]!);
    await clock.pass(0);
    const current = [...operations(session), chosen[0]!];
    assert.deepEqual(
      [
        sortOut(current, mayChangeAll).cancellable.map(({ name }) => name),
        sortOut(current, mayChangeAll).leftOut.map(({ reason }) => reason),
      ],
      [
        [names[0], names[3]],
        ['ended', 'cancelling'],
      ],
    );
    void session.cancellations.request(chosen[3]!);
    await clock.pass(2_000);
    assert.deepEqual(
      sortOut(operations(session), mayChangeAll).leftOut.map(({ reason }) => reason),
      ['saidUnsupported', 'ended', 'cancelling', 'saidUnsupported'],
    );
    assert.deepEqual(
      sortOut(operations(session), { ...mayChangeAll, mayChange: () => false }).leftOut.map(({ reason }) => reason),
      ['readOnly', 'ended', 'readOnly', 'readOnly'],
    );
  });
});
