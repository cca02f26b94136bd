import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator/index.js';
import { Ledger } from './ledger.js';
import { Machine } from './machine.js';
import { Network } from './network.js';
import { People } from './people.js';
import { Random } from './random.js';
import { SimulatedTime } from './simulatedTime.js';

const hour = 3_600_000;

/** How the product fares through the simulated time that fits into `minutes`. */
async function soak(seed: number, minutes: number, hours: number) {
  const random = new Random(seed);
  // The product spreads its looks by it.
  Math.random = random.next;
  const time = new SimulatedTime();
  const folder = mkdtempSync(path.join(tmpdir(), 'soak-'));
  const emulator = await startEmulator({ now: time.now, requestLog: 100 });
  const network = new Network(emulator, time, random);
  const ledger = new Ledger(emulator.control, time, network);
  const machine = new Machine({ emulator, time, network, ledger, random, folder });
  const people = new People(machine, { emulator, time, network, ledger, random });
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
    for (let end = hour; end <= hours * hour && performance.now() < deadline; end += hour) {
      await machine.run(end, deadline);
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
      lateDecisions: ledger.lateDecisions,
      unhandledRejections,
      timersLeft: await machine.stop(),
      // Between the first quarter, when it is warm, and the end.
      heapGrowthMB: Math.round(((heap.at(-1) ?? 0) - (heap[Math.floor(heap.length / 4)] ?? 0)) * 10) / 10,
      worstDecisionSeconds: Math.round(ledger.worstDelayMs / 1000),
      keptBack: people.keptBack,
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
    },
  });
  const { figures, notes } = await soak(Number(values.seed), Number(values.minutes), Number(values.hours));
  notes.forEach((note) => console.error(note));
  if (values.json) {
    console.log(JSON.stringify(figures));
  } else {
    console.table(figures);
  }
  const { wrongStates, forgotten, doublePosts, toldTwice, lateDecisions, unhandledRejections, timersLeft } = figures;
  const wrong = [wrongStates, forgotten, doublePosts, toldTwice, lateDecisions, unhandledRejections, timersLeft];
  process.exit(wrong.every((count) => count === 0) ? 0 : 1);
}

void main();
