import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startWatch } from '../../../src/watch/watch.js';
import { FakeClock } from '../../unit/support/fakeClock.js';
import { simulateGoogle, type SimulatedGoogle } from '../poll/simulatedGoogle.js';
import { ScriptedActivity } from '../support/attention.js';
import { benchProjects, benchRegions, benchServices, fullSize } from '../support/world.js';

const minute = 60_000;
const hour = 60 * minute;
/** A simulated region without operations counts as much as one with a hundred that ended days ago: one request a look. */
const hours = 8;

export interface Sweep {
  /** What asking every collection once a minute sends in an hour. */
  readonly fixedPerHour: number;
  /** What the product's own sweep sends in an hour in front of a visible view. */
  readonly requestsPerHour: number;
  readonly ratioToFixed: number;
}

/**
 * The look plan's own sweep over the fan-out's collections in simulated time, ten operations running in three of them.
 */
export async function sweepRequests(): Promise<Sweep> {
  const clock = new FakeClock();
  const services = benchServices();
  const projects = benchProjects(fullSize.projects);
  const regions = benchRegions(fullSize.regions);
  const hosts = services.map(({ host }) => host);
  const google = simulateGoogle(clock, regions, hosts);
  addRunning(google, hosts[0]!, projects[0]!, regions.slice(5, 8), clock.now());
  const storageFolder = mkdtempSync(path.join(tmpdir(), 'sweep-'));
  const nothing = (): void => undefined;
  const watch = startWatch({
    google,
    settings: { projects, services, regions: [] },
    clock,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    activity: new ScriptedActivity({ focused: true, viewVisible: true }),
    storageFolder,
  });
  try {
    const first = watch.refresher.refresh();
    await clock.pass(minute);
    await first;
    const before = google.requests;
    await clock.pass(hours * hour);
    const requestsPerHour = (google.requests - before) / hours;
    const fixedPerHour = [...watch.survey.collections()].length * 60;
    return { fixedPerHour, requestsPerHour, ratioToFixed: requestsPerHour / fixedPerHour };
  } finally {
    watch.dispose();
    rmSync(storageFolder, { recursive: true, force: true });
  }
}

function addRunning(
  google: SimulatedGoogle,
  host: string,
  project: string,
  locations: readonly string[],
  createdAt: number,
): void {
  for (let index = 0; index < 10; index++) {
    const location = locations[index % locations.length]!;
    const name = `projects/${project}/regions/${location}/operations/running-${index}`;
    google.add({ host, project, location, name, createdAt, endsAt: Infinity });
  }
}
