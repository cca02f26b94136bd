import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator/index.js';
import { mountDisk } from './disk.js';
import { seedEntropy } from './entropy.js';
import { Ledger } from './ledger.js';
import { Machine } from './machine.js';
import { Network } from './network.js';
import { People } from './people.js';
import { Random } from './random.js';
import { SimulatedTime, simulateDates } from './simulatedTime.js';
import { Trace } from './trace.js';

const hour = 3_600_000;
/** Where Linux keeps files without a disk: how long that takes is simulated anyway. */
const inMemory = '/dev/shm';

interface Wanted {
  readonly seed: number;
  /** Of real time, at most. */
  readonly minutes: number;
  /** Of simulated time, what the machine slept included. */
  readonly hours: number;
  readonly traceFile: string | undefined;
}

/** How the product fares through the simulated time that fits into `minutes`. */
async function soak({ seed, minutes, hours, traceFile }: Wanted) {
  const random = new Random(seed);
  // The product spreads its looks by it.
  Math.random = random.for('product').next;
  seedEntropy(seed);
  const time = new SimulatedTime();
  // What the libraries date is for the server, which refuses a wrong clock; that is not what is tried here.
  simulateDates(time.now);
  mountDisk(time, random.for('disk'));
  const folder = mkdtempSync(path.join(existsSync(inMemory) ? inMemory : tmpdir(), 'soak-'));
  const emulator = await startEmulator({ now: time.now, requestLog: 100 });
  const trace = new Trace(time, traceFile);
  const network = new Network(emulator, time, random.for('network'), trace);
  const ledger = new Ledger(emulator.control, time, network, trace);
  const world = { emulator, time, network, ledger, trace };
  const machine = new Machine({ ...world, random: random.for('machine'), folder });
  const people = new People(machine, { ...world, random: random.for('people') });
  let unhandledRejections = 0;
  process.on('unhandledRejection', (reason) => {
    unhandledRejections++;
    ledger.note(`unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  });
  globalThis.fetch = network.fetch;
  const started = performance.now();
  const deadline = started + minutes * 60_000;
  try {
    await machine.start();
    people.start();
    const heap: number[] = [];
    while (time.hours < hours && performance.now() < deadline) {
      await machine.run(time.awakeMs + hour, deadline);
      heap.push(heapMB());
    }
    await people.leave();
    const figures = {
      simulatedHours: Math.round(time.hours * 10) / 10,
      requests: network.requests,
      faults: network.faults + people.disturbances,
      cancels: ledger.cancels,
      wrongStates: ledger.wrongStates + machine.wrongRows,
      forgotten: ledger.forgotten(),
      doublePosts: ledger.doublePosts(),
      toldTwice: ledger.toldTwice,
      toldAgainAfterDisk: ledger.toldAgain,
      untold: ledger.untold(),
      lateDecisions: ledger.lateDecisions,
      unhandledRejections,
      timersLeft: await machine.stop(),
      // Between the first quarter, when it is warm, and the end.
      heapGrowthMB: Math.round(((heap.at(-1) ?? 0) - (heap[Math.floor(heap.length / 4)] ?? 0)) * 10) / 10,
      worstDecisionSeconds: Math.round(ledger.worstDelayMs / 1000),
      keptBack: people.keptBack,
      events: trace.lines,
      digest: trace.end(),
      wallSeconds: Math.round((performance.now() - started) / 1000),
    };
    return { figures, notes: ledger.notes };
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function heapMB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      hours: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      trace: { type: 'string' },
    },
  });
  const { figures, notes } = await soak({
    seed: Number(values.seed),
    minutes: Number(values.minutes),
    hours: Number(values.hours),
    traceFile: values.trace,
  });
  notes.forEach((note) => console.error(note));
  if (values.json) {
    console.log(JSON.stringify(figures));
  } else {
    console.table(figures);
  }
  const { wrongStates, forgotten, doublePosts, toldTwice, untold, lateDecisions } = figures;
  const { unhandledRejections, timersLeft } = figures;
  const wrong = [
    wrongStates,
    forgotten,
    doublePosts,
    toldTwice,
    untold,
    lateDecisions,
    unhandledRejections,
    timersLeft,
  ];
  process.exit(wrong.every((count) => count === 0) ? 0 : 1);
}

void main();
