import assert from 'node:assert/strict';
import { ApiError } from '../../../src/google/apiError.js';
import type { AuditLogApi, AuditLogQuery } from '../../../src/google/apis/auditLogApi.js';
import type { AuditEntry } from '../../../src/google/auditLog/auditEntry.js';
import { cellsOf, type Cell } from '../../../src/google/auditLog/cells.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { Budget, usualBudget } from '../../../src/watch/budget.js';
import { LogReader, noAuditLog, type AuditLogSettings } from '../../../src/watch/logReader.js';
import { RecentPlaces } from '../../../src/watch/recentPlaces.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { FakeClock } from '../support/fakeClock.js';

const minute = 60_000;
const hour = 60 * minute;

const entry = (fields: Partial<AuditEntry> = {}): AuditEntry => ({
  at: Date.UTC(2026, 0, 1),
  host: 'dataproc.googleapis.com',
  project: 'project-1',
  operation: { id: 'one', first: true, last: false },
  method: 'Create',
  resource: '',
  location: 'us-central1',
  principal: 'ada@example.com',
  delegate: undefined,
  ...fields,
});

describe('cells of audit log entries', () => {
  it('are each named once, with the latest time, however many entries there are', () => {
    const later = Date.UTC(2026, 0, 2);
    const cells = cellsOf([entry(), entry({ at: later }), entry(), entry({ location: 'us-central1-a' })]);
    assert.deepEqual(
      cells.map(({ location, at }) => [location, at === later]),
      [
        ['us-central1', true],
        ['us-central1-a', false],
      ],
    );
  });

  it('have no location where the entry names none that a list can have, and none without a project', () => {
    const odd = ['', 'us', 'EU', '-', 'nam5', '../x'].map((location) => entry({ location }));
    assert.deepEqual(
      cellsOf(odd).map(({ location }) => location),
      [undefined],
    );
    assert.deepEqual(cellsOf([entry({ project: undefined })]), []);
    assert.equal(cellsOf([entry({ location: 'global' })])[0]?.location, 'global');
  });
});

describe('places where operations began lately', () => {
  let clock: FakeClock;
  let asked: { readonly query: AuditLogQuery; readonly at: number }[];
  let denied: Set<string>;
  let answer: (query: AuditLogQuery) => readonly AuditEntry[];
  let settings: AuditLogSettings;
  let activity: ScriptedActivity;
  let projects: string[];
  let hastened: Cell[];
  let budget: Budget;
  let recent: RecentPlaces;

  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    denied = new Set();
    answer = () => [];
    settings = { ...noAuditLog, placesFirst: true };
    activity = new ScriptedActivity({ focused: true, viewVisible: true });
    projects = Array.from({ length: 120 }, (_, index) => `project-${index}`);
    hastened = [];
    budget = new Budget(clock, usualBudget);
    const api: AuditLogApi = {
      page(query, options) {
        options?.onSent?.();
        asked.push({ query, at: clock.monotonic() });
        if (query.resources.some((resource) => denied.has(resource))) {
          return Promise.reject(new ApiError({ kind: 'permissionDenied', message: 'no' }));
        }
        return Promise.resolve({ entries: answer(query), nextPageToken: undefined });
      },
    };
    recent = new RecentPlaces({
      reader: new LogReader(api, clock),
      looks: { hasten: (cells) => hastened.push(...cells), waiting: 0 },
      projects: () => projects,
      services: seedServices,
      budgets: { current: budget },
      activity,
      clock,
      settings: () => settings,
    });
  });
  afterEach(() => recent.dispose());

  const batches = (): number[] => asked.map(({ query }) => query.resources.length);

  it('are asked for in batches of 50 projects, for the day, and of the services on show', async () => {
    answer = ({ resources }) => (resources.includes('projects/project-1') ? [entry(), entry()] : []);
    recent.look();
    assert.equal(recent.goesFirst, true);
    await clock.pass(minute);
    assert.deepEqual(batches(), [50, 50, 20]);
    const { subject, window } = asked[0]!.query;
    const hosts = subject.kind === 'places' ? subject.hosts : [];
    assert.ok(hosts.includes('dataproc.googleapis.com') && !hosts.includes('vault.googleapis.com'));
    assert.equal(clock.now() - window.from, 24 * hour + 5 * minute + minute);
    assert.deepEqual(
      hastened.map(({ project, location }) => [project, location]),
      [['project-1', 'us-central1']],
    );
    assert.deepEqual(recent.progress, { read: 120, refused: 0, of: 120, partial: false });
    assert.equal(recent.goesFirst, false);
    assert.equal(budget.spent().background, 3);
  });

  it('are asked for again every five minutes, with an overlap, while somebody looks', async () => {
    recent.look();
    await clock.pass(5 * minute + 1_000);
    assert.equal(asked.length, 6);
    assert.ok(clock.now() - asked[3]!.query.window.from <= 11 * minute);
    activity.set({ viewVisible: false });
    await clock.pass(hour);
    assert.equal(asked.length, 6);
  });

  for (const [name, pauseMs] of [
    ['before what was asked has ended', 0],
    ['after it', 10_000],
  ] as const) {
    it(`are asked for at once when the setting is on again that went off meanwhile, ${name}`, async () => {
      const on = settings;
      recent.look();
      settings = noAuditLog;
      recent.look();
      await clock.pass(pauseMs);
      settings = on;
      recent.look();
      await clock.pass(minute);
      assert.equal(recent.progress?.read, 120);
      await clock.pass(3 * minute);
      assert.ok(batches().length <= 6);
    });
  }

  it('are not asked for with the setting off, nor before there are projects, nor with a budget of nothing', async () => {
    settings = noAuditLog;
    recent.look();
    await clock.pass(hour);
    assert.equal(recent.progress, undefined);
    settings = { ...noAuditLog, placesFirst: true };
    projects = [];
    recent.look();
    await clock.pass(hour);
    budget.setLimits({ perHour: 0, perMinute: 0 });
    projects = ['project-1'];
    recent.look();
    await clock.pass(hour);
    assert.equal(asked.length, 0);
    assert.deepEqual(recent.progress, { read: 0, refused: 0, of: 1, partial: false });
  });

  it('are asked for when the budget has room again, where it had none', async () => {
    budget.setLimits({ perHour: 60, perMinute: 60 });
    while (budget.admit('lively', undefined)) {
      // Spent by others.
    }
    recent.look();
    await clock.pass(30_000);
    assert.equal(asked.length, 0);
    await clock.pass(4 * minute);
    assert.deepEqual(batches(), [50, 50, 20]);
  });

  it('are found around a project that refuses, which is asked once', async () => {
    denied.add('projects/project-7');
    recent.look();
    await clock.pass(4 * minute);
    assert.deepEqual(recent.progress, { read: 119, refused: 1, of: 120, partial: false });
    assert.equal(recent.stateOf('project-7'), 'refused');
    assert.equal(recent.stateOf('project-8'), 'read');
    const before = asked.length;
    assert.ok(before <= 3 + 2 * Math.ceil(Math.log2(50)), String(before));
    await clock.pass(5 * minute);
    assert.ok(asked.slice(before).every(({ query }) => !query.resources.includes('projects/project-7')));
    assert.ok(asked.length > before);
  });

  it('are given up for a while where nothing may be read at all', async () => {
    projects.forEach((project) => denied.add(`projects/${project}`));
    recent.look();
    await clock.pass(4 * minute);
    assert.equal(asked.length, 20);
    assert.equal(recent.goesFirst, false);
  });

  it('are asked for of a central view at once, and believed of the projects on show', async () => {
    const view = 'projects/logs/locations/global/buckets/audit/views/all';
    settings = { ...settings, view };
    answer = () => [entry(), entry({ project: 'not-on-show' })];
    recent.look();
    await clock.pass(minute);
    assert.deepEqual(
      asked.map(({ query }) => query.resources),
      [[view]],
    );
    assert.deepEqual(
      hastened.map(({ project }) => project),
      ['project-1'],
    );
  });
});
