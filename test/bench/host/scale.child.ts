// Runs inside the extension host: opens every row of the view, refreshes, and measures the turns of the thread meanwhile.
import { setTimeout as wait } from 'node:timers/promises';
import { commands, extensions } from 'vscode';
import type { ExtensionApi } from '../../../src/extension.js';
import type { Explorer } from '../../../src/ui/explorerApi.js';
import { TurnMeter } from '../scale/turns.js';
import { hostProgram } from './program.js';

export interface ScaleParameters {
  readonly extension: string;
  /** How many operations there are. */
  readonly operations: number;
  /** Whether every row is open, or what opens by itself. */
  readonly allOpen: boolean;
}

export interface ScaleResult {
  readonly cpuMs: number;
  readonly longestTurnMs: number;
  readonly p99TurnMs: number;
  readonly heapMB: number;
}

/** So long the tree must have said nothing new before all counts as drawn. */
const QUIET_MS = 11_000;

export const run = hostProgram<ScaleParameters>(async ({ extension, operations, allOpen }) => {
  const found = extensions.getExtension<ExtensionApi | undefined>(extension);
  if (!found) {
    throw new Error(`${extension} is not installed`);
  }
  const explorer = await (await found.activate())?.open();
  if (!explorer) {
    throw new Error(`${extension} shows nothing: it does not take this for its own test`);
  }
  if (allOpen) {
    openEveryRow(explorer);
  }
  const { watch } = explorer.session;
  let drawnAt = performance.now();
  explorer.tree.onDidChangeTreeData(() => (drawnAt = performance.now()));
  const before = process.cpuUsage();
  const turns = new TurnMeter();
  await commands.executeCommand('cloudOperations.operations.focus');
  await watch.refresher.refresh();
  while (performance.now() - drawnAt < QUIET_MS) {
    await wait(100);
  }
  const { longestTurnMs, p99TurnMs } = turns.stop();
  const { user, system } = process.cpuUsage(before);
  const read = [...watch.store.all()].length;
  if (read !== operations) {
    throw new Error(`${read} operations, not ${operations}`);
  }
  const heapMB = process.memoryUsage().heapUsed / 1e6;
  return { cpuMs: (user + system) / 1000, longestTurnMs, p99TurnMs, heapMB } satisfies ScaleResult;
});

/** As if somebody had opened each row as soon as it was there. */
function openEveryRow({ tree }: Explorer): void {
  const { expansion } = tree;
  const asked = expansion.of.bind(expansion);
  expansion.of = (row) => asked(row, true, true);
}
