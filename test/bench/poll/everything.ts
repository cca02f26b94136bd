// Every service of fifty projects in simulated time: what it costs while somebody looks on, and what is seen how soon.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isInProject } from '../../../src/google/serviceCatalog/collectionAt.js';
import type { Service } from '../../../src/google/serviceCatalog/service.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import { countedGoogle } from '../../../src/watch/countedGoogle.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { FakeClock } from '../../unit/support/fakeClock.js';
import { ScriptedActivity } from '../support/attention.js';
import { randomOf } from '../support/random.js';
import { percentile } from '../support/statistics.js';
import { allServices, benchProjects, benchRegions } from '../support/world.js';
import { simulateGoogle, type SimulatedGoogle } from './simulatedGoogle.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Operations that are started. */
const perHour = 48;

export interface EverythingFigures {
  /** What one look at everything takes. */
  readonly listings: number;
  /** The most in any hour and any minute, whatever it was for. */
  readonly requestsPerHour: number;
  readonly requestsPerMinute: number;
  /** Places read after the first hour. */
  readonly readAfterAnHour: number;
  /** From the start of an operation where one was lately to its row. */
  readonly newOperationSeenP95S: number;
}

interface World {
  readonly watch: Watch;
  readonly google: SimulatedGoogle;
  readonly clock: FakeClock;
  /** When requests left. */
  readonly sentAt: number[];
}

const projects = benchProjects(50);
const regions = benchRegions(42);

/** @param hours how long it is looked at. */
export async function everything(hours: number): Promise<EverythingFigures> {
  const services = allServices().filter(({ collections }) => collections.some(isInProject));
  const storageFolder = mkdtempSync(path.join(tmpdir(), 'everything-'));
  const lively = livelyPlaces(services);
  try {
    // A session with few services learns where something is; the next one asks for everything.
    const few = services.filter(({ id }) => lively.some(({ service }) => service.id === id));
    const clock = new FakeClock();
    await inSession({ clock, services: few, lively, storageFolder }, async ({ watch }) => {
      const refresh = watch.refresher.refresh();
      await clock.pass(15 * minute);
      await refresh;
    });
    return await inSession({ clock, services, lively, storageFolder }, (world) => look(world, lively, hours));
  } finally {
    rmSync(storageFolder, { recursive: true, force: true });
  }
}

async function look(
  { watch, google, clock, sentAt }: World,
  lively: readonly Place[],
  hours: number,
): Promise<EverythingFigures> {
  const random = randomOf(11);
  const count = hours * perHour;
  const start = clock.now();
  const times: number[] = [];
  const waiting = new Map<string, number>();
  const subscription = watch.store.onDidChange((changes) => {
    for (const { operation } of changes) {
      const createdAt = waiting.get(operation.name);
      if (createdAt !== undefined) {
        waiting.delete(operation.name);
        times.push(clock.now() - createdAt);
      }
    }
  });
  let readAfterAnHour = 0;
  await clock.pass(5 * minute);
  for (let index = 0; index < count; index++) {
    // Each in its turn, every 25 minutes or so: that is lately.
    const place = lively[index % lively.length]!;
    const name = nameIn(place, `new-${index}`);
    waiting.set(name, clock.now());
    google.add({ ...place, host: place.service.host, name, createdAt: clock.now(), endsAt: clock.now() + minute });
    await clock.pass(random.upTo((2 * hour) / perHour));
    if (readAfterAnHour === 0 && clock.now() - start >= hour) {
      readAfterAnHour = watch.refresher.progress?.read ?? 0;
    }
  }
  await clock.pass(15 * minute);
  subscription.dispose();
  return {
    listings: watch.refresher.fullLook(),
    requestsPerHour: mostWithin(sentAt, hour),
    requestsPerMinute: mostWithin(sentAt, minute),
    readAfterAnHour,
    newOperationSeenP95S: percentile([...times, ...[...waiting].map(() => Infinity)], 95) / second,
  };
}

interface SessionOptions {
  readonly clock: FakeClock;
  readonly services: readonly Service[];
  readonly lively: readonly Place[];
  readonly storageFolder: string;
}

async function inSession<T>(
  { clock, services, lively, storageFolder }: SessionOptions,
  run: (world: World) => Promise<T>,
): Promise<T> {
  const sentAt: number[] = [];
  const hosts = services.map(({ host }) => host);
  const google = simulateGoogle(clock, regions, hosts, () => sentAt.push(clock.now()));
  for (const place of lively) {
    const endsAt = clock.now() - 10 * minute;
    google.add({
      ...place,
      host: place.service.host,
      name: nameIn(place, 'lately'),
      createdAt: endsAt - minute,
      endsAt,
    });
  }
  const budgets = new AccountBudgets(clock, usualBudget);
  const nothing = (): void => undefined;
  const watch = startWatch({
    google: countedGoogle(google, budgets),
    settings: { projects, services, everyEnabledService: true, regions: [] },
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    activity: new ScriptedActivity({ focused: true, viewVisible: true }),
    storageFolder,
    budgets,
  });
  try {
    await clock.pass(second);
    return await run({ watch, google, clock, sentAt });
  } finally {
    watch.dispose();
  }
}

interface Place {
  readonly service: Service;
  readonly project: string;
  readonly location: string;
}

/** Twenty, in as many projects. */
function livelyPlaces(services: readonly Service[]): readonly Place[] {
  const [dataproc, clouddeploy] = ['dataproc', 'clouddeploy'].map((id) => services.find((each) => each.id === id)!);
  return projects.slice(0, 20).map((project, index) => ({
    service: index % 2 === 0 ? dataproc! : clouddeploy!,
    project,
    location: regions[index]!,
  }));
}

function nameIn({ service, project, location }: Place, id: string): string {
  const kind = service.id === 'dataproc' ? 'regions' : 'locations';
  return `projects/${project}/${kind}/${location}/operations/${id}`;
}

function mostWithin(times: readonly number[], spanMs: number): number {
  let first = 0;
  return times.reduce((most, time, index) => {
    while (times[first]! <= time - spanMs) {
      first++;
    }
    return Math.max(most, index - first + 1);
  }, 0);
}
