// What runs in an organisation, in simulated time: how soon it is on show, with audit log entries and without.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fill, isInProject, isSecond } from '../../src/google/serviceCatalog/collectionAt.js';
import type { Service } from '../../src/google/serviceCatalog/service.js';
import { AccountBudgets } from '../../src/watch/accountBudgets.js';
import { usualBudget } from '../../src/watch/budget.js';
import { countedGoogle } from '../../src/watch/countedGoogle.js';
import { startWatch } from '../../src/watch/watch.js';
import { FakeClock } from '../unit/support/fakeClock.js';
import { simulateGoogle } from './poll/simulatedGoogle.js';
import { TurnMeter } from './scale/turns.js';
import { ScriptedActivity } from './support/attention.js';
import { bench } from './support/bench.js';
import { heapBytes, machine } from './support/node.js';
import { randomOf } from './support/random.js';
import { printTable } from './support/table.js';
import { allServices, benchProjects, benchRegions } from './support/world.js';

const second = 1_000;
const hour = 3_600 * second;
const roundTripMs = 100;

interface Size {
  readonly projects: number;
  readonly services: number;
  readonly regions: number;
  readonly running: number;
  /** Of those that run, how many were started within the last day; the others long before. */
  readonly recent: number;
}

const fullSize: Size = { projects: 300, services: 10, regions: 40, running: 200, recent: 150 };
const quickSize: Size = { projects: 30, services: 10, regions: 40, running: 20, recent: 15 };

/** How far it had come at a moment. */
interface Moment {
  readonly seconds: number;
  readonly requests: number;
}

interface CaseFigures {
  /** Until 95 % of what was started within the day were on show. */
  readonly recent95: Moment;
  readonly recentAll: Moment;
  /** Until all that runs was. */
  readonly all: Moment;
  readonly longestTurnMs: number;
  readonly heapMB: number;
}

bench(async ({ quick }) => {
  const size = quick ? quickSize : fullSize;
  const withEntries = await look(size, true);
  const withoutEntries = await look(size, false);
  const { projects, services, regions, running, recent } = size;
  const row = (name: string, of: (figures: CaseFigures) => number, aim?: string) => [
    name,
    of(withEntries),
    of(withoutEntries),
    aim,
  ];
  printTable(
    `${projects} projects × ${services} services × ${regions} locations at ${roundTripMs} ms, ${running} running, ${recent} of them started within the day (${machine()})`,
    ['figure', 'with entries', 'without', 'aim with'],
    [
      row('95 % of the recent ones on show, s', ({ recent95 }) => recent95.seconds, '≤ 30'),
      row('requests until then', ({ recent95 }) => recent95.requests, '≤ 1,000'),
      row('all recent ones on show, s', ({ recentAll }) => recentAll.seconds),
      row('requests until then', ({ recentAll }) => recentAll.requests),
      row('all on show, h', ({ all }) => all.seconds / 3_600),
      row('requests until then', ({ all }) => all.requests),
      row('CPU of the longest turn, ms', ({ longestTurnMs }) => longestTurnMs, '≤ 50'),
      row('heap at the end, MB', ({ heapMB }) => heapMB),
    ],
  );
  return { size, withEntries, withoutEntries };
});

/** Opens the view and waits until everything that runs is on show. */
async function look(size: Size, placesFirst: boolean): Promise<CaseFigures> {
  const projects = benchProjects(size.projects);
  const regions = benchRegions(size.regions);
  const services = regionalServices(size.services);
  const clock = new FakeClock();
  const hosts = services.map(({ host }) => host);
  const google = simulateGoogle(clock, regions, hosts, undefined, roundTripMs);
  const random = randomOf(5);
  const recent = new Set<string>();
  const missing = new Set<string>();
  for (let index = 0; index < size.running; index++) {
    const service = services[index % services.length]!;
    const project = projects[Math.floor(random.upTo(projects.length))]!;
    const location = regions[Math.floor(random.upTo(regions.length))]!;
    const name = `${fill(service.collections[0]!.path, { project, location })}/operation-${index}-${project}`;
    const isRecent = index < size.recent;
    const createdAt = clock.now() - (isRecent ? random.upTo(23 * hour) : 48 * hour);
    google.add({ host: service.host, project, location, name, createdAt, endsAt: Infinity });
    missing.add(name);
    if (isRecent) {
      recent.add(name);
    }
  }
  const storageFolder = mkdtempSync(path.join(tmpdir(), 'organisation-'));
  const budgets = new AccountBudgets(clock, usualBudget);
  const activity = new ScriptedActivity({ focused: true, viewVisible: false });
  const nothing = (): void => undefined;
  const watch = startWatch({
    google: countedGoogle(google, budgets),
    settings: { projects, services, regions: [] },
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    activity,
    storageFolder,
    budgets,
    auditLog: () => ({ startedBy: false, placesFirst, view: undefined }),
  });
  const begun = clock.now();
  const moment = (): Moment => ({ seconds: (clock.now() - begun) / second, requests: google.requests });
  let recent95: Moment | undefined;
  let recentAll: Moment | undefined;
  let all: Moment | undefined;
  watch.store.onDidChange((changes) => {
    changes.forEach(({ operation: { name } }) => missing.delete(name));
    const left = [...recent].filter((name) => missing.has(name)).length;
    recent95 ??= left <= recent.size * 0.05 ? moment() : undefined;
    recentAll ??= left === 0 ? moment() : undefined;
    all ??= missing.size === 0 ? moment() : undefined;
  });
  const turns = new TurnMeter();
  try {
    activity.set({ viewVisible: true });
    while (all === undefined && clock.now() - begun < 200 * hour) {
      await clock.pass(second);
    }
    const { longestTurnMs } = turns.stop();
    if (!recent95 || !recentAll || !all) {
      throw new Error(`${missing.size} operations were never on show.`);
    }
    return { recent95, recentAll, all, longestTurnMs, heapMB: (await heapBytes()) / 1e6 };
  } finally {
    watch.dispose();
    rmSync(storageFolder, { recursive: true, force: true });
  }
}

/** Services that are asked location by location, each by its one list that is not below resources. */
function regionalServices(count: number): readonly Service[] {
  const services = allServices().flatMap((service) => {
    const lists = service.collections.filter((pattern) => isInProject(pattern) && !isSecond(service, pattern));
    const [list] = lists;
    const isRegional = list && !list.wildcard && !list.request && list.locations.from === 'locationsList';
    const isSimple = isRegional && service.locationHost === undefined && list.path.includes('{location}');
    return lists.length === 1 && isSimple ? [{ ...service, collections: lists, nested: [] }] : [];
  });
  if (services.length < count) {
    throw new Error(`The catalogue has ${services.length} such services.`);
  }
  return services.slice(0, count);
}
