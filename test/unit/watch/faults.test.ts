import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event.js';
import { ApiError } from '../../../src/google/apiError.js';
import type { OperationPage, OperationsApi } from '../../../src/google/apis/operationsApi.js';
import { OperationStore } from '../../../src/operations/store.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { Deletions } from '../../../src/watch/deletions.js';
import { Follows } from '../../../src/watch/follows.js';
import { Lister } from '../../../src/watch/lister.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import { startPolling } from '../../../src/watch/polling.js';
import { Survey } from '../../../src/watch/survey.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, cancelledError, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { surfaced } from '../support/surfaced.js';

const collection = aCollection();
const reading = aReading();
const fault = new TypeError('a fault of the program');
const failing = (): never => {
  throw fault;
};
const signal = new AbortController().signal;

/** A server of one operation, which ends as cancelled two seconds after it was asked to. */
class OneOperation implements OperationsApi {
  readonly posts: string[] = [];
  readonly #clock: FakeClock;
  #cancelledAt = Infinity;
  /** What a request ends with instead of its answer. */
  thrown: unknown;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async *list(): AsyncGenerator<OperationPage> {
    yield { readings: [await this.get()], unreachable: [] };
  }

  async get() {
    await Promise.resolve();
    if (this.thrown !== undefined) {
      throw this.thrown as Error;
    }
    const done = this.#clock.now() >= this.#cancelledAt + 2_000;
    return done ? { ...reading, done, error: cancelledError } : reading;
  }

  async describe() {
    return { json: {}, reading: await this.get(), steps: [], help: [] };
  }

  async cancel(): Promise<void> {
    await this.get();
    this.posts.push('cancel');
    this.#cancelledAt = this.#clock.now();
  }

  async delete(): Promise<void> {
    await this.get();
    this.posts.push('delete');
  }
}

/** The parts of watch/ around that server, with the view on screen. */
function parts() {
  const clock = new FakeClock();
  const api = new OneOperation(clock);
  const store = new OperationStore();
  const survey = new Survey();
  const log = new MemoryLog();
  const folder = new MemoryRecords(new SharedDisk());
  const records = new CancellationRecords(folder, clock, log);
  let ids = 0;
  const cancellations = new Cancellations({ api, store, records, clock, log, newId: () => `id ${ids++}` });
  const follows = new Follows(store, folder, clock, log);
  const lister = new Lister(api, store, survey, clock);
  const activity = { focused: true, viewVisible: true, onDidChange: new Emitter<void>().event };
  const budgets = new AccountBudgets(clock, usualBudget);
  const listing = { api, store, survey, lister, cancellations, follows, activity, budgets, clock };
  const polling = startPolling({ ...listing, random: () => 0.5 });
  const { plan, poller } = polling;
  const deletions = new Deletions({ api, store, mayChange: () => true, log });
  const dispose = (): void => [polling, deletions, follows, cancellations].forEach((part) => part.dispose());
  return { clock, api, store, survey, cancellations, follows, lister, plan, poller, deletions, dispose };
}

type Parts = ReturnType<typeof parts>;

/** Subscribes to every event of watch/ and operations/ that somebody else may listen to. */
function listenEverywhere(to: Parts, listener: () => void): void {
  to.store.onDidChange(listener);
  to.survey.onDidChange(listener);
  to.cancellations.onDidChange(listener);
  to.follows.onDidChange(listener);
  to.follows.onDidEnd(listener);
  to.plan.onDidChange(listener);
  to.poller.onDidChangeStatus(listener);
}

const operation = ({ store }: Parts) => store.find(collection, reading.name)!;

/** Lists, follows, cancels and waits for the end; what is known after each step. */
async function aCancel(world: Parts): Promise<unknown[]> {
  const { clock, api, survey, cancellations, follows, lister, poller } = world;
  const known: unknown[] = [];
  const note = (): void =>
    void known.push({
      state: operation(world).state,
      status: survey.status(collection)?.state,
      request: cancellations.find(collection, reading.name)?.outcome,
      followed: follows.active().length,
      posts: [...api.posts],
      poller: poller.status.mode,
    });
  await lister.list(collection, signal);
  note();
  await follows.follow(operation(world));
  note();
  await cancellations.request(operation(world));
  note();
  await clock.pass(10_000);
  note();
  return known;
}

describe('a fault of the program', () => {
  let world: Parts;

  beforeEach(() => {
    world = parts();
  });
  afterEach(() => world.dispose());

  it('in a listener of any event changes no state, no outcome and no request, and is loud', async () => {
    const expected = await aCancel(world);
    assert.deepEqual(expected.at(-1), {
      state: 'cancelled',
      status: 'read',
      request: 'cancelled',
      followed: 0,
      posts: ['cancel'],
      poller: 'waiting',
    });
    const faulty = parts();
    let known: unknown[] = [];
    let calls = 0;
    listenEverywhere(faulty, () => {
      calls++;
      failing();
    });
    const faults = await surfaced(async () => {
      known = await aCancel(faulty);
    });
    faulty.dispose();
    assert.deepEqual(known, expected);
    assert.ok(calls > 10, `only ${calls} calls`);
    assert.deepEqual(faults, Array(calls).fill(fault));
  });

  it('is no word of a service: the collection stays as it was, and is asked again in its own time', async () => {
    const { api, lister, survey, clock } = world;
    await lister.list(collection, signal);
    const before = survey.status(collection);
    api.thrown = fault;
    assert.deepEqual(await surfaced(() => lister.list(collection, signal)), [fault]);
    assert.equal(survey.status(collection), before);
    // Not in an endless loop either.
    const faults = await surfaced(() => clock.pass(60_000));
    assert.ok(faults.length >= 2 && faults.length <= 5, String(faults.length));
    assert.equal(survey.status(collection), before);
    api.thrown = new ApiError({ kind: 'permissionDenied', message: 'no' });
    await lister.list(collection, signal);
    assert.equal(survey.status(collection)?.state, 'failed');
  });

  it('while a cancelled operation is read leaves its outcome open, until an answer comes', async () => {
    const { api, lister, cancellations, clock } = world;
    await lister.list(collection, signal);
    await cancellations.request(operation(world));
    api.thrown = fault;
    const faults = await surfaced(() => clock.pass(5_000));
    assert.ok(faults.length >= 3 && faults.every((each) => each === fault), String(faults.length));
    assert.equal(cancellations.find(collection, reading.name)?.outcome, 'requested');
    api.thrown = undefined;
    await clock.pass(2_000);
    assert.equal(cancellations.find(collection, reading.name)?.outcome, 'cancelled');
  });

  it('while a cancel is sent says neither that it was refused nor that it has arrived', async () => {
    const { api, lister, cancellations } = world;
    await lister.list(collection, signal);
    api.thrown = fault;
    assert.deepEqual(await surfaced(() => cancellations.request(operation(world))), [fault]);
    const { delivery, outcome } = cancellations.find(collection, reading.name)!;
    assert.deepEqual({ delivery, outcome }, { delivery: 'unconfirmed', outcome: 'requested' });
  });

  it('while a record is deleted reaches whoever asked, and the operation stays', async () => {
    const { api, lister, deletions } = world;
    await lister.list(collection, signal);
    api.thrown = fault;
    await assert.rejects(deletions.delete(operation(world)), fault);
    assert.ok(operation(world));
  });
});
