// Runs inside the extension host: cancels what it finds running and notes when the status bar says that each is cancelled.
import { extensions } from 'vscode';
import type { ExtensionApi } from '../../../src/extension.js';
import type { Operation } from '../../../src/operations/operation.js';
import type { Explorer } from '../../../src/ui/explorerApi.js';
import { hostProgram } from './program.js';

export interface LatencyParameters {
  readonly extension: string;
  /** How many are cancelled together. */
  readonly atOnce: number;
}

/** When the status bar told of each, in milliseconds since the epoch, by name. */
export type LatencyResult = Readonly<Record<string, { readonly requestedAt: number; readonly toldAt: number }>>;

export const run = hostProgram<LatencyParameters>(async ({ extension, atOnce }) => {
  const found = extensions.getExtension<ExtensionApi | undefined>(extension);
  if (!found) {
    throw new Error(`${extension} is not installed`);
  }
  const explorer = await (await found.activate())?.open();
  if (!explorer) {
    throw new Error(`${extension} shows nothing: it does not take this for its own test`);
  }
  const { watch } = explorer.session;
  await watch.refresher.refresh();
  const operations = [...watch.store.all()].filter(({ state }) => state === 'running');
  const times: Record<string, { requestedAt: number; toldAt: number }> = {};
  for (let start = 0; start < operations.length; start += atOnce) {
    await cancelAll(explorer, operations.slice(start, start + atOnce), times);
  }
  return times satisfies LatencyResult;
});

async function cancelAll(
  explorer: Explorer,
  operations: readonly Operation[],
  times: Record<string, { requestedAt: number; toldAt: number }>,
): Promise<void> {
  const { cancellations } = explorer.session.watch;
  const waiting = new Set(operations.map(({ name }) => name));
  const allTold = new Promise<void>((resolve) => {
    // The status bar subscribed before, so its text is the new one by now.
    const subscription = cancellations.onDidChange(({ cancellation }) => {
      const { name } = cancellation.reading;
      const text = explorer.statusBarText ?? '';
      if (cancellation.outcome === 'cancelled' && waiting.has(name) && /cancelled/i.test(text)) {
        times[name] = { requestedAt: cancellation.requestedAt, toldAt: Date.now() };
        waiting.delete(name);
      }
      if (waiting.size === 0) {
        subscription.dispose();
        resolve();
      }
    });
  });
  await Promise.all(operations.map((operation) => cancellations.request(operation)));
  await allTold;
}
