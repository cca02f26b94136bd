// 100,000 operations in the store, with everything subscribed to it that the product subscribes, and the tree above it.
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import { ReaderMemory } from '../../src/google/readings/readOperation.js';
import type { Collection } from '../../src/operations/collection.js';
import type { OperationChange, OperationReading } from '../../src/operations/operation.js';
import { toReading } from '../../src/operations/reading.js';
import type { OperationStore } from '../../src/operations/store.js';
import type { Session } from '../../src/ui/session.js';
import type { LocationElement } from '../../src/ui/tree/element.js';
import { rowOf } from '../../src/ui/tree/elements.js';
import { filterOf, type SharedWords } from '../../src/ui/tree/filter.js';
import { Redraw } from '../../src/ui/tree/redraw.js';
import { Rows } from '../../src/ui/tree/rows.js';
import { elementsToDraw, staleRows } from '../../src/ui/tree/staleRows.js';
import type { Watch } from '../../src/watch/watch.js';
import { TurnMeter } from './scale/turns.js';
import { ScriptedActivity } from './support/attention.js';
import { bench } from './support/bench.js';
import { heapBytes, machine, timed } from './support/node.js';
import { openProduct } from './support/product.js';
import { median } from './support/statistics.js';
import { printTable } from './support/table.js';
import { benchProjects, fullSize } from './support/world.js';
import { measureDesktopHeap } from './tree/desktopHeap.js';
import { largeRegion, pageSize, worldListings } from './tree/listings.js';
import { readingsOf } from './tree/read.js';

interface Run {
  readonly fillMs: number;
  readonly slowestPageMs: number;
  readonly unchangedMs: number;
  readonly changeMs: number;
  readonly rowsFired: number;
  readonly getChildrenMs: number;
  readonly filterMs: number;
  readonly filterHeldMs: number;
  readonly heapMB: number;
  readonly operations: number;
}

bench(async ({ quick }) => {
  const runs: Run[] = [];
  for (let run = 0; run < (quick ? 2 : 6); run++) {
    runs.push(await once());
  }
  // The first run is the cold one: it compiles what the others run. An extension host fills its store cold.
  const [cold] = runs;
  const warm = runs.slice(1);
  const of = (pick: (run: Run) => number): number => median(warm.map(pick));
  const desktop = await measureDesktopHeap();
  if (desktop.operations !== cold?.operations) {
    throw new Error(`Chromium kept ${desktop.operations} operations, Node another number`);
  }
  const figures = {
    operations: cold.operations,
    fillMs: cold.fillMs,
    warmFillMs: of((run) => run.fillMs),
    slowestPageMs: Math.max(...runs.map((run) => run.slowestPageMs)),
    unchangedMs: of((run) => run.unchangedMs),
    changeMs: of((run) => run.changeMs),
    rowsFired: Math.max(...runs.map((run) => run.rowsFired)),
    getChildrenMs: of((run) => run.getChildrenMs),
    filterMs: of((run) => run.filterMs),
    filterHeldMs: Math.max(...runs.map((run) => run.filterHeldMs)),
    heapMB: of((run) => run.heapMB),
    desktopHeapMB: desktop.heapMB,
  };
  printTable(
    `${figures.operations} operations in the store (${machine()}; medians of ${warm.length} warm runs)`,
    ['what', 'figure', 'aim'],
    [
      ['first fill, cold, ms', figures.fillMs, 300],
      ['first fill, warm, ms', figures.warmFillMs],
      ['longest the thread was held by one page, ms', figures.slowestPageMs, 50],
      ['the same pages again, ms', figures.unchangedMs],
      ['one changed operation, ms', figures.changeMs, 1],
      ['rows fired for it', figures.rowsFired, 1],
      [`rows of a region with ${largeRegion.toLocaleString('en-US')} operations, ms`, figures.getChildrenMs, 10],
      ['slowest keystroke of a filter, ms', figures.filterMs, 50],
      ['longest that one held the thread, ms', figures.filterHeldMs, 50],
      ['heap in Node, pointers of 8 bytes, MB', figures.heapMB, 30],
      [`heap in Chromium, pointers of ${desktop.pointerBytes} bytes, MB`, desktop.heapMB, 30],
    ],
  );
  return figures;
});

async function once(): Promise<Run> {
  const watch = openWatch();
  const redraw = subscribeTree(watch);
  const before = await heapBytes();
  const memory = new ReaderMemory();
  let fillMs = 0;
  let slowestPageMs = 0;
  let operations = 0;
  for (const { collection, text } of worldListings()) {
    const readings = readingsOf(text, memory);
    const ms = fill(watch.store, collection, readings);
    fillMs += ms.total;
    slowestPageMs = Math.max(slowestPageMs, ms.slowestPage);
    operations += readings.length;
    await new Promise(setImmediate);
  }
  const heapMB = ((await heapBytes()) - before) / 1e6;

  const large = worldListings().next().value!;
  const unchangedMs = fill(watch.store, large.collection, readingsOf(large.text, memory)).total;

  const rows = new Rows(sessionOf(watch));
  const project = rowOf.project(large.collection.project);
  const region = rowOf.location(project, large.collection.location!);
  rows.children(project);
  const getChildrenMs = timed(() => repeat(20, () => rows.children(region))) / 20;
  const { filterMs, filterHeldMs } = await type(watch, keystrokes);
  const changes = changeShown(watch.store, rows, region);
  redraw.dispose();
  watch.dispose();
  return { fillMs, slowestPageMs, unchangedMs, ...changes, getChildrenMs, filterMs, filterHeldMs, heapMB, operations };
}

/** What the tree does with every change, up to the point where it would speak to VS Code. */
function subscribeTree(watch: Watch): Redraw {
  const rows = new Rows(sessionOf(watch));
  const redraw = new Redraw(systemClock, (stale) => void elementsToDraw(stale, rows));
  watch.store.onDidChange((changes) => redraw.mark(changes.flatMap(staleRows)));
  return redraw;
}

/** Takes in a whole listing: the thread's time for it, and the longest that one page held it by the clock on the wall. */
function fill(
  store: OperationStore,
  collection: Collection,
  readings: readonly OperationReading[],
): { total: number; slowestPage: number } {
  const pass = store.beginListing(collection);
  let slowestPage = 0;
  const total = timed(() => {
    for (let start = 0; start < readings.length; start += pageSize) {
      const page = readings.slice(start, start + pageSize);
      const began = performance.now();
      pass.page(page);
      slowestPage = Math.max(slowestPage, performance.now() - began);
    }
    const began = performance.now();
    pass.complete();
    slowestPage = Math.max(slowestPage, performance.now() - began);
  });
  return { total, slowestPage };
}

/** Operations on screen whose status text changes, one after the other: what each costs up to the rows handed to VS Code. */
function changeShown(
  store: OperationStore,
  rows: Rows,
  parent: LocationElement,
): { changeMs: number; rowsFired: number } {
  const fired: number[] = [];
  const subscription = store.onDidChange((changes: readonly OperationChange[]) => {
    fired.push(elementsToDraw(changes.flatMap(staleRows), rows)?.length ?? Infinity);
  });
  const shown = rows.children(parent).flatMap((row) => {
    const operation = row.type === 'operation' ? store.find(row.collection, row.name) : undefined;
    return operation ? [operation] : [];
  });
  const rounds = 40;
  const ms = timed(() => {
    for (let round = 0; round < rounds; round++) {
      for (const operation of shown) {
        store.read(operation.collection, { ...toReading(operation), statusText: `Step ${round}` });
      }
    }
  });
  subscription.dispose();
  const changes = rounds * shown.length;
  if (fired.length !== changes || changes === 0) {
    throw new Error(`${changes} operations changed, ${fired.length} changes were told`);
  }
  return { changeMs: ms / changes, rowsFired: Math.max(...fired) };
}

/** What a person types, letter by letter: many matches first, then few, then none, and two words at once. */
const keystrokes = ['f', 'fr', 'fraud-model-1', 'fraud-model-11', 'failed fraud', 'dataproc failed us-c', 'xyz'];

const words: SharedWords = { service: ({ title, service }) => title ?? service, state: String, verb: String };

/** The slowest keystroke of several, and the longest that one of them held the thread; both in the thread's own time. */
async function type(watch: Watch, texts: readonly string[]): Promise<{ filterMs: number; filterHeldMs: number }> {
  let [filterMs, filterHeldMs] = [0, 0];
  let before: Rows | undefined;
  for (const text of texts) {
    const rows = new Rows(sessionOf(watch), true, { filter: filterOf(text, words) }, before);
    const turns = new TurnMeter();
    await rows.outline.prepare(() => true);
    draw(rows);
    const { longestTurnMs, totalMs } = turns.stop();
    filterMs = Math.max(filterMs, totalMs);
    filterHeldMs = Math.max(filterHeldMs, longestTurnMs);
    before = rows;
  }
  return { filterMs, filterHeldMs };
}

/** All that VS Code asks for after a keystroke: which rows there are, what they count, and what hangs below the open ones. */
function draw(rows: Rows): void {
  const few = rows.outline.matches().matching <= 500;
  for (const project of benchProjects(fullSize.projects).map(rowOf.project)) {
    rows.outline.counts(project.project);
    for (const row of rows.children(project)) {
      if (row.type === 'location' && (few || rows.outline.counts(project.project, row.location).running > 0)) {
        rows.children(row);
      }
    }
  }
}

function repeat(times: number, work: () => void): void {
  for (let time = 0; time < times; time++) {
    work();
  }
}

/** The floors as the product builds them; nothing is asked and nothing written. */
function openWatch(): Watch {
  const storageFolder = path.join(tmpdir(), 'never-written');
  return openProduct({
    endpoints: {},
    credentialFile: path.join(storageFolder, 'none.json'),
    settings: { projects: [], services: [], regions: [] },
    storageFolder,
    activity: new ScriptedActivity({ focused: false, viewVisible: false }),
  }).watch;
}

function sessionOf(watch: Watch): Session {
  return {
    watch,
    settings: { showEmptyRegions: false, rows: { label: 'target', description: ['state', 'action'] } },
    settingProblems: [],
  } as unknown as Session;
}
