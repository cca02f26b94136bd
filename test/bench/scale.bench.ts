// A cloud of hundreds of projects: what a refresh costs with the tree and without, and how long it holds the thread.
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { activities } from './fanout/cpuProfile.js';
import { measureInHost } from './scale/inHost.js';
import type { ScaleRun, ScaleTask, ScaleWorld } from './scale/messages.js';
import { scaleWorld } from './scale/world.js';
import { bench } from './support/bench.js';
import { machine } from './support/node.js';
import { median } from './support/statistics.js';
import { printTable } from './support/table.js';

interface Case {
  readonly coreMs: number;
  readonly withTreeMs: number;
  readonly ratio: number;
  readonly longestTurnMs: number;
  readonly p99TurnMs: number;
  readonly heapMB: number;
  readonly longTurns: Readonly<Record<string, number>>;
}

bench(async ({ quick }) => {
  const scale = quick ? 0.2 : 1;
  const rounds = quick ? 1 : 3;
  const many = scaleWorld(50 * scale, 5, 1);
  const wide = scaleWorld(200 * scale, 5, 20);
  const half = scaleWorld(100 * scale, 5, 20);
  const cases = { many: await measure(many, rounds), wide: await measure(wide, rounds) };
  const halves = await inServer(half, (port) => times(rounds, () => runOnce({ world: half, port, tree: true })));
  const growth = cases.wide.withTreeMs / median(halves.map(({ cpuMs }) => cpuMs));
  const host = await inServer(many, async (port) => ({
    allOpen: await measureInHost(many, port, true),
    asItOpens: await measureInHost(many, port, false),
  }));
  const shapes = { many, wide };
  printTable(
    `A refresh of 10 services in 40 regions of each project, server at 0 ms, every row open (${machine()}; medians of ${rounds} runs)`,
    ['', ...Object.values(shapes).map(({ projects }) => `${projects} projects`), 'aim'],
    [
      ['CPU without the tree, ms', cases.many.coreMs, cases.wide.coreMs],
      ['CPU with it, ms', cases.many.withTreeMs, cases.wide.withTreeMs],
      ['ratio', cases.many.ratio, cases.wide.ratio, '≤ 1.25'],
      ['CPU of the longest turn, ms', cases.many.longestTurnMs, cases.wide.longestTurnMs, '≤ 50'],
      ['CPU of a turn, p99, ms', cases.many.p99TurnMs, cases.wide.p99TurnMs],
      ['heap at the end, MB', cases.many.heapMB, cases.wide.heapMB],
      [`CPU of ${wide.projects} projects to that of ${half.projects}`, undefined, growth, '≤ 2.2'],
    ],
  );
  printTable(
    'The five longest turns together in one more run, which V8’s profiler slows down, ms',
    ['', ...Object.values(shapes).map(({ projects }) => `${projects} projects`)],
    activities.map((activity) => [activity, cases.many.longTurns[activity], cases.wide.longTurns[activity]]),
  );
  printTable(
    'The first of them in an extension host, the view open',
    ['', 'every row open', 'what opens by itself', 'aim'],
    [
      ['CPU, ms', host.allOpen.cpuMs, host.asItOpens.cpuMs],
      ['CPU of the longest turn, ms', host.allOpen.longestTurnMs, host.asItOpens.longestTurnMs, '≤ 50'],
      ['CPU of a turn, p99, ms', host.allOpen.p99TurnMs, host.asItOpens.p99TurnMs],
      ['heap at the end, MB', host.allOpen.heapMB, host.asItOpens.heapMB],
    ],
  );
  return { cases, growth, host };
});

async function measure(world: ScaleWorld, rounds: number): Promise<Case> {
  return inServer(world, async (port) => {
    const runs = await times(rounds, async () => ({
      core: await runOnce({ world, port, tree: false }),
      tree: await runOnce({ world, port, tree: true }),
    }));
    const profiled = await runOnce({ world, port, tree: true, profiled: true });
    const of = (pick: (run: (typeof runs)[number]) => number): number => median(runs.map(pick));
    return {
      coreMs: of(({ core }) => core.cpuMs),
      withTreeMs: of(({ tree }) => tree.cpuMs),
      ratio: of(({ core, tree }) => tree.cpuMs / core.cpuMs),
      longestTurnMs: of(({ tree }) => tree.longestTurnMs),
      p99TurnMs: of(({ tree }) => tree.p99TurnMs),
      heapMB: of(({ tree }) => tree.heapMB),
      longTurns: profiled.longTurns ?? {},
    };
  });
}

/** One after the other. */
async function times<T>(count: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index++) {
    results.push(await run());
  }
  return results;
}

function runOnce(task: ScaleTask): Promise<ScaleRun> {
  const child = start('case');
  child.send(task);
  return new Promise((resolve, reject) => {
    child.once('message', (run: ScaleRun) => resolve(run));
    child.once('exit', (code) => reject(new Error(`a case ended with ${code}`)));
  });
}

async function inServer<T>(world: ScaleWorld, use: (port: number) => Promise<T>): Promise<T> {
  const server = start('server');
  try {
    server.send(world);
    const port = await new Promise<number>((resolve, reject) => {
      server.once('message', (message: number) => resolve(message));
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
    return await use(port);
  } finally {
    server.kill();
  }
}

function start(name: string): ChildProcess {
  return fork(path.join('out', 'test', 'bench', 'scale', `${name}.child.cjs`));
}
