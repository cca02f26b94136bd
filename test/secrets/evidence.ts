import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Context } from 'mocha';
import { traceFolder, traceVariables } from '../emulator/trace.js';

/** What is kept of a test run beside its wire traces; each is a subfolder of the trace folder. */
export type EvidenceKind = 'output' | 'commands' | 'documents' | 'files';

/** Keeps a text. Nothing outside a test run. */
export function keepText(kind: EvidenceKind, name: string, text: string): void {
  const folder = folderOf(kind);
  if (folder !== undefined) {
    appendFileSync(path.join(folder, name), text, { mode: 0o600 });
  }
}

/**
 * Keeps the command line of every program that this process starts, which everybody on the machine could read.
 * Node publishes those it starts asynchronously, as the product does.
 */
export function keepCommands(): void {
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    // Published before the program has its arguments.
    setImmediate(() => keepText('commands', `${process.pid}.txt`, `${child.spawnargs.join('\n')}\n\n`));
  });
}

/** Who starts a server in this process learns from it for which test that is. */
export const keepTitles = {
  beforeEach(this: Context): void {
    process.env[traceVariables.test] = this.currentTest?.fullTitle();
  },
};

/** Folders of programs and caches of programs: nothing that VS Code, the extension or a test wrote about its work. */
const programs: ReadonlySet<string> = new Set([
  ...['extensions', 'node-compile-cache', 'Cache', 'Code Cache', 'GPUCache', 'GrShaderCache', 'ShaderCache'],
  ...['DawnGraphiteCache', 'DawnWebGPUCache', 'component_crx_cache', 'extensions_crx_cache'],
]);

/** Keeps what is in a folder that is about to be deleted. */
export function keepFiles(folder: string): void {
  const kept = folderOf('files');
  if (kept !== undefined) {
    copyBelow(folder, path.join(kept, `${path.basename(folder)}-${randomBytes(3).toString('hex')}`));
  }
}

function copyBelow(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of unlessGone(() => readdirSync(from, { withFileTypes: true })) ?? []) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory() && !programs.has(entry.name)) {
      copyBelow(source, target);
    } else if (entry.isFile()) {
      unlessGone(() => copyFileSync(source, target));
    }
  }
}

/** A process that was just told to end may still be tidying up. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function folderOf(kind: EvidenceKind): string | undefined {
  const traces = traceFolder();
  if (traces === undefined) {
    return undefined;
  }
  const folder = path.join(traces, kind);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
