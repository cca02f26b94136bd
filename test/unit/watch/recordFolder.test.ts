import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import { RecordFolder } from '../../../src/watch/recordFolder.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const day = 24 * 3_600_000;

describe('the record folder', () => {
  let root: string;
  let place: string;
  let ends: RecordFolder[];

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'records-'));
    place = path.join(root, 'storage', 'account');
    ends = [];
  });
  afterEach(async () => {
    ends.forEach((folder) => folder.dispose());
    await rm(root, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  function folder(clock = systemClock): RecordFolder {
    const opened = new RecordFolder(place, clock, new MemoryLog());
    ends.push(opened);
    return opened;
  }

  const files = (ending: string): string[] => readdirSync(place).filter((file) => file.endsWith(ending));
  const onlyFile = (): string => path.join(place, files('.json')[0] ?? '');
  const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

  it('keeps a record with its version, for this user alone, and nothing else', async () => {
    await folder().save('cancel a', { n: 1 });
    await folder().claim('a told');
    assert.deepEqual(JSON.parse(readFileSync(onlyFile(), 'utf8')), { version: 1, id: 'cancel a', value: { n: 1 } });
    assert.deepEqual(
      [...files('.json'), ...files('.claim')].map((file) => mode(path.join(place, file))),
      ['600', '600'],
    );
    assert.deepEqual([mode(place), mode(path.dirname(place))], ['700', '700']);
    assert.equal(readdirSync(place).length, 2);
    assert.deepEqual(await folder().load(), [{ id: 'cancel a', value: { n: 1 } }]);
  });

  it('closes to others what an earlier version left open', async () => {
    mkdirSync(place, { recursive: true, mode: 0o755 });
    writeFileSync(path.join(place, 'history.jsonl'), '', { mode: 0o644 });
    await folder().open();
    assert.deepEqual([mode(place), mode(path.join(place, 'history.jsonl'))], ['700', '600']);
  });

  it('is tried again after the disk refused it, and where somebody deleted it', async () => {
    writeFileSync(path.join(root, 'storage'), 'a file where the folder should be');
    const records = folder();
    await assert.rejects(records.save('a', 1), { code: 'ENOTDIR' });
    rmSync(path.join(root, 'storage'));
    await records.save('a', 1);
    rmSync(place, { recursive: true });
    await records.create('b', () => ({ value: 2 }));
    assert.deepEqual(await records.load(), [{ id: 'b', value: 2 }]);
  });

  it('reads again what has changed, and nothing else', async () => {
    const [records, others] = [folder(), folder()];
    await records.save('a', { n: 1 });
    await records.save('b', { n: 1 });
    const of = async (id: string): Promise<unknown> => (await records.load()).find((each) => each.id === id)?.value;
    const [a, b] = [await of('a'), await of('b')];
    await others.save('a', { n: 2 });
    assert.deepEqual(await of('a'), { n: 2 });
    assert.equal(await of('b'), b);
    // Back to what it was, in as many bytes.
    await others.save('a', { n: 1 });
    assert.deepEqual(await of('a'), a);
    await others.remove('a');
    assert.equal(await of('a'), undefined);
    // Damaged where it lies, with its size and date kept.
    const { atime, mtime } = statSync(onlyFile());
    writeFileSync(onlyFile(), readFileSync(onlyFile(), 'utf8').replace('{', '['));
    utimesSync(onlyFile(), atime, mtime);
    assert.equal(await of('b'), undefined);
    assert.equal(files('.aside').length, 1);
  });

  it('leaves nothing of a write that failed', async () => {
    const records = folder();
    await records.save('a', 1);
    const file = onlyFile();
    rmSync(file);
    mkdirSync(path.join(file, 'in the way'), { recursive: true });
    await assert.rejects(records.save('a', 2));
    await assert.rejects(records.create('a', () => ({ value: 2 })));
    assert.deepEqual(readdirSync(place), [path.basename(file)]);
  });

  it('creates a record once among all windows, also in the place of one that may go', async () => {
    const windows = Array.from({ length: 8 }, () => folder());
    await Promise.all(windows.map((window) => window.open()));
    for (const round of [0, 1, 2]) {
      const found = await Promise.all(
        windows.map(async (window, index) => {
          let stayed: unknown;
          await window.create('a', (there) => {
            stayed = there;
            const last = there as { readonly round: number } | undefined;
            return last?.round === round ? undefined : { value: { round, index }, after: String(last?.round) };
          });
          return stayed as { readonly round: number } | undefined;
        }),
      );
      assert.equal(found.filter((there) => there?.round === round).length, 7, `round ${round}`);
    }
    assert.deepEqual(files('.tmp'), []);
  });

  it('lets one window replace a record though the one that was to has crashed', async () => {
    const clock = new FakeClock();
    const records = folder(clock);
    await records.save('a', 1);
    await records.claim('a after 1');
    const over = new Set<string>();
    const creation = records.create('a', (there) => ({ value: 2, ...(there !== undefined && { after: '1' }) }));
    void creation.then(() => over.add('created'));
    while (over.size === 0) {
      await clock.pass(100);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.deepEqual(await records.load(), [{ id: 'a', value: 2 }]);
  });

  it('writes what the disk refused when it is good again, the newest of each, and tells once meanwhile', async () => {
    const clock = new FakeClock();
    const records = folder(clock);
    await records.save('gone', 1);
    const away = path.join(root, 'away');
    renameSync(path.join(root, 'storage'), away);
    writeFileSync(path.join(root, 'storage'), 'a file where the folder should be');
    await assert.rejects(records.save('a', 1));
    await assert.rejects(records.change('a', (there) => [there, 2]));
    await assert.rejects(records.remove('gone'));
    assert.deepEqual([await records.claim('told'), await records.claim('told')], [true, false]);
    assert.equal(await records.isClaimed('told'), true);
    // By another window perhaps.
    await assert.rejects(records.isClaimed('something else'));
    await clock.pass(25_000);
    rmSync(path.join(root, 'storage'));
    renameSync(away, path.join(root, 'storage'));
    await clock.pass(10_000);
    while (files('.claim').length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await clock.pass(10_000);
    }
    assert.deepEqual(await folder(clock).load(), [{ id: 'a', value: [null, 2] }]);
    assert.equal(await folder(clock).claim('told'), false);
  });

  it('discards a record that was loaded, and not what another window has put in its place', async () => {
    const records = folder();
    await records.save('a', 1);
    await records.save('b', 1);
    const loaded = await records.load();
    await folder().save('b', 2);
    await Promise.all(loaded.map((record) => records.discard(record)));
    assert.deepEqual(await records.load(), [{ id: 'b', value: 2 }]);
  });

  it('sets aside what is no record of this version, once, and goes on with the rest', async () => {
    const records = folder();
    await records.save('good', 1);
    const broken = ['', '{"id":"cancel a","val', 'null', '[1]', '5', '{"value":1}', 'x'.repeat(2 ** 20 + 1)];
    broken.forEach((text, index) => writeFileSync(path.join(place, `broken${index}.json`), text));
    writeFileSync(path.join(place, 'later.json'), JSON.stringify({ version: 2, id: 'later', value: 1 }));
    let told = 0;
    const other = folder();
    [records, other].forEach((each) => each.onDidSetAside((count) => (told += count)));
    await Promise.all([records.load(), other.load()]);
    assert.deepEqual(await records.load(), [{ id: 'good', value: 1 }]);
    assert.equal(told, broken.length + 1);
    assert.equal(files('.aside').length, broken.length + 1);
    assert.ok(readFileSync(path.join(place, 'later.json.aside'), 'utf8').includes('"version":2'));
  });

  it('takes back what it understands, as after an update', async () => {
    const records = folder();
    await records.save('a', 1);
    renameSync(onlyFile(), `${onlyFile()}.aside`);
    assert.deepEqual(await folder().load(), [{ id: 'a', value: 1 }]);
    assert.deepEqual(files('.aside'), []);
  });

  it('keeps no more than fifty aside', async () => {
    const records = folder();
    await records.open();
    for (let index = 0; index < 60; index++) {
      writeFileSync(path.join(place, `${index}.json`), 'broken');
    }
    await records.load();
    assert.equal(files('.aside').length, 50);
  });

  it('forgets claims after a week, however the clock was set when they were written', async () => {
    const clock = new FakeClock(Date.now());
    await folder(clock).claim('a');
    clock.set(-6 * day);
    await folder(clock).open();
    assert.equal(files('.claim').length, 1);
    clock.set(-2 * day);
    await folder(clock).open();
    assert.equal(files('.claim').length, 0);
  });
});
