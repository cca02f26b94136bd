// A thousand list calls over TLS, with and without latency, in plain Node and in the extension host: the product beside
// bare fetch and what people would use instead.
import { gcloudCalls, gcloudServices, runGcloud, type GcloudRun } from './fanout/gcloud.js';
import {
  compare,
  compareQueries,
  floorMs,
  latencies,
  measureOther,
  type Compared,
  type Latency,
  type Measured,
} from './fanout/measure.js';
import { inHost, inNode, type RunClient } from './fanout/places.js';
import type { FanoutServer } from './fanout/processes.js';
import { openScene, type Scene } from './fanout/scene.js';
import { sweepRequests } from './fanout/sweep.js';
import { bench } from './support/bench.js';
import { machine } from './support/node.js';
import { concurrency } from './support/product.js';
import { printTable } from './support/table.js';
import { fullSize } from './support/world.js';

const listings = 4 * fullSize.projects * fullSize.regions;

/** All clients in one place at one latency. */
interface Case extends Compared {
  readonly latency: Latency;
  readonly googleapis: Measured;
  readonly gax: Measured;
  readonly gcloud: GcloudRun | undefined;
}

bench(async ({ quick }) => {
  console.log(`\n${machine()}`);
  const opened = await openScene();
  const { server, scene, caFile, systemFile } = opened;
  try {
    await writeAnswers(server, inNode(caFile), scene);
    const figures: Record<string, unknown> = {};
    for (const latency of latencies) {
      server.setLatency(latency);
      const gcloud = await runGcloud(server.address, caFile, scene.projects, scene.regions);
      for (const place of ['node', 'host'] as const) {
        const run = place === 'node' ? inNode(caFile) : inHost(systemFile);
        const one = await measureCase(server, place, run, scene, latency, quick, gcloud);
        print(place, one);
        figures[`${place}${latency}`] = figuresOf(one);
      }
      console.log(`\n${wordsOn(gcloud)}`);
    }
    server.setLatency(0);
    const queries = await compareQueries(server, inNode(caFile), scene, { rounds: quick ? 1 : 3, starts: 4 });
    printTable(
      'Bare fetch and JSON.parse by what is asked for, in plain Node',
      ['', 'CPU ms'],
      [
        ['as everybody asks', queries.plainCpuMs],
        ['prettyPrint=false, as the product asks', queries.compactCpuMs],
        ['prettyPrint=false and fields without response', queries.maskedCpuMs],
      ],
    );
    const sweep = await sweepRequests();
    printTable(
      "The poller's own sweep over the same 1,000 collections in an hour, ten operations running in three of them",
      ['', 'requests', 'of fixed', 'aim'],
      [
        ['every collection each minute', sweep.fixedPerHour, 1],
        ['look plan', sweep.requestsPerHour, sweep.ratioToFixed, 0.25],
      ],
    );
    return { ...figures, queries, sweepRequests: sweep };
  } finally {
    opened.close();
  }
});

/** The server writes each answer when it is first asked for: that is done before anything is measured. */
async function writeAnswers(server: FanoutServer, run: RunClient, scene: Scene): Promise<void> {
  await compare(server, run, scene, { rounds: 1, starts: 1 });
  await measureOther(server, run, scene, 'fetch', 1);
}

async function measureCase(
  server: FanoutServer,
  place: 'node' | 'host',
  run: RunClient,
  scene: Scene,
  latency: Latency,
  quick: boolean,
  gcloud: GcloudRun | undefined,
): Promise<Case> {
  // With latency a listing takes five seconds, and processor time is not what is looked at.
  const effort = latency === 0 ? { rounds: quick ? 1 : 3, starts: 4 } : { rounds: 1, starts: quick ? 1 : 3 };
  const compared = await compare(server, run, scene, effort);
  // In the extension host each of their calls is a new connection: a listing takes a minute.
  const others = place === 'host' || quick ? 1 : 2;
  return {
    latency,
    ...compared,
    googleapis: await measureOther(server, run, scene, 'googleapis', others),
    gax: await measureOther(server, run, scene, 'gax', others),
    gcloud,
  };
}

function figuresOf({ latency, product, fetch, googleapis, gax, gcloud, requests, ...ratios }: Case) {
  const floor = latency === 0 ? fetch.cpuMs : floorMs(latency, listings);
  return {
    wallMs: product.wallMs,
    cpuMs: product.cpuMs,
    coldCpuMs: product.coldCpuMs,
    /** With latency of wall time; without, processor time of bare fetch and JSON.parse. */
    floorMs: floor,
    ratioToFloor: latency === 0 ? ratios.cpuRatio : product.wallMs / floor,
    requests,
    /** To the floor of all requests of a refresh: the listings wait for a token, enabled services and locations. */
    ratioToFloorOfAll: latency === 0 ? undefined : product.wallMs / floorMs(latency, requests),
    coldRatioToFloor: latency === 0 ? ratios.coldCpuRatio : undefined,
    /** How many times the product's processor time the others take. */
    ratioToGax: gax.cpuMs / product.cpuMs,
    ratioToGoogleapis: googleapis.cpuMs / product.cpuMs,
    /** How many times as long gcloud takes, extrapolated. */
    ratioToGcloud: gcloud && extrapolated(gcloud) / product.wallMs,
    connections: product.connections,
    secondCpuMs: product.secondCpuMs,
    secondRatio: ratios.secondRatio,
    coldSecondRatio: ratios.coldSecondRatio,
    secondEvents: product.secondEvents,
  };
}

function extrapolated({ wallMs }: GcloudRun): number {
  return (wallMs * listings) / gcloudCalls;
}

function print(place: 'node' | 'host', one: Case): void {
  const { latency, product, fetch, googleapis, gax, gcloud } = one;
  const figures = figuresOf(one);
  const where = place === 'node' ? 'plain Node' : 'the extension host';
  printTable(
    `${listings.toLocaleString('en-US')} list calls, ${concurrency} at once, ${latency} ms latency, in ${where}`,
    ['', 'wall ms', 'CPU ms', 'CPU cold', 'connections'],
    [
      ['product, first refresh', product.wallMs, product.cpuMs, product.coldCpuMs, product.connections],
      ['product, second refresh, nothing changed', product.secondWallMs, product.secondCpuMs],
      ['bare fetch and JSON.parse, same bytes', fetch.wallMs, fetch.cpuMs, fetch.coldCpuMs, fetch.connections],
      ['googleapis', googleapis.wallMs, googleapis.cpuMs, googleapis.coldCpuMs, googleapis.connections],
      ['@google-cloud clients (gax, REST)', gax.wallMs, gax.cpuMs, gax.coldCpuMs, gax.connections],
      ...(gcloud ? [[`gcloud, extrapolated from ${gcloudCalls} calls`, extrapolated(gcloud)]] : []),
    ],
  );
  printTable(
    'Against the aims',
    ['', 'figure', 'aim'],
    [
      latency === 0
        ? ['CPU to that of bare fetch and JSON.parse, code warm', figures.ratioToFloor, '≤ 1.25']
        : [`wall to the floor of ${figures.floorMs} ms`, figures.ratioToFloor, '≤ 1.15'],
      [`the same of all ${one.requests} requests that a refresh sends`, figures.ratioToFloorOfAll],
      ['CPU of gax to ours', figures.ratioToGax, '≥ 4'],
      ['CPU of googleapis to ours', figures.ratioToGoogleapis, '≥ 1.6'],
      ['wall of gcloud to ours', figures.ratioToGcloud, figures.ratioToGcloud === undefined ? undefined : '≥ 50'],
      ['CPU of the second refresh to the first, code cold', figures.coldSecondRatio, '≤ 0.6'],
      ['CPU of the second refresh to the first, code warm', figures.secondRatio, '≤ 0.6'],
      ['events of the second refresh', figures.secondEvents, '0'],
      ['connections', figures.connections, `≤ ${2 * concurrency}`],
    ],
  );
}

function wordsOn(gcloud: GcloudRun | undefined): string {
  return gcloud
    ? `${gcloud.version}: a process a call, ${concurrency} at once. It lists operations of ${gcloudServices.join(' and ')} only:\nfor Cloud Deploy and Notebooks it has no such command, and one call lists one region of one project.`
    : 'There is no gcloud on PATH, so nothing was compared with it.';
}
