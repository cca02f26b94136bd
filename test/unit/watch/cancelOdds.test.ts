import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationOutcome } from '../../../src/operations/cancellation.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { AccountRecords } from '../../../src/watch/accountRecords.js';
import { CancelOdds } from '../../../src/watch/cancelOdds.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { History } from '../../../src/watch/history.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { SimulatedServer, type Script } from '../support/simulatedServer.js';

const collection = aCollection();
const subject = { collection, ...aReading() };

describe('the odds of a cancel', function () {
  this.timeout(5_000);
  let root: string;
  let clock: FakeClock;
  let ends: { dispose(): void }[];

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'odds-'));
    clock = new FakeClock();
    ends = [];
  });
  afterEach(async () => {
    ends.forEach((part) => part.dispose());
    await rm(root, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  /** One session of a window, with its records read. */
  async function open(scripts: readonly Script[] = []) {
    const [log, store] = [new MemoryLog(), new OperationStore()];
    const records = new AccountRecords(root, () => Promise.resolve('account'), clock, log);
    const api = new SimulatedServer(clock, scripts, { nextFault: () => 'none', nextDelayMs: () => 0, skewMs: 0 });
    const stored = new CancellationRecords(records, clock, log);
    let clicks = 0;
    const newId = (): string => `click ${clock.now()} ${clicks++}`;
    const cancellations = new Cancellations({ api, store, records: stored, clock, log, newId });
    const history = new History(store, cancellations, records, clock, log);
    const odds = new CancelOdds(history);
    ends.push(odds, history, cancellations, records, store);
    await cancellations.restore();
    await history.opened();

    /** Asks to cancel an operation, and reads it after a while, as the poller does. */
    async function cancel(name: string, waitMs: number, fields: Partial<OperationReading> = {}): Promise<void> {
      const shown = (): OperationReading => ({ ...(api.truth(name) ?? aReading({ name })), ...fields });
      store.read(collection, shown());
      const operation = store.find(collection, name);
      assert.ok(operation);
      let answered: CancellationOutcome | undefined;
      void cancellations.request(operation).then(({ outcome }) => (answered = outcome));
      while (answered === undefined) {
        await clock.pass(0);
        await nextTurn();
      }
      await clock.pass(waitMs);
      if (answered === 'requested') {
        store.read(collection, shown());
      }
    }
    return { odds, history, store, cancel };
  }

  const nameOf = (id: string): string => `${collection.path}/${id}`;
  const script = (id: string, fields: Partial<Script> = {}): Script => ({
    name: nameOf(id),
    endsAt: Infinity,
    error: undefined,
    cancelTakes: 1000,
    cancelRefusal: undefined,
    refusesSecond: false,
    showsFlag: false,
    forgottenAt: undefined,
    ...fields,
  });

  it('are known from the fifth end on: those that ended CANCELLED worked, any other end did not', async () => {
    const scripts = [
      ...[1, 2, 3].map((n) => script(`c${n}`, { cancelTakes: n * 3000 })),
      script('anyway', { cancelTakes: undefined, endsAt: 60_000 }),
      script('failed', { cancelTakes: undefined, endsAt: 150_000, error: { code: 13, message: 'Broken.' } }),
    ];
    const { odds, cancel } = await open(scripts);
    for (const [index, { name, cancelTakes }] of scripts.entries()) {
      assert.equal(odds.of(subject), undefined, `after ${index}`);
      await cancel(name, cancelTakes ?? 90_000);
    }
    assert.deepEqual(odds.of(subject), { known: 5, worked: 3, medianMs: 6000 });
  });

  it('say nothing of requests that a server refused, or has no cancel for, or whose operation it forgot', async () => {
    const scripts = [1, 2, 3, 4, 5, 6].map((n) =>
      script(`r${n}`, { cancelRefusal: n % 2 === 0 ? 'permissionDenied' : 'unimplemented' }),
    );
    const { odds, cancel, history } = await open(scripts);
    for (const { name } of scripts) {
      await cancel(name, 1000);
    }
    assert.equal(history.entries().filter(({ outcome }) => outcome !== undefined).length, 6);
    assert.equal(odds.of(subject), undefined);
  });

  it('are told apart by service, verb, what of the target, and its sort; not by case, name, project and region', async () => {
    const scripts = [1, 2, 3, 4, 5].map((n) => script(`c${n}`));
    const { odds, cancel } = await open(scripts);
    for (const { name } of scripts) {
      await cancel(name, 1000);
    }
    const like = (fields: Partial<OperationReading>, service = 'dataproc') =>
      odds.of({ collection: aCollection({ service, project: 'other', location: 'us-east1' }), ...aReading(fields) });
    assert.equal(like({ verb: 'create', target: 'another' })?.known, 5);
    assert.equal(like({ verb: 'DELETE' }), undefined);
    assert.equal(like({ targetKind: 'nodeGroup' }), undefined);
    assert.equal(like({ object: 'backup' }), undefined);
    assert.equal(like({}, 'gkehub'), undefined);
  });

  it('outlive the session, and go when the history is cleared', async () => {
    const scripts = [1, 2, 3, 4, 5].map((n) => script(`c${n}`, { cancelTakes: 2000 }));
    const first = await open(scripts);
    for (const { name } of scripts) {
      await first.cancel(name, 2000);
    }
    await first.history.reload();
    const next = await open();
    assert.deepEqual(next.odds.of(subject), { known: 5, worked: 5, medianMs: 2000 });
    next.history.clear();
    assert.equal(next.odds.of(subject), undefined);
  });

  it('take the server’s own time of the end where nobody looked for days, unless its clock is not ours', async () => {
    const scripts = [1, 2, 3, 4, 5].map((n) => script(`c${n}`));
    const { odds, cancel } = await open(scripts);
    for (const [index, { name }] of scripts.entries()) {
      const asked = clock.now();
      // The last two: a server an hour behind, and one a week ahead.
      const endTime = asked + [3000, 4000, 5000, -3_600_000, 7 * 86_400_000][index]!;
      await cancel(name, index < 3 ? 2 * 86_400_000 : 6000, { endTime });
    }
    assert.deepEqual(odds.of(subject), { known: 5, worked: 5, medianMs: 5000 });
  });

  it('count what an earlier version wrote down without the time of the request, and know no time for it', async () => {
    const scripts = [1, 2, 3, 4, 5].map((n) => script(`c${n}`));
    const first = await open(scripts);
    for (const { name } of scripts) {
      await first.cancel(name, 1000);
    }
    await first.history.reload();
    const file = path.join(root, 'account', 'history.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/,"requestedAt":\d+/g, ''));
    const { odds } = await open();
    assert.deepEqual(odds.of(subject), { known: 5, worked: 5, medianMs: undefined });
  });

  it('forget with the history what went to make room', async () => {
    const scripts = [1, 2, 3, 4, 5].map((n) => script(`c${n}`));
    const { odds, cancel, store } = await open(scripts);
    for (const { name } of scripts) {
      await cancel(name, 1000);
    }
    for (let index = 0; index < 500; index++) {
      const name = nameOf(`other ${index}`);
      store.read(collection, aReading({ name }));
      store.read(collection, aReading({ name, done: true }));
    }
    assert.equal(odds.of(subject), undefined);
  });
});
