import { concurrency } from '../support/product.js';
import { median } from '../support/statistics.js';
import type { ClientKind, ClientTask, Pass } from './messages.js';
import type { RunClient } from './places.js';
import type { FanoutServer } from './processes.js';
import type { Scene } from './scene.js';

export const latencies = [0, 80] as const;
export type Latency = (typeof latencies)[number];

/** How often everything is done. */
export interface Effort {
  /** Rounds of product and bare fetch in turns. */
  readonly rounds: number;
  /** Starts of a client in each round; the first is cold. */
  readonly starts: number;
}

/** One client in one place at one latency: medians over all rounds. */
export interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Processor time of the very first listing of a process, code cold; a median over the rounds. */
  readonly coldCpuMs: number;
  /** Opened for the first listing of a process. */
  readonly connections: number;
  /** Of the second listing after each start, nothing having changed; for the product alone. */
  readonly secondCpuMs: number | undefined;
  readonly secondWallMs: number | undefined;
  /** Events of the second listing: there should be none. */
  readonly secondEvents: number;
}

/** Product and bare fetch in turns, so that noise hits both alike; and what their rounds say of each other. */
export interface Compared {
  readonly product: Measured;
  readonly fetch: Measured;
  /** Of one refresh: beside the listings a token, the enabled services and the locations. */
  readonly requests: number;
  /** Processor time of the product to that of bare fetch, round by round; a median. */
  readonly cpuRatio: number;
  readonly coldCpuRatio: number;
  /** Processor time of the second, unchanged listing to that of the first one, code warm and code cold. */
  readonly secondRatio: number;
  readonly coldSecondRatio: number;
}

/** What everybody writes; Google's answers are printed for people then. */
export const plainQuery = '?pageSize=100';
/** Everything but `response`, which nobody reads. */
const maskedQuery = `${plainQuery}&prettyPrint=false&fields=nextPageToken,unreachable,operations(name,done,error,metadata)`;

/** Product and bare fetch; connections are counted in runs of their own, because a process keeps them for its next start. */
export async function compare(server: FanoutServer, run: RunClient, scene: Scene, effort: Effort): Promise<Compared> {
  const product: Round[] = [];
  const fetch: Round[] = [];
  for (let round = 0; round < effort.rounds; round++) {
    const ours = await measureRound(server, run, { ...scene, ...starts('product', effort), listQuery: plainQuery });
    product.push(ours);
    // The same bytes: whatever the product asks for, bare fetch asks for too.
    fetch.push(await measureRound(server, run, { ...scene, ...starts('fetch', effort), listQuery: ours.listQuery }));
  }
  const once = { ...scene, starts: 1, passes: 1, listQuery: product[0]!.listQuery };
  const { connections, requests } = await measureRound(server, run, { ...once, kind: 'product' });
  const bare = await measureRound(server, run, { ...once, kind: 'fetch' });
  const ratio = (pick: (round: Round) => number): number =>
    median(product.map((round, index) => pick(round) / pick(fetch[index]!)));
  return {
    product: { ...summarize(product), connections },
    fetch: { ...summarize(fetch), connections: bare.connections },
    requests,
    cpuRatio: ratio(warmCpu),
    coldCpuRatio: ratio(({ first }) => first[0]!.cpuMs),
    secondRatio: median(product.map((round) => median(warm(round.second).map(cpu)) / warmCpu(round))),
    coldSecondRatio: median(product.map(({ first, second }) => second[0]!.cpuMs / first[0]!.cpuMs)),
  };
}

/** A client that is there for comparison: one round. */
export async function measureOther(
  server: FanoutServer,
  run: RunClient,
  scene: Scene,
  kind: Exclude<ClientKind, 'product'>,
  count: number,
): Promise<Measured> {
  const task = { ...scene, kind, starts: count, passes: 1, listQuery: plainQuery };
  return summarize([await measureRound(server, run, task)]);
}

/** The least that so many requests can take with so much latency, as many at once as the product sends at once. */
export function floorMs(latency: Latency, requests: number): number {
  return latency * Math.ceil(requests / concurrency);
}

/** One process: its starts, by the first and the second listing after each. */
interface Round {
  readonly first: readonly Pass[];
  readonly second: readonly Pass[];
  readonly requests: number;
  readonly connections: number;
  readonly listQuery: string;
}

function starts(kind: ClientKind, effort: Effort): Pick<ClientTask, 'kind' | 'starts' | 'passes'> {
  return { kind, starts: effort.starts, passes: kind === 'product' ? 2 : 1 };
}

async function measureRound(server: FanoutServer, run: RunClient, task: ClientTask): Promise<Round> {
  await server.counts();
  const passes = await run(task);
  const { connections, requests, listQuery } = await server.counts();
  const expected = task.projects.length * task.regions.length * Object.keys(task.address.origins).length * 100;
  const wrong = passes.flat().find(({ operations }) => operations !== expected);
  if (wrong) {
    throw new Error(`${task.kind} listed ${wrong.operations} operations, there are ${expected}`);
  }
  return {
    first: passes.map(([pass]) => pass!),
    second: passes.flatMap(([, pass]) => pass ?? []),
    connections,
    requests,
    listQuery,
  };
}

/** Without the first, unless there is no other. */
function warm(passes: readonly Pass[]): readonly Pass[] {
  return passes.length > 1 ? passes.slice(1) : passes;
}

function cpu({ cpuMs }: Pass): number {
  return cpuMs;
}

function warmCpu({ first }: Round): number {
  return median(warm(first).map(cpu));
}

function summarize(rounds: readonly Round[]): Measured {
  const first = rounds.flatMap((round) => warm(round.first));
  const second = rounds.flatMap((round) => warm(round.second));
  const has = second.length > 0;
  return {
    wallMs: median(first.map(({ wallMs }) => wallMs)),
    cpuMs: median(first.map(cpu)),
    coldCpuMs: median(rounds.map((round) => round.first[0]!.cpuMs)),
    connections: Math.max(...rounds.map(({ connections }) => connections)),
    secondCpuMs: has ? median(second.map(cpu)) : undefined,
    secondWallMs: has ? median(second.map(({ wallMs }) => wallMs)) : undefined,
    secondEvents: Math.max(0, ...rounds.flatMap((round) => round.second.map(({ events }) => events))),
  };
}

/** What bare fetch costs by what it asks for: processor time in milliseconds, in turns; medians over the rounds. */
export async function compareQueries(
  server: FanoutServer,
  run: RunClient,
  scene: Scene,
  effort: Effort,
): Promise<{ readonly plainCpuMs: number; readonly compactCpuMs: number; readonly maskedCpuMs: number }> {
  const queries = { plain: plainQuery, compact: `${plainQuery}&prettyPrint=false`, masked: maskedQuery };
  const found: Record<keyof typeof queries, number[]> = { plain: [], compact: [], masked: [] };
  for (let round = 0; round < effort.rounds; round++) {
    for (const name of ['plain', 'compact', 'masked'] as const) {
      const task = { ...scene, kind: 'fetch', starts: effort.starts, passes: 1, listQuery: queries[name] } as const;
      found[name].push(warmCpu(await measureRound(server, run, task)));
    }
  }
  return {
    plainCpuMs: median(found.plain),
    compactCpuMs: median(found.compact),
    maskedCpuMs: median(found.masked),
  };
}
