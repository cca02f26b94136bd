// One refresh of a large cloud by the product's floors, with the tree above them or without.
import { Session as Inspector } from 'node:inspector';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock.js';
import { SessionHolder, type Session } from '../../../src/ui/session.js';
import { OperationsTree } from '../../../src/ui/tree/operationsTree.js';
import { activitiesIn, type CpuProfile } from '../fanout/cpuProfile.js';
import { ScriptedActivity } from '../support/attention.js';
import { heapBytes } from '../support/node.js';
import { openProduct, type Product } from '../support/product.js';
import type { ScaleRun, ScaleTask } from './messages.js';
import { TurnMeter, type Turn } from './turns.js';
import { ViewClient } from './viewClient.js';
import { operationsOf, scaleEndpoints, scaleProjects, scaleServices } from './world.js';

/** So long nothing may happen before a run counts as over: longer than the tree ever waits with a drawing. */
const QUIET_MS = 11_000;

process.once('message', (task: ScaleTask) => {
  run(task).then(
    (result) => process.send?.(result, () => process.exit()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run({ world, port, tree, profiled = false }: ScaleTask): Promise<ScaleRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scale-'));
  const credentialFile = path.join(folder, 'credentials.json');
  const credential = { type: 'authorized_user', client_id: 'bench', client_secret: 'bench', refresh_token: 'bench' };
  writeFileSync(credentialFile, JSON.stringify(credential), { mode: 0o600 });
  const activity = new ScriptedActivity({ focused: true, viewVisible: false });
  const product = openProduct({
    endpoints: scaleEndpoints(world, port),
    credentialFile,
    settings: { projects: scaleProjects(world), services: scaleServices(), regions: [] },
    storageFolder: folder,
    activity,
  });
  const client = tree ? new ViewClient(treeOf(product)) : undefined;
  try {
    const { watch } = product;
    const profiler = profiled ? startProfiler() : undefined;
    const before = process.cpuUsage();
    const turns = new TurnMeter();
    const refresh = watch.refresher.refresh();
    activity.set({ viewVisible: true });
    await refresh;
    // The poller's looks from here on are another matter.
    activity.set({ viewVisible: false });
    await (client?.quiet(QUIET_MS) ?? wait(QUIET_MS));
    const { longestTurnMs, p99TurnMs, longest } = turns.stop();
    const { user, system } = process.cpuUsage(before);
    const profile = profiler && (await stopProfiler(profiler));
    const collections = [...watch.survey.collections()].length;
    const operations = [...watch.store.all()].length;
    check(collections, world.projects * world.services.length * world.regions.length, 'collections');
    check(operations, operationsOf(world), 'operations');
    if (client) {
      check(client.operations, operations, 'operations on show');
    }
    return {
      cpuMs: (user + system) / 1000,
      longestTurnMs,
      p99TurnMs,
      heapMB: (await heapBytes()) / 1e6,
      collections,
      operations,
      draws: client?.draws ?? 0,
      rowsDrawn: client?.rowsDrawn ?? 0,
      longTurns: profile && activitiesOf(profile, longest),
    };
  } finally {
    product.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function startProfiler(): Inspector {
  const session = new Inspector();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  session.post('Profiler.start');
  return session;
}

function stopProfiler(session: Inspector): Promise<CpuProfile> {
  return new Promise((resolve, reject) => {
    session.post('Profiler.stop', (error, { profile }) => (error ? reject(error) : resolve(profile as CpuProfile)));
  });
}

function activitiesOf(profile: CpuProfile, turns: readonly Turn[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { from, to } of turns) {
    for (const [activity, ms] of activitiesIn(profile, from, to)) {
      sums[activity] = (sums[activity] ?? 0) + ms;
    }
  }
  return sums;
}

function treeOf({ google, watch }: Product): OperationsTree {
  const rows = { label: 'target', description: ['state', 'action'] };
  const protection = { readOnly: false, readOnlyProjects: [], protectedProjects: [] };
  const settings = { services: scaleServices(), showEmptyRegions: false, pinnedProjects: [], protection, rows };
  const session = { settings, settingProblems: [], fingerprint: '', google, watch } as unknown as Session;
  return new OperationsTree(new SessionHolder(session), systemClock);
}

function check(found: number, expected: number, what: string): void {
  if (found !== expected) {
    throw new Error(`${found} ${what}, not ${expected}`);
  }
}
