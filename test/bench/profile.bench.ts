// Where the processor time of a fan-out goes: product and bare fetch in plain Node, sampled by V8's own profiler.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { activities, readCpuProfile, type Activity } from './fanout/cpuProfile.js';
import { plainQuery } from './fanout/measure.js';
import { inNode } from './fanout/places.js';
import { openScene, type OpenScene } from './fanout/scene.js';
import { bench } from './support/bench.js';
import { machine } from './support/node.js';
import { median } from './support/statistics.js';
import { printTable } from './support/table.js';

/** What a thousand calls cost, in milliseconds. */
interface Profile {
  /** Of the main thread, by activity. */
  readonly main: ReadonlyMap<Activity, number>;
  /** Of all other threads. */
  readonly others: number;
}

/** Listings in a process: the first, cold one weighs little. */
const starts = 8;

bench(async ({ quick }) => {
  const opened = await openScene();
  try {
    const product: Profile[] = [];
    const fetch: Profile[] = [];
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      product.push(await profile(opened, 'product', plainQuery));
      // The same bytes as the product asks for.
      fetch.push(await profile(opened, 'fetch', `${plainQuery}&prettyPrint=false`));
    }
    const figures = Object.fromEntries(
      [...activities, 'other threads'].map((name) => [name, { product: of(product, name), fetch: of(fetch, name) }]),
    );
    printTable(
      `Milliseconds of a thousand list calls at 0 ms, the profiler's own included (${machine()}; medians of ${product.length} rounds)`,
      ['', 'product', 'bare fetch'],
      Object.entries(figures).map(([name, one]) => [name, one.product, one.fetch]),
    );
    return figures;
  } finally {
    opened.close();
  }
});

async function profile({ scene, caFile }: OpenScene, kind: 'product' | 'fetch', listQuery: string): Promise<Profile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'profile-'));
  try {
    const flags = ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`];
    const passes = (await inNode(caFile, flags)({ ...scene, kind, starts, passes: 1, listQuery })).flat();
    const main = new Map([...readCpuProfile(folder)].map(([activity, ms]) => [activity, ms / starts]));
    return { main, others: sum(passes.map(({ cpuMs }) => cpuMs)) / starts - sum(main.values()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function of(profiles: readonly Profile[], name: string): number {
  return median(profiles.map(({ main, others }) => main.get(name as Activity) ?? others));
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
