import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Service } from '../../../src/google/serviceCatalog/service.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import { countedGoogle } from '../../../src/watch/countedGoogle.js';
import { noAuditLog } from '../../../src/watch/logReader.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { simulateGoogle, type SimulatedGoogle } from '../../bench/poll/simulatedGoogle.js';
import { randomOf } from '../../bench/support/random.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { benchRegions } from '../../bench/support/world.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const second = 1_000;
const hour = 3_600 * second;
const seed = seedServices.find(({ id }) => id === 'dataproc')!;
const dataproc: Service = { ...seed, collections: seed.collections.filter((pattern) => !pattern.second) };
const regions = benchRegions(40);
const projects = Array.from({ length: 60 }, (_, index) => `project-${index}`);

describe('what the audit logs say began lately', function () {
  this.timeout(30_000);
  let clock: FakeClock;
  let google: SimulatedGoogle;
  let listed: string[];
  let folder: string;
  let watch: Watch | undefined;
  const { random } = Math;

  beforeEach(() => {
    // In which order the rest is asked: one in which what was written long ago does not come early.
    const fixed = randomOf(1);
    Math.random = () => fixed.next();
    clock = new FakeClock();
    listed = [];
    google = simulateGoogle(clock, regions, [dataproc.host], (from) => from && listed.push(from.path));
    folder = mkdtempSync(path.join(tmpdir(), 'first-'));
  });
  afterEach(() => {
    Math.random = random;
    watch?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(google: SimulatedGoogle): Watch {
    const budgets = new AccountBudgets(clock, usualBudget);
    watch = startWatch({
      google: countedGoogle(google, budgets),
      settings: { projects, services: [dataproc], regions: [] },
      clock,
      log: new MemoryLog(),
      activity: new ScriptedActivity({ focused: true, viewVisible: true }),
      storageFolder: folder,
      budgets,
      auditLog: () => ({ ...noAuditLog, placesFirst: true }),
    });
    return watch;
  }

  function add(project: string, location: string, agoMs: number): string {
    const name = `projects/${project}/regions/${location}/operations/operation-${project}-${location}`;
    google.add({ host: dataproc.host, project, location, name, createdAt: clock.now() - agoMs, endsAt: Infinity });
    return name;
  }
  const shown = (): string[] => [...watch!.store.all()].map(({ name }) => name);

  it('is listed before everything else, and the rest all the same', async () => {
    const names = projects.map((project, index) => add(project, regions[index % 40]!, hour));
    const old = add('project-3', regions[30]!, 48 * hour);
    open(google);
    await clock.pass(5 * second);
    assert.deepEqual(new Set(shown()), new Set(names));
    assert.ok(google.requests < 400, String(google.requests));
    const firsts = new Set(listed.slice(0, names.length));
    assert.ok(names.every((name) => firsts.has(name.replace(/\/[^/]+$/, ''))));
    // Nothing was written of it within the day: it is found as if there were no logs.
    await clock.pass(5 * hour);
    assert.ok(shown().includes(old));
    assert.equal(new Set(listed).size, projects.length * (regions.includes('global') ? 40 : 41));
  });

  it('is waited for while the logs take their time', async () => {
    const name = add('project-7', regions[7]!, hour);
    const { auditLog } = google;
    const page: typeof auditLog.page = async (query, options) => {
      await new Promise<void>((resolve) => clock.schedule(5 * second, resolve));
      return auditLog.page(query, options);
    };
    open({ ...google, auditLog: { page } });
    await clock.pass(20 * second);
    assert.equal(listed[0], name.replace(/\/[^/]+$/, ''));
    assert.ok(listed.length > 1);
  });

  it('makes no operation: what the list does not show is not shown', async () => {
    const name = add('project-9', regions[9]!, hour);
    open({
      ...google,
      auditLog: google.auditLog,
      operations: {
        ...google.operations,
        list: async function* (from) {
          listed.push(from.path);
          await Promise.resolve();
          yield { readings: [], unreachable: [] };
        },
      },
    });
    await clock.pass(5 * second);
    assert.ok(listed.includes(name.replace(/\/[^/]+$/, '')));
    assert.deepEqual(shown(), []);
  });

  it('is looked at again when the logs name it anew, before its turn', async () => {
    open(google);
    await clock.pass(2 * hour);
    listed.length = 0;
    const name = add('project-50', regions[20]!, 0);
    const from = name.replace(/\/[^/]+$/, '');
    await clock.pass(5 * 60 * second + 5 * second);
    assert.ok(listed.includes(from));
    assert.ok(shown().includes(name));
  });
});
