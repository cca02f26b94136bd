import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { ApiErrorKind } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import { OperationStore } from '../../../src/operations/store.js';
import { parseSnapshot, Snapshot } from '../../../src/watch/snapshot.js';
import { Survey } from '../../../src/watch/survey.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { simulateGoogle, type SimulatedGoogle } from '../../bench/poll/simulatedGoogle.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';

const minute = 60_000;
const dataproc = seedServices.find(({ id }) => id === 'dataproc')!;

describe('what an earlier session knew', function () {
  this.timeout(30_000);
  let clock: FakeClock;
  let google: SimulatedGoogle;
  let credential: Google['credential'];
  let folder: string;
  let log: MemoryLog;
  let opened: { watch: Watch; activity: ScriptedActivity }[];
  /** Answers wait while this is set. */
  let account: string | undefined;
  let file: string | undefined;

  beforeEach(() => {
    // The time of day is the machine's: files are dated by it.
    clock = new FakeClock(Date.now());
    google = simulateGoogle(clock, ['us-central1', 'us-east1'], [dataproc.host]);
    account = 'ops@example.com';
    file = undefined;
    credential = {
      ...google.credential,
      describe: () => Promise.resolve({ kind: 'user', account, file, project: undefined, quotaProject: undefined }),
    };
    folder = mkdtempSync(path.join(tmpdir(), 'snapshot-'));
    log = new MemoryLog();
    opened = [];
  });
  afterEach(() => {
    opened.forEach(({ watch }) => watch.dispose());
    rmSync(folder, { recursive: true, force: true });
  });

  /** A session whose view is seen at once. @param silent the server never answers. */
  function open(silent = false, projects = ['acme']): Watch {
    const activity = new ScriptedActivity({ focused: true, viewVisible: true });
    const never = new Promise<never>(() => undefined);
    const mute: Google = {
      ...google,
      operations: {
        ...google.operations,
        // eslint-disable-next-line require-yield -- it never comes to that
        async *list() {
          await never;
        },
      },
    };
    const settings = { projects, services: [dataproc], regions: [] };
    const asked = { ...(silent ? mute : google), credential };
    const watch = startWatch({ google: asked, settings, clock, log, activity, storageFolder: folder });
    opened.push({ watch, activity });
    return watch;
  }

  function add(id: string, endsAt = Infinity): string {
    const name = `projects/acme/regions/us-central1/operations/${id}`;
    google.add({
      ...{ host: dataproc.host, project: 'acme', location: 'us-central1', name },
      ...{ createdAt: clock.now() - minute, endsAt },
    });
    return name;
  }

  /** Real time passes with the simulated, because a real disk answers. */
  async function until(what: () => boolean): Promise<void> {
    for (let steps = 0; !what(); steps++) {
      assert.ok(steps < 2_000, 'not within the time');
      await clock.pass(20);
      await setTimeout(2);
    }
  }

  const names = (watch: Watch): string[] => [...watch.store.all()].map(({ name }) => name);
  const written = (): string | undefined =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('snapshot.cache'));

  async function firstSession(): Promise<void> {
    const watch = open();
    await until(() => names(watch).length > 0 && written() !== undefined);
    await clock.pass(10_000);
    await until(() => readFileSync(path.join(folder, written()!), 'utf8').includes('operations/'));
    watch.dispose();
  }

  it('shows the roots before anything has answered, and below them what was known', async () => {
    const name = add('one');
    await firstSession();
    const watch = open(true);
    assert.deepEqual(watch.survey.roots, ['acme']);
    await until(() => names(watch).length === 1);
    assert.deepEqual(names(watch), [name]);
    assert.ok((watch.snapshot.asOf ?? Infinity) <= clock.now());
    assert.ok([...watch.store.all()].every((each) => watch.snapshot.isRecalled(each)));
    assert.equal(watch.survey.project('acme')?.reading, true);
  });

  it('gives way to what is answered: what is gone goes, what stays is the same row and no longer marked', async () => {
    const name = add('one');
    await firstSession();
    const other = google;
    google = simulateGoogle(clock, ['us-central1', 'us-east1'], [dataproc.host]);
    const fresh = add('two');
    const watch = open();
    await until(() => names(watch).includes(fresh));
    await until(() => watch.snapshot.asOf === undefined);
    assert.deepEqual(names(watch), [fresh]);
    watch.dispose();
    google = other;
    const again = open();
    await until(() => names(again).includes(name));
    await until(() => again.snapshot.asOf === undefined);
    assert.deepEqual(names(again), [name]);
  });

  it('stays, and is said to be as old as it is, while nobody can be reached', async () => {
    const name = add('one');
    await firstSession();
    const watch = open(true);
    await until(() => names(watch).length === 1);
    const [recalled] = [...watch.store.all()];
    const fails = (kind: ApiErrorKind): void =>
      watch.survey.setStatus(recalled!.collection, { state: 'failed', at: 0, error: { kind, message: '' } });
    fails('network');
    assert.deepEqual(names(watch), [name]);
    assert.notEqual(watch.snapshot.asOf, undefined);
    // Whoever answers knows better, whatever the answer is.
    fails('permissionDenied');
    assert.equal(watch.snapshot.asOf, undefined);
  });

  it('is read again before it is changed', async () => {
    const name = add('one', clock.now() + minute);
    await firstSession();
    await clock.pass(2 * minute);
    const watch = open(true);
    await until(() => names(watch).length === 1);
    const [recalled] = [...watch.store.all()];
    assert.equal(recalled?.state, 'running');
    const reading = watch.readAgain([recalled]);
    await clock.pass(1_000);
    await reading;
    assert.equal(watch.store.find(recalled.collection, name)?.state, 'succeeded');
  });

  for (const [whose, change] of [
    ['another account', () => (account = 'else@example.com')],
    ['an account that nobody knows', () => (account = undefined)],
  ] as const) {
    it(`is not shown to ${whose}`, async () => {
      add('one');
      await firstSession();
      change();
      const watch = open(true);
      await clock.pass(minute);
      await setTimeout(200);
      await clock.pass(minute);
      assert.deepEqual(names(watch), []);
      assert.equal(watch.snapshot.asOf, undefined);
    });
  }

  it('is not shown where the credential file has been written since: it may be of somebody else', async () => {
    account = undefined;
    file = path.join(folder, 'credentials.json');
    writeFileSync(file, '{}');
    utimesSync(file, new Date(0), new Date(0));
    add('one');
    await firstSession();
    const known = open(true);
    await until(() => names(known).length === 1);
    known.dispose();
    const later = new Date(clock.now() + 60 * minute);
    utimesSync(file, later, later);
    const watch = open(true);
    await clock.pass(minute);
    await setTimeout(200);
    assert.deepEqual(names(watch), []);
  });

  it('is nothing of projects that are no longer chosen', async () => {
    add('one');
    await firstSession();
    const watch = open(true, ['zeta']);
    await clock.pass(minute);
    await setTimeout(200);
    assert.deepEqual(names(watch), []);
  });

  it('is for this person alone, is set aside when it is damaged, and a disk that refuses costs nothing else', async () => {
    add('one');
    await firstSession();
    const snapshot = path.join(folder, written()!);
    assert.equal(statSync(snapshot).mode & 0o777, 0o600);
    writeFileSync(snapshot, '{"version":1,"content":{"at":"noon"}}');
    const watch = open(true);
    await until(() => log.lines.some((line) => line.includes('set aside')));
    assert.deepEqual(names(watch), []);
    watch.dispose();
    chmodSync(path.dirname(snapshot), 0o500);
    const refused = open();
    await until(() => names(refused).length === 1);
    refused.dispose();
    chmodSync(path.dirname(snapshot), 0o700);
  });

  it('keeps what runs and the last ends, however many there were', () => {
    const store = new OperationStore();
    const survey = new Survey();
    const snapshot = new Snapshot(store, survey);
    const collection = aCollection();
    const reading = (index: number, done: boolean) =>
      aReading({
        name: `${collection.path}/${done ? 'ended' : 'running'}-${index}`,
        done,
        endTime: done ? index : undefined,
      });
    const ended = Array.from({ length: 1_000 }, (_, index) => reading((index * 7) % 1_000, true));
    store.beginListing(collection).page([...ended, reading(1, false), reading(2, false)]);
    // What ran, and ended before all that are kept, is neither.
    store.read(collection, { ...reading(2, false), done: true, endTime: 3 });
    store.gone(collection, `${collection.path}/ended-999`);
    const content = parseSnapshot(JSON.parse(JSON.stringify(snapshot.content(5))))!;
    const [place] = content.places;
    const kept = place!.readings.filter(({ done }) => done).map(({ endTime }) => endTime!);
    assert.deepEqual(
      place!.readings.filter(({ done }) => !done).map(({ name }) => name),
      [`${collection.path}/running-1`],
    );
    assert.deepEqual([Math.min(...kept), Math.max(...kept), kept.length], [800, 998, 199]);
    assert.equal(content.at, 5);
  });

  it('is nothing when it was written by something else', () => {
    for (const nonsense of [undefined, null, 5, 'x', [], {}, { at: 1 }, { at: '1', places: [] }]) {
      assert.equal(parseSnapshot(nonsense), undefined);
    }
    const odd = {
      at: 1,
      places: [null, { collection: 5 }, { collection: aCollection(), readings: [null, { name: 1 }] }],
    };
    assert.deepEqual(parseSnapshot(odd)?.places, [{ collection: aCollection(), readings: [] }]);
  });
});
