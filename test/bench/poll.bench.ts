// Requests an hour in simulated time: the product's refresher, plan and poller on a clock that is moved by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Service } from '../../src/google/serviceCatalog/service.js';
import { startWatch, type Watch } from '../../src/watch/watch.js';
import { usualBudget } from '../../src/watch/budget.js';
import { FakeClock } from '../unit/support/fakeClock.js';
import { everything } from './poll/everything.js';
import { simulateGoogle, type SimulatedGoogle } from './poll/simulatedGoogle.js';
import { ScriptedActivity } from './support/attention.js';
import { bench } from './support/bench.js';
import { randomOf } from './support/random.js';
import { percentile } from './support/statistics.js';
import { printTable } from './support/table.js';
import { benchProjects, benchRegions, catalogueServices } from './support/world.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const projects = benchProjects(3);
const regions = benchRegions(42);
/**
 * Three of the product's own four and, because Vault has no regions, Filestore. Dataproc and Cloud Deploy document no
 * `-` as location, the other two do.
 */
const services = catalogueServices(['dataproc', 'clouddeploy', 'gkehub', 'file']);
/** Where every region has to be asked for itself. */
const [dataproc, clouddeploy] = services as [Service, Service, ...Service[]];
/** What a client without learning sends: every collection, every minute. */
const fixedPerHour = projects.length * services.length * regions.length * 60;

type Case = 'hidden' | 'idle' | 'active' | 'cancelling';

interface CaseFigures {
  readonly requestsPerHour: number;
  readonly ratioToFixed: number;
  readonly newOperationSeenP95S: number;
}

bench(async ({ quick }) => {
  const cases = {} as Record<Case, CaseFigures>;
  for (const name of ['hidden', 'idle', 'active', 'cancelling'] as const) {
    const requestsPerHour = await requestsOfAnHour(name);
    const seen = await timesUntilSeen(name, quick ? 20 : 400);
    cases[name] = {
      requestsPerHour,
      ratioToFixed: requestsPerHour / fixedPerHour,
      newOperationSeenP95S: percentile(seen, 95) / second,
    };
  }
  const places: Record<Case, string> = {
    hidden: 'anywhere, after the view is shown again',
    idle: 'in a region long empty',
    active: 'in a region that had one lately',
    cancelling: 'in a region that had one lately',
  };
  const aims: Record<Case, readonly [number | undefined, number | undefined]> = {
    hidden: [0, undefined],
    idle: [0.05, 600],
    active: [undefined, 60],
    cancelling: [undefined, 60],
  };
  printTable(
    `Requests an hour, 3 projects × 4 services × 42 regions; a fixed sweep each minute sends ${fixedPerHour.toLocaleString('en-US')}`,
    ['case', 'requests', 'of fixed', 'aim', 'new one seen, p95 s', 'aim', 'where'],
    Object.entries(cases).map(([name, { requestsPerHour, ratioToFixed, newOperationSeenP95S }]) => [
      name,
      requestsPerHour,
      ratioToFixed,
      aims[name as Case][0],
      newOperationSeenP95S,
      aims[name as Case][1],
      places[name as Case],
    ]),
  );
  const everythingFigures = await everything(quick ? 2 : 12);
  printTable(
    'Every service of 50 projects, in any hour and minute',
    ['figure', 'last', 'aim'],
    [
      ['listings of a full look', everythingFigures.listings],
      ['requests in an hour', everythingFigures.requestsPerHour, usualBudget.perHour],
      ['requests in a minute', everythingFigures.requestsPerMinute, usualBudget.perMinute],
      ['places read after an hour', everythingFigures.readAfterAnHour],
      ['new one seen where one was lately, p95 s', everythingFigures.newOperationSeenP95S, 60],
    ],
  );
  return { cases: { ...cases, everything: everythingFigures } };
});

/**
 * Requests of an hour after the first refresh. Looks at quiet regions come in waves at first, so it is the mean of eight
 * hours; with cancel requests it is the first hour, when they are looked at most.
 */
async function requestsOfAnHour(name: Case): Promise<number> {
  const hours = name === 'cancelling' ? 1 : 8;
  return inWorld(name, async ({ google, clock }) => {
    const before = google.requests;
    await clock.pass(hours * hour);
    return (google.requests - before) / hours;
  });
}

/** How long new operations take to be seen, in milliseconds: one after the other, at random times and places. */
async function timesUntilSeen(name: Case, count: number): Promise<number[]> {
  return inWorld(name, async (world) => {
    const { watch, clock, activity } = world;
    const random = randomOf(7);
    await clock.pass(15 * minute);
    const places = random.shuffled(name === 'idle' ? emptyPlaces() : livelyPlaces());
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      await clock.pass(random.upTo(20 * minute));
      const { service, project, location } = places[index % places.length]!;
      const createdAt = clock.now();
      const operation = addOperation(world, service, project, location, `new-${index}`, createdAt, createdAt + second);
      let seenAt: number | undefined;
      const subscription = watch.store.onDidChange((changes) => {
        if (changes.some((change) => change.operation.name === operation)) {
          seenAt ??= clock.now();
        }
      });
      let since = createdAt;
      if (name === 'hidden') {
        await clock.pass(random.upTo(30 * minute));
        since = clock.now();
        activity.set({ viewVisible: true });
      }
      for (let waited = 0; seenAt === undefined && waited < hour; waited += 5 * second) {
        await clock.pass(5 * second);
      }
      if (name === 'hidden') {
        activity.set({ viewVisible: false });
        await clock.pass(2 * minute);
      }
      subscription.dispose();
      times.push((seenAt ?? Infinity) - since);
    }
    return times;
  });
}

interface World {
  readonly watch: Watch;
  readonly google: SimulatedGoogle;
  readonly clock: FakeClock;
  readonly activity: ScriptedActivity;
}

async function inWorld<T>(name: Case, measure: (world: World) => Promise<T>): Promise<T> {
  const clock = new FakeClock();
  const google = simulateGoogle(
    clock,
    regions,
    services.map(({ host }) => host),
  );
  const activity = new ScriptedActivity({ focused: true, viewVisible: false });
  const storageFolder = mkdtempSync(path.join(tmpdir(), 'poll-'));
  const settings = { projects, services, regions: [] };
  const nothing = (): void => undefined;
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const watch = startWatch({ google, settings, clock, log, activity, storageFolder });
  const world: World = { watch, google, clock, activity };
  try {
    const active = name === 'active' || name === 'cancelling';
    addPast(world, active);
    if (active) {
      addRunning(world);
    }
    activity.set({ viewVisible: true });
    await clock.pass(minute);
    if (name === 'cancelling') {
      await cancelFive(world);
    }
    if (name === 'hidden') {
      activity.set({ viewVisible: false });
    }
    return await measure(world);
  } finally {
    watch.dispose();
    rmSync(storageFolder, { recursive: true, force: true });
  }
}

/** What ended hours ago in three regions, and is nothing to hurry about; and what ended lately in three others. */
function addPast(world: World, lately: boolean): void {
  const now = world.clock.now();
  for (const [index, location] of regions.slice(0, 3).entries()) {
    const ended = now - 5 * hour;
    addOperation(world, dataproc, projects[0]!, location, `past-${index}`, ended - minute, ended);
  }
  for (const { service, project, location } of lately ? livelyPlaces() : []) {
    const ended = now - 20 * minute;
    addOperation(world, service, project, location, 'lately', ended - minute, ended);
  }
}

/** Ten that run all the time, in three regions. */
function addRunning(world: World): void {
  const places = placesIn(regions.slice(10, 13));
  for (let index = 0; index < 10; index++) {
    const { service, project, location } = places[index % 3]!;
    addOperation(world, service, project, location, `running-${index}`, world.clock.now() - minute, Infinity);
  }
}

interface Place {
  readonly service: Service;
  readonly project: string;
  readonly location: string;
}

/** Where something ended a while ago and nothing runs. */
function livelyPlaces(): Place[] {
  return placesIn(regions.slice(20, 23));
}

function placesIn(three: readonly string[]): Place[] {
  return three.map((location, index) => ({
    service: index === 2 ? clouddeploy : dataproc,
    project: projects[index]!,
    location,
  }));
}

/** Regions that never had an operation, of the services that need a request for each. */
function emptyPlaces(): Place[] {
  return [dataproc, clouddeploy].flatMap((service) =>
    projects.flatMap((project) => regions.slice(3).map((location) => ({ service, project, location }))),
  );
}

/** Five cancel requests whose end does not come within the hour: the most that five can cost. */
async function cancelFive({ watch, clock }: World): Promise<void> {
  const running = [...watch.store.all()].filter(({ state }) => state === 'running').slice(0, 5);
  const accepted = (): number => watch.cancellations.active().filter(({ delivery }) => delivery === 'accepted').length;
  const requests = running.map((operation) => watch.cancellations.request(operation));
  // The record of a request is on a real disk before its POST leaves, so real time has to pass as well.
  while (accepted() < running.length) {
    await clock.pass(10);
  }
  await Promise.all(requests);
}

function addOperation(
  { google }: World,
  { host }: Service,
  project: string,
  location: string,
  id: string,
  createdAt: number,
  endsAt: number,
): string {
  const kind = host.startsWith('dataproc') ? 'regions' : 'locations';
  const name = `projects/${project}/${kind}/${location}/operations/${id}`;
  google.add({ host, project, location, name, createdAt, endsAt });
  return name;
}
