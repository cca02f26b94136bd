import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { FolderProjects, parseKnownFolders } from '../../../src/watch/folderProjects.js';
import { atOnce } from '../../../src/watch/pace.js';
import { startWatch, type Watch, type WatchSettings } from '../../../src/watch/watch.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { openBench, requestsOf, type Bench } from '../google/bench.js';
import { MemoryLog } from '../support/fixtures.js';

const gkehub = seedServices.filter(({ id }) => id === 'gkehub');

describe('projects of a folder or an organization, over the wire', function () {
  this.timeout(20_000);
  let bench: Bench;
  let storage: string;
  let watch: Watch;
  let activity: ScriptedActivity;

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => {
    const { control } = bench.emulator;
    control.reset();
    storage = mkdtempSync(path.join(tmpdir(), 'folders-'));
    control.addFolder({ name: 'folders/1', displayName: 'Data' });
    control.addFolder({ name: 'folders/2', displayName: 'Data, by night', parent: 'folders/1' });
    control.addFolder({ name: 'folders/3', displayName: 'Web' });
    control.addFolder({ name: 'folders/4', displayName: 'Gone', parent: 'folders/1', state: 'DELETE_REQUESTED' });
    control.addProject({ projectId: 'data-b', parent: 'folders/1' });
    control.addProject({ projectId: 'data-a', parent: 'folders/2' });
    control.addProject({ projectId: 'web-a', parent: 'folders/3' });
    control.addProject({ projectId: 'data-old', parent: 'folders/2', state: 'DELETE_REQUESTED' });
    control.clearRequests();
  });
  afterEach(async () => {
    watch.dispose();
    await rm(storage, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  function open(projects: readonly string[], settings: Partial<WatchSettings> = {}): Watch {
    activity = new ScriptedActivity({ focused: true, viewVisible: false });
    watch = startWatch({
      google: bench.open(),
      settings: { projects, services: gkehub, regions: [], ...settings },
      clock: systemClock,
      log: new MemoryLog(),
      activity,
      storageFolder: storage,
    });
    return watch;
  }

  async function roots(projects: readonly string[], settings: Partial<WatchSettings> = {}) {
    await open(projects, settings).refresher.refresh();
    return watch.survey.roots;
  }
  const asked = (method: string): number => requestsOf(bench.emulator, method).length;
  const problems = (root: string) => watch.survey.project(root)?.problems.map(({ error }) => error.kind);

  it('are roots in its place, those of folders in it too, without what is deleted or lies beside it', async () => {
    assert.deepEqual(await roots(['acme-web', 'folders/1', 'acme-edge']), [
      'acme-web',
      'data-a',
      'data-b',
      'acme-edge',
    ]);
    // One question for each level, and one for the projects of both folders.
    assert.deepEqual([asked('folders.search'), asked('projects.search')], [2, 1]);
  });

  it('are those of an organization, each once, and without those that are hidden', async () => {
    const all = await roots(['data-b', 'organizations/433637338589', 'folders/3'], { hiddenProjects: ['web-a'] });
    assert.equal(all[0], 'data-b');
    assert.deepEqual(new Set(all), new Set([...all]));
    assert.equal(all.length, new Set(all).size);
    assert.ok(all.includes('acme-web') && all.includes('data-a') && !all.includes('web-a'));
    assert.ok(!all.some((id) => id?.includes('/')));
  });

  it('come and go with the folder, when everything is asked anew', async () => {
    await roots(['folders/1']);
    const { control } = bench.emulator;
    control.addProject({ projectId: 'data-c', parent: 'folders/2' });
    control.addProject({ projectId: 'data-b', parent: 'folders/3' });
    await watch.refresher.refresh();
    assert.deepEqual(watch.survey.roots, ['data-a', 'data-b']);
    watch.refresher.forgetPlan();
    await watch.refresher.refresh();
    assert.deepEqual(watch.survey.roots, ['data-a', 'data-c']);
  });

  it('are asked for with as few questions as there are parts of 25 folders on each level', async () => {
    for (let index = 0; index < 60; index++) {
      bench.emulator.control.addFolder({ name: `folders/9${index}`, parent: 'folders/3' });
      bench.emulator.control.addProject({ projectId: `team-${index}`, parent: `folders/9${index}` });
    }
    assert.equal((await roots(['folders/3'])).length, 61);
    assert.deepEqual([asked('folders.search'), asked('projects.search')], [1 + 3, 3]);
  });

  it('are told of by the folder’s own row where there are none, and where they may not be listed', async () => {
    const { control } = bench.emulator;
    assert.deepEqual(await roots(['folders/777', 'acme-web']), ['folders/777', 'acme-web']);
    assert.deepEqual(problems('folders/777'), ['notFound']);
    const fault = control.inject({ method: 'projects.search', effect: { kind: 'error', case: 'permissionDenied' } });
    watch.dispose();
    assert.deepEqual(await roots(['folders/1', 'acme-web']), ['folders/1', 'acme-web']);
    assert.deepEqual(problems('folders/1'), ['permissionDenied']);
    assert.equal(watch.survey.general, undefined);
    control.removeFault(fault);
    watch.refresher.forgetPlan();
    // Its row is refreshed by hand: what lies below it is read.
    await watch.refresher.refresh({ project: 'folders/1' });
    assert.deepEqual(watch.survey.roots, ['data-a', 'data-b', 'acme-web']);
    assert.equal(watch.survey.project('data-a')?.untouched, false);
  });

  it('stay where the folder cannot be asked again', async () => {
    await roots(['folders/1']);
    bench.emulator.control.inject({ method: 'folders.search', effect: { kind: 'error', case: 'apiDisabled' } });
    watch.refresher.forgetPlan();
    await watch.refresher.refresh();
    assert.deepEqual(watch.survey.roots, ['folders/1', 'data-a', 'data-b']);
    assert.deepEqual(problems('folders/1'), ['apiDisabled']);
  });

  it('are 2,000 at most, the same each time, and that there are more is told', async () => {
    for (let index = 0; index < 2_050; index++) {
      bench.emulator.control.addProject({ projectId: `many-${index}`, parent: 'folders/3' });
    }
    for (let index = 0; index < 60; index++) {
      bench.emulator.control.addFolder({ name: `folders/3${index}`, displayName: 'Team', parent: 'folders/3' });
    }
    open([]);
    const folders = new FolderProjects(bench.open().projects, systemClock, new MemoryLog());
    await folders.read(['folders/3'], atOnce(new AbortController().signal));
    assert.equal(folders.errorOf('folders/3')?.kind, 'tooManyProjects');
    // Two hundred a page; once there are too many, nothing is asked of the folders that are left.
    assert.equal(requestsOf(bench.emulator, 'projects.search').length, 11);
    const [folder, ...projects] = folders.expand(['folders/3']);
    assert.equal(folder, 'folders/3');
    assert.equal(projects.length, 2_000);
    assert.deepEqual(projects, [...projects].sort());
  });

  it('are not what a server adds that lies elsewhere', async () => {
    open([]);
    const { projects } = bench.open();
    const folders = new FolderProjects(
      { folders: (...args) => projects.folders(...args), search: (_query, options) => projects.search('', options) },
      systemClock,
      new MemoryLog(),
    );
    await folders.read(['folders/1'], atOnce(new AbortController().signal));
    assert.deepEqual(folders.expand(['folders/1']), ['data-a', 'data-b']);
  });

  it('are asked for before anything is listed, so that many are not read all at once', async () => {
    for (let index = 0; index < 40; index++) {
      bench.emulator.control.addProject({ projectId: `team-${index}`, parent: 'folders/3' });
    }
    open(['folders/3'], { services: seedServices.filter(({ id }) => id === 'dataproc') });
    activity.set({ viewVisible: true });
    assert.deepEqual(watch.survey.roots, ['folders/3']);
    assert.equal(watch.survey.project('folders/3')?.reading, true);
    while (watch.survey.roots.length !== 41) {
      await setTimeout(10);
    }
    assert.ok(watch.refresher.fullLook() > 1_000);
    // Not a refresh of everything: that is for a person to ask for.
    assert.equal(watch.refresher.busy, false);
    assert.notEqual(watch.refresher.progress, undefined);
  });

  it('are shown at once as an earlier session knew them, until the folder is asked, and also where it cannot be', async () => {
    const { control } = bench.emulator;
    const name = control.createOperation({ service: 'gkehub', project: 'data-a', location: 'global' });
    const names = (): string[] => [...watch.store.all()].map((operation) => operation.name);
    const until = async (holds: () => boolean): Promise<void> => {
      while (!holds()) {
        await setTimeout(10);
      }
    };
    open(['folders/1']);
    activity.set({ viewVisible: true });
    await until(() => names().includes(name));
    watch.dispose();
    const fault = control.inject({ method: 'folders.search', effect: { kind: 'hang' } });
    open(['folders/1', 'acme-web']);
    activity.set({ viewVisible: true });
    await until(() => names().includes(name));
    assert.deepEqual(watch.survey.roots, ['folders/1', 'data-a', 'data-b', 'acme-web']);
    assert.equal(watch.snapshot.isRecalled([...watch.store.all()][0]!), true);
    // Nor does a session forget it that ends before anybody has answered.
    watch.dispose();
    open(['folders/1', 'acme-web']);
    activity.set({ viewVisible: true });
    await until(() => names().includes(name));
    assert.deepEqual(watch.survey.roots, ['folders/1', 'data-a', 'data-b', 'acme-web']);
    watch.dispose();
    control.removeFault(fault);
    control.addProject({ projectId: 'data-a', parent: 'folders/3' });
    open(['folders/1', 'acme-web']);
    activity.set({ viewVisible: true });
    await until(() => !watch.survey.roots.includes('folders/1'));
    assert.deepEqual(watch.survey.roots, ['data-b', 'acme-web']);
    await until(() => names().length === 0);
    // What is chosen no longer is not recalled.
    watch.dispose();
    open(['acme-web']);
    activity.set({ viewVisible: true });
    await until(() => watch.survey.project('acme-web')?.reading === false);
    assert.deepEqual(watch.survey.roots, ['acme-web']);
  });

  it('are no more than ids of projects below folders, whatever a file holds', () => {
    const file = {
      'folders/1': ['data-a', 7, '../x', 'B c'],
      'folders/x': ['data-b'],
      constructor: ['data-c'],
      'folders/2': 'd',
    };
    assert.deepEqual(parseKnownFolders(JSON.parse(JSON.stringify(file))), { 'folders/1': ['data-a'] });
    assert.deepEqual([undefined, null, 3, 'x', []].map(parseKnownFolders), [{}, {}, {}, {}, {}]);
  });
});
