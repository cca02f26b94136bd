// Runs inside the extension host: how long the extension took to load and to activate, by VS Code's own marks.
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { extensions } from 'vscode';
import { hostProgram } from './program.js';

export interface ActivationParameters {
  readonly extension: string;
  /** Whether the view activates it, because somebody opens it, or something else does while the view stays closed. */
  readonly by: 'view' | 'command';
  /** This program writes it once it has noted what is active while nobody looks: the view may now be opened. */
  readonly readyFile: string;
  /** The extension host ends with this program, so it waits for this file: whoever looks on has seen enough. */
  readonly doneFile: string;
}

export interface ActivationResult {
  /** Whether it was active before anybody opened the view or ran a command. */
  readonly activeAtStart: boolean;
  readonly loadMs: number;
  readonly activateMs: number;
  /** `require` of the files that are loaded later, in this host; undefined where the product is to load them itself. */
  readonly explorerLoadMs: number | undefined;
  readonly googleLoadMs: number | undefined;
}

/** How long a workbench that has just been drawn is left alone, for whatever might still start by itself. */
const calmMs = 3000;

export const run = hostProgram<ActivationParameters>(async ({ extension, by, readyFile, doneFile }) => {
  await sleep(calmMs);
  const found = extensions.getExtension(extension);
  if (!found) {
    throw new Error(`${extension} is not installed`);
  }
  const activeAtStart = found.isActive;
  writeFileSync(readyFile, '');
  // Before the product does: VS Code asks a new provider of accounts for them at once, and that opens the product.
  const later = by === 'command' ? loadLater(found.extensionPath) : undefined;
  if (by === 'command') {
    await found.activate();
  }
  while (!found.isActive) {
    await sleep(50);
  }
  while (by === 'view' && !existsSync(doneFile)) {
    await sleep(50);
  }
  // The mark of the end is set just after the extension counts as active.
  await sleep(200);
  return {
    activeAtStart,
    loadMs: between(extension, 'LoadExtensionCode'),
    activateMs: between(extension, 'ActivateExtension'),
    explorerLoadMs: later?.explorerLoadMs,
    googleLoadMs: later?.googleLoadMs,
  } satisfies ActivationResult;
});

function loadLater(folder: string): Pick<ActivationResult, 'explorerLoadMs' | 'googleLoadMs'> {
  const load = createRequire(path.join(folder, 'package.json'));
  const timed = (file: string): number => {
    const start = performance.now();
    load(file);
    return performance.now() - start;
  };
  return { explorerLoadMs: timed('./dist/explorer.js'), googleLoadMs: timed('./dist/google.js') };
}

interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

/** Milliseconds between VS Code's marks `code/extHost/will…/ID` and `code/extHost/did…/ID`. */
function between(extension: string, what: string): number {
  const { MonacoPerformanceMarks } = globalThis as unknown as { MonacoPerformanceMarks: Marks };
  const [will, did] = ['will', 'did'].map((when) => {
    const name = `code/extHost/${when}${what}/${extension}`;
    const mark = MonacoPerformanceMarks.getMarks().find((one) => one.name === name);
    if (!mark) {
      throw new Error(`VS Code set no mark ${name}`);
    }
    return mark.startTime;
  });
  return did! - will!;
}
