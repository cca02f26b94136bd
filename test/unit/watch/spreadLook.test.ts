import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Service } from '../../../src/google/serviceCatalog/service.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget, type BudgetLimits } from '../../../src/watch/budget.js';
import { countedGoogle } from '../../../src/watch/countedGoogle.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { simulateGoogle, type SimulatedGoogle } from '../../bench/poll/simulatedGoogle.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const seed = seedServices.find(({ id }) => id === 'dataproc')!;
/** One list for each region: what the second ones cost is a subject of its own. */
const dataproc: Service = { ...seed, collections: seed.collections.filter(({ second }) => !second) };
const regions = Array.from({ length: 40 }, (_, index) => `region-${index}`);
/** 41 places each: more than is asked at once. */
const many = Array.from({ length: 26 }, (_, index) => `project-${index}`);

describe('a look at more than is asked at once', function () {
  this.timeout(30_000);
  let clock: FakeClock;
  let google: SimulatedGoogle;
  let activity: ScriptedActivity;
  let budgets: AccountBudgets;
  let folder: string;
  let log: MemoryLog;
  let opened: Watch[];
  let sentAt: number[];

  beforeEach(() => {
    clock = new FakeClock();
    sentAt = [];
    google = simulateGoogle(clock, regions, [dataproc.host], () => sentAt.push(clock.now()));
    activity = new ScriptedActivity({ focused: true, viewVisible: false });
    folder = mkdtempSync(path.join(tmpdir(), 'spread-'));
    log = new MemoryLog();
    opened = [];
  });
  afterEach(() => {
    opened.forEach((watch) => watch.dispose());
    rmSync(folder, { recursive: true, force: true });
  });

  function open(limits: BudgetLimits = usualBudget, projects = many, services: readonly Service[] = [dataproc]): Watch {
    budgets = new AccountBudgets(clock, limits);
    const counted = countedGoogle(google, budgets);
    const settings = { projects, services, regions: [] };
    const watch = startWatch({ google: counted, settings, clock, log, activity, storageFolder: folder, budgets });
    opened.push(watch);
    return watch;
  }

  function add(project: string, location: string, id: string): string {
    const name = `projects/${project}/regions/${location}/operations/${id}`;
    const host = dataproc.host;
    google.add({ host, project, location, name, createdAt: clock.now(), endsAt: clock.now() + minute });
    return name;
  }

  /** The file of the places, below the folder, once it is written. */
  const memory = (): string | undefined =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('places.cache'));

  /** Lets simulated time pass until something holds. */
  async function until(what: () => boolean, mostMs: number, stepMs = second): Promise<number> {
    const start = clock.now();
    while (!what() && clock.now() - start < mostMs) {
      await clock.pass(stepMs);
    }
    assert.ok(what(), 'not within the time');
    return clock.now() - start;
  }

  /** The same where a real disk has to answer first: real time passes with the simulated. */
  async function untilOnDisk(what: () => boolean): Promise<void> {
    const step = async (): Promise<void> => {
      await clock.pass(20);
      await setTimeout(2);
    };
    for (let steps = 0; !what(); steps++) {
      assert.ok(steps < 3_000, 'not within the time');
      await step();
    }
  }

  it('is taken as the budget lets it, and says how far it is', async () => {
    const watch = open();
    activity.set({ viewVisible: true });
    await clock.pass(minute);
    assert.ok(sentAt.length <= 300, String(sentAt.length));
    const { read, of } = watch.refresher.progress ?? assert.fail('no progress');
    assert.ok(read > 50 && read <= 300, String(read));
    assert.ok(of >= 26 * 41, String(of));
    assert.equal(watch.refresher.busy, false);
    const tookMs = await until(() => watch.refresher.progress === undefined, hour);
    assert.ok(tookMs > 5 * minute);
    assert.equal([...watch.survey.collections()].length, 26 * 41);
    assert.equal(budgets.current.spent().byHand, 0);
  });

  it('comes everywhere once before it comes anywhere twice', async () => {
    const watch = open({ perHour: 1_000, perMinute: 300 });
    activity.set({ viewVisible: true });
    const tookMs = await until(() => watch.refresher.progress === undefined, 6 * hour, 10 * second);
    assert.ok(tookMs > hour);
    // Beside the places: which services are enabled, and which locations there are.
    const once = 26 * (41 + 2);
    assert.ok(sentAt.length <= once * 1.01, String(sentAt.length));
    await clock.pass(hour);
    assert.ok(sentAt.length > once * 1.5, 'and then again');
  });

  it('is read to its end by a refresh by hand, which is never held back', async () => {
    const watch = open();
    activity.set({ viewVisible: true });
    await clock.pass(minute);
    const refresh = watch.refresher.refresh();
    await clock.pass(30 * second);
    await refresh;
    assert.ok(budgets.current.spent().byHand > 800);
    await clock.pass(minute);
    assert.equal(watch.refresher.progress, undefined);
    assert.ok([...watch.survey.collections()].every((each) => watch.survey.status(each)?.state === 'read'));
  });

  it('reads at once the project that a person opens', async () => {
    const watch = open({ perHour: 600, perMinute: 60 });
    activity.set({ viewVisible: true });
    await clock.pass(10 * second);
    const reading = watch.refresher.readWaiting('project-25');
    await clock.pass(10 * second);
    await reading;
    const ofProject = [...watch.survey.collectionsOf('project-25')];
    assert.equal(ofProject.length, 41);
    assert.ok(ofProject.every((each) => watch.survey.status(each)?.state === 'read'));
  });

  it('begins with what held something in an earlier session, in whatever window', async () => {
    const earlier = open(usualBudget, ['project-20']);
    const lately = add('project-20', 'region-20', 'lately');
    activity.set({ viewVisible: true });
    await until(() => [...earlier.store.all()].length === 1, minute);
    await untilOnDisk(() => memory() !== undefined);
    earlier.dispose();
    activity.set({ viewVisible: false });
    await clock.pass(2 * minute);
    const watch = open();
    activity.set({ viewVisible: true });
    await untilOnDisk(() => [...watch.store.all()].some(({ name }) => name === lately));
    assert.ok((watch.refresher.progress?.read ?? Infinity) < 400);
    // And keeps an eye on it while the rest is still being read.
    const next = add('project-20', 'region-20', 'next');
    const seenMs = await until(() => [...watch.store.all()].some(({ name }) => name === next), hour);
    assert.ok(seenMs <= 61 * second, String(seenMs));
  });

  it('asks for nothing while nobody looks on', async () => {
    open();
    activity.set({ viewVisible: true });
    await clock.pass(minute);
    activity.set({ viewVisible: false });
    await clock.pass(second);
    const before = sentAt.length;
    await clock.pass(hour);
    assert.equal(sentAt.length, before);
  });

  it('asks for nothing in the background without a budget, and for everything by hand', async () => {
    const watch = open({ perHour: 0, perMinute: 0 });
    activity.set({ viewVisible: true });
    await clock.pass(hour);
    assert.equal(sentAt.length, 0);
    const timers = clock.pending;
    await clock.pass(hour);
    assert.ok(clock.pending <= timers);
    const refresh = watch.refresher.refresh();
    await clock.pass(minute);
    await refresh;
    assert.equal(budgets.current.spent().byHand, sentAt.length);
  });

  it('goes on when it gets a budget', async () => {
    open({ perHour: 0, perMinute: 0 });
    activity.set({ viewVisible: true });
    await clock.pass(hour);
    budgets.setLimits(usualBudget);
    await clock.pass(5 * minute);
    assert.ok(sentAt.length > 300);
  });

  it('asks a small cloud at once when it is opened, whatever the budget', async () => {
    const watch = open({ perHour: 60, perMinute: 1 }, many.slice(0, 20));
    activity.set({ viewVisible: true });
    await clock.pass(10 * second);
    assert.equal([...watch.survey.collections()].length, 20 * 41);
    assert.equal(watch.refresher.progress, undefined);
  });

  it('returning to a small cloud costs a refresh only where the budget has room for it', async () => {
    open({ perHour: 6_000, perMinute: 300 }, many.slice(0, 5));
    activity.set({ viewVisible: true });
    await clock.pass(minute);
    let most = 0;
    for (let comings = 0; comings < 20; comings++) {
      activity.set({ viewVisible: false });
      await clock.pass(2 * minute);
      activity.set({ viewVisible: true });
      await clock.pass(minute);
      most = Math.max(most, budgets.current.spent().byHand + budgets.current.spent().background);
    }
    assert.ok(most <= 6_000 + 5 * 41 + 6, String(most));
  });

  it('has a budget for each account', async () => {
    open();
    const first = budgets.current;
    budgets.use('one');
    first.byHand('acme')();
    budgets.use('two');
    assert.deepEqual(budgets.current.spent(), { byHand: 0, background: 0 });
    budgets.use('one');
    assert.equal(budgets.current, first);
    assert.equal(budgets.current.spent().byHand, 1);
    await clock.pass(0);
  });

  it('sets a damaged memory aside and writes a new one that only this person can read', async () => {
    const projects = ['project-1'];
    add('project-1', 'region-1', 'one');
    const first = open(usualBudget, projects);
    activity.set({ viewVisible: true });
    await until(() => [...first.store.all()].length === 1, minute);
    await untilOnDisk(() => memory() !== undefined);
    const file = path.join(folder, memory()!);
    first.dispose();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
    activity.set({ viewVisible: false });
    await clock.pass(2 * minute);
    const second = open(usualBudget, projects);
    activity.set({ viewVisible: true });
    await untilOnDisk(() => log.lines.some((line) => line.includes('set aside')));
    await until(() => [...second.store.all()].length === 1, minute);
    await untilOnDisk(() => memory() !== undefined);
    second.dispose();
    assert.ok(readdirSync(path.dirname(file)).includes('places.cache.damaged'));
    assert.doesNotThrow(() => JSON.parse(readFileSync(file, 'utf8')) as unknown);
  });
});
