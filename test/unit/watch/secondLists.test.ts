import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApiError } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Collection } from '../../../src/operations/collection.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget, type BudgetLimits } from '../../../src/watch/budget.js';
import { countedGoogle } from '../../../src/watch/countedGoogle.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { simulateGoogle, type SimulatedGoogle, type SimulatedOperation } from '../../bench/poll/simulatedGoogle.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const dataproc = seedServices.find(({ id }) => id === 'dataproc')!;
const project = 'acme-web';
const regions = ['us-central1', 'us-east1', 'europe-west1'];
/** Compute Engine does not name it, and Dataproc has it. */
const places = [...regions, 'global'];
const inRegions = `projects/${project}/regions/`;
const inLocations = `projects/${project}/locations/`;

describe('a second list of the same place', function () {
  this.timeout(60_000);
  let clock: FakeClock;
  let google: SimulatedGoogle;
  let activity: ScriptedActivity;
  let folder: string;
  let asked: { readonly collection: Collection; readonly at: number }[];
  let watch: Watch;

  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    google = simulateGoogle(clock, regions, [dataproc.host], (listed) => {
      if (listed) {
        asked.push({ collection: listed, at: clock.now() });
      }
    });
    activity = new ScriptedActivity({ focused: true, viewVisible: false });
    folder = mkdtempSync(path.join(tmpdir(), 'second-'));
  });
  afterEach(() => {
    watch.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(limits: BudgetLimits = usualBudget, from: Google = google): Promise<void> {
    const budgets = new AccountBudgets(clock, limits);
    watch = startWatch({
      google: countedGoogle(from, budgets),
      settings: { projects: [project], services: [dataproc], regions: [] },
      ...{ clock, log: new MemoryLog(), activity, storageFolder: folder, budgets },
    });
    activity.set({ viewVisible: true });
    await clock.pass(30 * second);
  }

  function add(id: string, fields: Partial<SimulatedOperation> = {}): string {
    const { onlyIn = inRegions } = fields;
    const name = `${onlyIn}us-central1/operations/${id}`;
    google.add({
      ...{ host: dataproc.host, project, location: 'us-central1', name },
      ...{ createdAt: clock.now(), endsAt: clock.now() + 1_000 * hour, ...fields },
    });
    return name;
  }

  const isSecond = ({ path: listed }: Collection): boolean => listed.startsWith(inLocations);
  const shown = (): readonly string[] => [...watch.store.all()].map(({ name }) => name).sort();

  /** How often lists were asked in each of the next hours: first ones and second ones of all places. */
  async function hours(count: number): Promise<{ readonly firsts: number[]; readonly seconds: number[] }> {
    const found = { firsts: [] as number[], seconds: [] as number[] };
    for (let done = 0; done < count; done++) {
      const from = asked.length;
      await clock.pass(hour);
      const inHour = asked.slice(from).filter(({ collection }) => collection.location === 'us-central1');
      found.firsts.push(inHour.filter(({ collection }) => !isSecond(collection)).length);
      found.seconds.push(inHour.filter(({ collection }) => isSecond(collection)).length);
    }
    return found;
  }

  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

  it('is asked ever more rarely while all that it shows is shown by the first', async () => {
    add('both', { onlyIn: '' });
    await open();
    assert.equal(asked.filter(({ collection }) => isSecond(collection)).length, places.length);
    const { firsts, seconds } = await hours(24);
    assert.ok(
      firsts.every((count) => count >= 55),
      String(firsts),
    );
    // 20 minutes after the first look, then 41, then 82, …: six in a day, where a place like others would have 141.
    assert.ok(seconds[0]! <= 3 && sum(seconds) <= 7, String(seconds));
    assert.ok(sum(seconds.slice(12)) <= 1, String(seconds));
  });

  it('shows each operation once, by the name of the first list, though the second calls it otherwise', async () => {
    const first = add('one');
    google.add({
      host: dataproc.host,
      project,
      location: 'us-central1',
      onlyIn: inLocations,
      ...span(),
      name: other(first),
    });
    await open();
    assert.deepEqual(shown(), [first]);
    assert.ok(asked.some(({ collection }) => isSecond(collection)));
    assert.ok(sum((await hours(12)).seconds) <= 6);
    assert.deepEqual(shown(), [first]);
  });

  it('that shows what no other does is asked like any place until that is gone, and then ever more rarely', async () => {
    const batch = add('batch', { onlyIn: inLocations, endsAt: clock.now() + 3 * hour });
    await open();
    assert.deepEqual(shown(), [batch]);
    const running = await hours(3);
    assert.ok(
      running.seconds.every((count) => count >= 55),
      String(running.seconds),
    );
    assert.equal([...watch.store.all()][0]?.state, 'succeeded');
    // Ended and still listed: as often as any place where something was.
    const ended = await hours(6);
    assert.ok(
      ended.seconds.slice(2).every((count) => count >= 4),
      String(ended.seconds),
    );
    google.remove(batch);
    const gone = await hours(24);
    assert.deepEqual(shown(), []);
    assert.ok(sum(gone.seconds.slice(4)) <= 5, String(gone.seconds));
  });

  it('finds what it alone shows however long it added nothing, and a refresh by hand finds it at once', async () => {
    await open();
    await hours(12);
    const batch = add('batch', { onlyIn: inLocations });
    await clock.pass(minute);
    assert.deepEqual(shown(), []);
    void watch.refresher.refresh();
    await clock.pass(10 * second);
    assert.deepEqual(shown(), [batch]);
    const { seconds } = await hours(2);
    assert.ok(
      seconds.every((count) => count >= 55),
      String(seconds),
    );
    google.remove(batch);
    // It has added something: what it failed to add before counts no more.
    assert.ok(sum((await hours(3)).seconds) >= 3);
    await hours(9);
    const later = add('later', { onlyIn: inLocations });
    await hours(12);
    assert.deepEqual(shown(), [later]);
  });

  it('that shows something before the first does is not taken for one that adds something', async () => {
    add('old');
    await open();
    await hours(6);
    // The first list lags behind.
    const early = add('early', { onlyIn: inLocations });
    void watch.refresher.refresh();
    await clock.pass(20 * second);
    assert.deepEqual(
      shown().filter((name) => name === early),
      [early],
    );
    const inFirst = add('early');
    const { seconds } = await hours(6);
    assert.deepEqual(
      shown().filter((name) => name.endsWith('early')),
      [inFirst],
    );
    assert.ok(sum(seconds) <= 4, String(seconds));
  });

  it('costs nothing when somebody looks at the view again', async () => {
    add('both', { onlyIn: '' });
    await open();
    const before = asked.filter(({ collection }) => isSecond(collection)).length;
    for (let comings = 0; comings < 5; comings++) {
      activity.set({ viewVisible: false });
      await clock.pass(2 * minute);
      activity.set({ viewVisible: true });
      await clock.pass(10 * second);
    }
    const after = asked.filter(({ collection }) => isSecond(collection)).length;
    assert.equal(after, before);
    assert.ok(asked.length - after >= places.length * 6);
  });

  it('keeps nobody waiting: without a budget the project is read all the same', async () => {
    const first = add('one');
    await open({ perHour: 0, perMinute: 0 });
    assert.deepEqual(shown(), [first]);
    assert.equal(watch.survey.project(project)?.reading, false);
    assert.equal(watch.refresher.progress, undefined);
    assert.ok(!asked.some(({ collection }) => isSecond(collection)));
  });

  for (const kind of ['notFound', 'unimplemented', 'invalidArgument'] as const) {
    it(`that is not there (${kind}) is no trouble, and hardly asked`, async () => {
      await open(usualBudget, refusing(kind));
      assert.deepEqual(watch.survey.project(project)?.problems, []);
      assert.ok(sum((await hours(12)).seconds) <= 6);
    });
  }

  it('that is denied is told where it is', async () => {
    await open(usualBudget, refusing('permissionDenied'));
    const problems = watch.survey.project(project)?.problems ?? [];
    assert.deepEqual(
      problems.map(({ error, locations, everywhere }) => ({ kind: error.kind, locations, everywhere })),
      [{ kind: 'permissionDenied', locations: [...places].sort(), everywhere: false }],
    );
  });

  function refusing(kind: 'notFound' | 'unimplemented' | 'invalidArgument' | 'permissionDenied'): Google {
    const { operations } = google;
    return {
      ...google,
      operations: {
        ...operations,
        async *list(collection, options) {
          for await (const page of operations.list(collection, options)) {
            if (isSecond(collection)) {
              throw new ApiError({ kind, message: 'no' });
            }
            yield page;
          }
        },
      },
    };
  }

  function span(): Pick<SimulatedOperation, 'createdAt' | 'endsAt'> {
    return { createdAt: clock.now(), endsAt: clock.now() + 1_000 * hour };
  }
});

function other(name: string): string {
  return name.replace('/regions/', '/locations/');
}
