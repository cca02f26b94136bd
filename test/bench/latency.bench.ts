// From the server's CANCELLED to the status bar's: the packaged extension in a served VS Code, the emulator as Google.
import { startEmulator, type Emulator, type OperationSpec } from '../emulator/index.js';
import { emulate } from '../vscode/emulated.js';
import { Sandbox } from '../vscode/sandbox.js';
import { packagedExtension } from '../vscode/server.js';
import type { LatencyParameters, LatencyResult } from './host/latency.child.js';
import { bench } from './support/bench.js';
import { extensionId } from './support/extension.js';
import { openHost } from './support/host.js';
import { randomOf } from './support/random.js';
import { percentile } from './support/statistics.js';
import { printTable } from './support/table.js';

const halfAMinute = 30_000;
const projects = ['acme-analytics', 'acme-web', 'acme-edge'];

/** Where each service of the emulator has operations; Vault's belong to no project. */
const places: readonly Pick<OperationSpec, 'service' | 'version' | 'project' | 'location'>[] = [
  ...['us-central1', 'us-east1', 'europe-west1', 'asia-east1'].map((location) => ({ service: 'dataproc', location })),
  ...['us-central1', 'europe-west4', 'asia-northeast1'].map((location) => ({ service: 'clouddeploy', location })),
  ...['global', 'europe-west1'].map((location) => ({ service: 'gkehub', version: 'v1beta', location })),
  { service: 'vault' },
];

bench(async ({ quick }) => {
  const [soon, late] = quick ? [20, 5] : [200, 20];
  const sandbox = new Sandbox(process.cwd());
  const emulator = await startEmulator();
  try {
    addRunning(emulator, soon, late);
    const { settings, env } = emulate(emulator, sandbox);
    const parameters: LatencyParameters = { extension: extensionId(), atOnce: quick ? 25 : 55 };
    const host = await openHost<LatencyResult>(sandbox, {
      program: 'bench/host/latency',
      isItsTest: true,
      parameters,
      settings,
      env,
      vsix: packagedExtension(process.cwd()),
      timeoutMs: 15 * 60_000,
    });
    try {
      return report(emulator, await host.result, soon + late);
    } finally {
      await host.close();
    }
  } finally {
    await emulator.stop();
    await sandbox.close();
  }
});

/** Ends come at random times after the cancel: `soon` of them within half a minute, `late` within two. */
function addRunning(emulator: Emulator, soon: number, late: number): void {
  const random = randomOf(11);
  const ends = random.shuffled([
    ...Array.from({ length: soon }, () => random.upTo(halfAMinute)),
    ...Array.from({ length: late }, () => halfAMinute + random.upTo(90_000)),
  ]);
  for (const [index, afterMs] of ends.entries()) {
    const place = places[index % places.length]!;
    emulator.control.createOperation({
      ...place,
      ...(place.service !== 'vault' && { project: projects[index % projects.length]! }),
      scenario: { ends: { kind: 'never' }, cancel: { kind: 'cancels', afterMs } },
    });
  }
}

function report(emulator: Emulator, times: LatencyResult, expected: number) {
  const measured = Object.entries(times).map(([name, { toldAt }]) => {
    const { cancelledAt, endedAt } = emulator.control.operation(name);
    if (cancelledAt === undefined || endedAt === undefined) {
      throw new Error(`the status bar says that ${name} was cancelled, the server does not`);
    }
    return { latencyMs: toldAt - endedAt, soon: endedAt - cancelledAt <= halfAMinute };
  });
  if (measured.length !== expected) {
    const untold = emulator.control.operations().filter(({ name }) => !(name in times));
    throw new Error(`${untold.length} of ${expected} cancels were not told: ${untold.map(({ name }) => name).join()}`);
  }
  const of = (soon: boolean, percent: number): number =>
    percentile(
      measured.filter((one) => one.soon === soon).map(({ latencyMs }) => latencyMs),
      percent,
    );
  const counters = emulator.control.counters();
  const requests = Object.entries(counters)
    .filter(([method]) => method.includes('operations.get') || method.includes('operations.list'))
    .reduce((sum, [, count]) => sum + count, 0);
  const figures = {
    cancels: measured.length,
    p50Ms: of(true, 50),
    p95Ms: of(true, 95),
    lateP50Ms: of(false, 50),
    lateP95Ms: of(false, 95),
    requests,
    requestsPerCancel: requests / measured.length,
  };
  printTable(
    `From the server's CANCELLED to the status bar's, ${figures.cancels} cancels, ${places.length} places`,
    ['end comes', 'p50 ms', 'p95 ms', 'aim p95'],
    [
      ['within half a minute of the cancel', figures.p50Ms, figures.p95Ms, 1500],
      ['within two minutes', figures.lateP50Ms, figures.lateP95Ms],
    ],
  );
  console.log(`\n${requests} gets and lists, ${figures.requestsPerCancel.toFixed(1)} a cancel, the refresh included`);
  return figures;
}
