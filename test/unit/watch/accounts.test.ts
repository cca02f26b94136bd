import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock.js';
import { Emitter } from '../../../src/base/event.js';
import { openGoogle, type Google } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Operation } from '../../../src/operations/operation.js';
import { AccountRecords } from '../../../src/watch/accountRecords.js';
import { NotRecordedError } from '../../../src/watch/notRecordedError.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { scenarios } from '../../emulator/index.js';
import { openBench, overridesOf, worldOptions, type Bench } from '../google/bench.js';
import { MemoryLog } from '../support/fixtures.js';
import { onTold } from '../support/telling.js';

describe('cancel requests on disk', function () {
  this.timeout(30_000);
  let bench: Bench;
  let folder: string;
  let storage: string;
  let ends: { dispose(): void }[];

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => {
    bench.emulator.control.reset();
    folder = mkdtempSync(path.join(tmpdir(), 'accounts-'));
    storage = path.join(folder, 'storage');
    ends = [];
  });
  afterEach(async () => {
    ends.forEach((end) => end.dispose());
    await rm(folder, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  /** One session with Application Default Credentials from the folder's own configuration. */
  function open(): Watch {
    const google: Google = openGoogle({
      ...worldOptions({ endpointOverrides: overridesOf(bench.emulator) }),
      credential: {
        source: 'applicationDefault',
        metadataServer: false,
        gcloud: { path: 'no-gcloud', account: undefined, configuration: undefined },
        impersonate: undefined,
        subject: undefined,
        signIn: undefined,
        env: { CLOUDSDK_CONFIG: folder },
      },
    });
    const watch = startWatch({
      google,
      settings: { projects: ['acme-web'], services: seedServices.slice(0, 1), regions: ['us-central1'] },
      clock: systemClock,
      log: new MemoryLog(),
      activity: { focused: true, viewVisible: false, onDidChange: new Emitter<void>().event },
      storageFolder: storage,
    });
    ends.push(watch, google);
    return watch;
  }

  const logIn = (credential: unknown): void =>
    writeFileSync(path.join(folder, 'application_default_credentials.json'), JSON.stringify(credential));
  const running = (cancelTakes = 60): string =>
    bench.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.neverEnds(cancelTakes),
    });
  const find = (watch: Watch, name: string): Operation => {
    const operation = [...watch.store.all()].find((one) => one.name === name);
    assert.ok(operation, `${name} is not in the store`);
    return operation;
  };
  const outcome = (watch: Watch, name: string): string | undefined =>
    watch.cancellations.find(find(watch, name).collection, name)?.outcome;
  const accountsOnDisk = (): string[] => readdirSync(storage).filter((name) => name !== 'claims');
  const posts = (name: string): number => bench.emulator.control.cancelPosts(name);

  async function until(condition: () => boolean): Promise<void> {
    const end = Date.now() + 15_000;
    while (!condition()) {
      assert.ok(Date.now() < end, condition.toString());
      await wait(20);
    }
  }

  async function refreshed(watch: Watch): Promise<Watch> {
    await watch.refresher.refresh();
    await watch.cancellations.restore();
    return watch;
  }

  it('a request is found again that was made after a login in an open window', async () => {
    const first = await refreshed(open());
    assert.equal(first.survey.general?.kind, 'credentialsMissing');
    assert.equal(existsSync(storage), false, 'nobody is signed in, and there is a folder');
    logIn(bench.emulator.credentialFile);
    const name = running();
    await wait(2_100);
    await refreshed(first);
    await first.cancellations.request(find(first, name));
    first.dispose();
    const next = await refreshed(open());
    assert.equal(outcome(next, name), 'requested');
    assert.equal(accountsOnDisk().length, 1);
  });

  it('a request stays with the account that made it, also after another login in the same window', async () => {
    const names = [running(1.5), running()] as const;
    logIn(bench.emulator.credentialFile);
    const watch = await refreshed(open());
    await watch.cancellations.request(find(watch, names[0]));
    logIn(bench.emulator.serviceAccountFile);
    await watch.cancellations.request(find(watch, names[1]));
    await until(() => outcome(watch, names[0]) === 'cancelled');
    assert.equal(outcome(watch, names[1]), 'requested');
    watch.dispose();
    const asSecond = await refreshed(open());
    assert.deepEqual(
      names.map((name) => outcome(asSecond, name)),
      [undefined, 'requested'],
    );
    asSecond.dispose();
    logIn(bench.emulator.credentialFile);
    const asFirst = await refreshed(open());
    assert.deepEqual(
      names.map((name) => outcome(asFirst, name)),
      ['cancelled', undefined],
    );
  });

  it('a request that goes from the disk while it is open is written down again', async () => {
    logIn(bench.emulator.credentialFile);
    const name = running();
    const watch = await refreshed(open());
    await watch.cancellations.request(find(watch, name));
    const account = path.join(storage, accountsOnDisk()[0] ?? '');
    const records = (): string[] => readdirSync(account).filter((file) => file.endsWith('.json'));
    const [file = ''] = records();
    rmSync(path.join(account, file));
    await until(() => records().includes(file));
    watch.dispose();
    assert.equal(outcome(await refreshed(open()), name), 'requested');
  });

  it('what one account is done with does not take away what another asked for the same operation', async () => {
    let account = 'one';
    const records = new AccountRecords(storage, () => Promise.resolve(account), systemClock, new MemoryLog());
    ends.push(records);
    await records.create('cancel a', () => ({ value: 'of one' }));
    account = 'two';
    await records.create('cancel a', () => ({ value: 'of two' }));
    const [first] = (await records.load()).filter(({ value }) => value === 'of one');
    assert.ok(first);
    await records.discard(first);
    assert.deepEqual(await records.load(), [{ id: 'cancel a', value: 'of two' }]);
    await records.create('cancel b', () => ({ value: 'of two' }));
    account = 'one';
    await records.create('cancel b', () => ({ value: 'of one' }));
    await records.change('cancel b', (there) => `${String(there)}, over`);
    assert.deepEqual((await records.load()).map(({ value }) => value).sort(), [
      'of one, over',
      'of two',
      'of two, over',
    ]);
  });

  it('what cannot be written down is not sent, said where it was asked for, and tried again', async () => {
    logIn(bench.emulator.credentialFile);
    writeFileSync(storage, 'a file where the folder should be');
    const name = running();
    const watch = await refreshed(open());
    for (let click = 0; click < 2; click++) {
      await assert.rejects(watch.cancellations.request(find(watch, name)), NotRecordedError);
      assert.equal(find(watch, name).state, 'running');
      assert.deepEqual(watch.cancellations.active(), []);
    }
    const { bulk, sent } = watch.bulkCancellations.start([find(watch, name)], []);
    assert.ok((await sent) instanceof NotRecordedError);
    assert.equal(watch.bulkCancellations.find(bulk.id)?.sending, false);
    assert.equal(posts(name), 0);
    rmSync(storage);
    assert.equal((await watch.cancellations.request(find(watch, name))).delivery, 'accepted');
    assert.equal(posts(name), 1);
  });

  it('a full disk keeps back what it has no room for, and loses nothing of what was sent', async function () {
    mkdirSync(storage);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', storage]).status !== 0) {
      console.log('      skipped: only root may mount a small disk');
      this.skip();
    }
    try {
      logIn(bench.emulator.credentialFile);
      const names = Array.from({ length: 30 }, () => running());
      const watch = await refreshed(open());
      const asked = await Promise.allSettled(names.map((name) => watch.cancellations.request(find(watch, name))));
      const kept = names.filter((_, index) => asked[index]?.status === 'fulfilled');
      assert.ok(kept.length > 0 && kept.length < names.length, `${kept.length} fitted`);
      assert.deepEqual(
        names.filter((name) => posts(name) > 0),
        kept,
      );
      const [account = ''] = accountsOnDisk();
      assert.deepEqual(
        readdirSync(path.join(storage, account)).filter((file) => file.endsWith('.tmp')),
        [],
      );
      watch.dispose();
      const next = await refreshed(open());
      assert.deepEqual(
        names.filter((name) => outcome(next, name) !== undefined),
        kept,
      );
      next.dispose();
    } finally {
      ends.forEach((end) => end.dispose());
      await wait(300);
      spawnSync('umount', ['-l', storage]);
    }
  });

  it('two windows that are clicked in at once send one request and tell once', async () => {
    logIn(bench.emulator.credentialFile);
    const names = Array.from({ length: 12 }, () => running(0.3));
    const windows = [await refreshed(open()), await refreshed(open())];
    const told = new Map<string, number>();
    for (const { cancellations } of windows) {
      onTold(cancellations, ({ reading }) => told.set(reading.name, (told.get(reading.name) ?? 0) + 1));
    }
    await Promise.all(
      names.flatMap((name) => windows.map((window) => window.cancellations.request(find(window, name)))),
    );
    assert.deepEqual(
      names.map(posts),
      names.map(() => 1),
    );
    await until(() => told.size === names.length);
    // Long enough for a second telling to come.
    await wait(500);
    assert.deepEqual(
      names.map((name) => told.get(name)),
      names.map(() => 1),
    );
  });
});
