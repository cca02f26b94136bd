// What a hanging region and refusing projects cost the others: the product's client, refresher and store, the emulator as Google.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Operation } from '../../src/operations/operation.js';
import { scenarios, startEmulator, type Emulator } from '../emulator/index.js';
import { ScriptedActivity } from './support/attention.js';
import { bench } from './support/bench.js';
import { concurrency, openProduct, type Product } from './support/product.js';
import { machine } from './support/node.js';
import { median } from './support/statistics.js';
import { printTable } from './support/table.js';
import { benchProjects, benchRegions, catalogueServices } from './support/world.js';

const latencyMs = 80;
const regions = benchRegions(40);
const hangingRegion = regions[7]!;
const healthyRegions = regions.filter((region) => region !== hangingRegion);
const projects = benchProjects(10);
/** In the middle of the list, so that others wait behind them. */
const refusingProjects = projects.slice(3, 6);
const healthyProjects = projects.filter((project) => !refusingProjects.includes(project));
const services = catalogueServices(['dataproc', 'clouddeploy']);
/** Longer than anything should take. */
const patienceMs = 120_000;
const healthyPlaces = services.length * healthyProjects.length * healthyRegions.length;

/** Each is one refresh of a product that has just been started. */
type World = 'healthyAlone' | 'allHealthy' | 'trouble';

interface Run {
  /** From the refresh to the last row of the healthy places. */
  readonly completeMs: number;
  readonly requests: number;
}

bench(async ({ quick }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'isolation-'));
  const emulator = await startEmulator({ latencyMs });
  try {
    writeFileSync(path.join(folder, 'credentials.json'), JSON.stringify(emulator.credentialFile), { mode: 0o600 });
    furnish(emulator);
    const worlds = ['healthyAlone', 'trouble', 'allHealthy'] as const;
    const runs: Record<World, Run[]> = { healthyAlone: [], trouble: [], allHealthy: [] };
    // The first round warms up: it compiles, and its figures are left out.
    for (let round = 0; round <= (quick ? 2 : 9); round++) {
      for (const world of worlds) {
        const run = await refreshOnce(emulator, folder, world);
        if (round > 0) {
          runs[world].push(run);
        }
      }
    }
    return report(runs, await timeToTell(emulator, folder));
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** One operation in each place, and forty regions in each project. */
function furnish({ control }: Emulator): void {
  projects.forEach((projectId) => control.addProject({ projectId }));
  control.createOperations(
    services.flatMap(({ id: service }) =>
      projects.flatMap((project) =>
        regions.map((location) => ({
          service,
          project,
          location,
          createdAgoMs: 3_600_000,
          scenario: scenarios.succeeds(60),
        })),
      ),
    ),
  );
}

/** The region hangs for everybody; each of the projects refuses in a way of its own. */
function setTrouble({ control }: Emulator, wanted: boolean): void {
  const [denied, disabled, refused] = refusingProjects as [string, string, string];
  control.clearFaults();
  const json = { items: regions.map((name) => ({ name, status: 'UP' })) };
  control.inject({ service: 'compute', effect: { kind: 'answer', status: 200, json } });
  control.denyPermissions({ project: denied, permissions: wanted ? ['*'] : [] });
  control.setEnabledServices({ project: disabled, services: wanted ? [] : 'all' });
  if (wanted) {
    control.inject({ location: hangingRegion, method: 'operations.list', effect: { kind: 'hang' } });
    // One that only refuses once it is asked for operations, everywhere.
    control.inject({
      project: refused,
      method: 'operations.list',
      effect: { kind: 'error', case: 'permissionDenied' },
    });
  }
}

/** Refreshes a fresh product until every row of the healthy places is in the store; what is still under way then is given up. */
async function refreshOnce(emulator: Emulator, folder: string, world: World): Promise<Run> {
  setTrouble(emulator, world === 'trouble');
  emulator.control.clearRequests();
  const product = open(emulator, folder, world === 'healthyAlone');
  const { watch } = product;
  try {
    let missing = healthyPlaces;
    const start = performance.now();
    const complete = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${world}: ${missing} rows are missing`)), patienceMs);
      watch.store.onDidChange((changes) => {
        missing -= changes.filter(({ operation, from }) => from === undefined && isHealthy(operation)).length;
        if (missing === 0) {
          clearTimeout(timer);
          resolve(performance.now() - start);
        }
      });
    });
    void watch.refresher.refresh();
    const completeMs = await complete;
    return { completeMs, requests: emulator.requests.length };
  } finally {
    product.dispose();
  }
}

/** From the refresh to the row that says that the hanging region does not answer. */
async function timeToTell(emulator: Emulator, folder: string): Promise<number> {
  setTrouble(emulator, true);
  const product = open(emulator, folder, false);
  const { watch } = product;
  try {
    const start = performance.now();
    const told = new Promise<number>((resolve) => {
      watch.survey.onDidChange(() => {
        const hanging = [...watch.survey.collections()].filter(
          ({ location, project }) => location === hangingRegion && healthyProjects.includes(project ?? ''),
        );
        if (hanging.some((collection) => watch.survey.status(collection)?.state === 'failed')) {
          resolve(performance.now() - start);
        }
      });
    });
    void watch.refresher.refresh();
    return await told;
  } finally {
    product.dispose();
  }
}

function open(emulator: Emulator, folder: string, healthyAlone: boolean): Product {
  return openProduct({
    endpoints: emulator.settings['cloudOperations.endpointOverrides'] as Record<string, string>,
    credentialFile: path.join(folder, 'credentials.json'),
    settings: {
      projects: healthyAlone ? healthyProjects : projects,
      services,
      regions: healthyAlone ? healthyRegions : regions,
    },
    storageFolder: path.join(folder, 'never-written'),
    activity: new ScriptedActivity({ focused: false, viewVisible: false }),
  });
}

function isHealthy({ collection, location }: Operation): boolean {
  return location !== hangingRegion && !refusingProjects.includes(collection.project ?? '');
}

function report(runs: Record<World, readonly Run[]>, hangingTellsMs: number) {
  const completeOf = (world: World): number => median(runs[world].map(({ completeMs }) => completeMs));
  const requestsOf = (world: World): number => median(runs[world].map(({ requests }) => requests));
  const completeMs = completeOf('healthyAlone');
  const completeWithTroubleMs = completeOf('trouble');
  const allHealthyMs = completeOf('allHealthy');
  const ratio = completeWithTroubleMs / completeMs;
  printTable(
    `Until the ${healthyPlaces} healthy of ${services.length * projects.length * regions.length} places are complete, ` +
      `${latencyMs} ms latency, ${concurrency} at once, ${runs.trouble.length} runs each (${machine()})`,
    ['world', 'ms', 'ratio', 'aim', 'requests'],
    [
      ['the healthy places alone', completeMs, 1, undefined, requestsOf('healthyAlone')],
      ['with a hanging region and 3 refusing projects', completeWithTroubleMs, ratio, 1.1, requestsOf('trouble')],
      [
        'with the same places in good health',
        allHealthyMs,
        allHealthyMs / completeMs,
        undefined,
        requestsOf('allHealthy'),
      ],
    ],
  );
  console.log(`\nThe hanging region is told of after ${(hangingTellsMs / 1000).toFixed(1)} s.`);
  return { completeMs, completeWithTroubleMs, ratio, allHealthyMs, hangingTellsMs };
}
