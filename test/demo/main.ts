import { parseArgs } from 'node:util';
import { demoDay, demoSettings, startEmulator } from '../emulator/index.js';
import { findOnPath } from '../vscode/debian.js';
import { emulate, type Emulated } from '../vscode/emulated.js';
import { Sandbox } from '../vscode/sandbox.js';
import { prepareDebugged } from './debugged.js';
import { openDesktop } from './desktop.js';
import { openServed } from './served.js';
import { smoke } from './smoke.js';

/** A VS Code that a person looks at. */
export interface DemoWindow {
  /** Resolves with the exit code when it was closed. */
  readonly ended: Promise<number>;
  close(): void;
}

/** The demo ends with Ctrl+C, or when the desktop window is closed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { smoke: { type: 'boolean' }, served: { type: 'boolean' }, debug: { type: 'boolean' } },
  });
  if (values.smoke === true) {
    await smoke();
    return 0;
  }
  const root = process.cwd();
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(0));
    }
  });
  const sandbox = new Sandbox(root);
  try {
    const emulator = await startEmulator();
    try {
      demoDay(emulator);
      const machine = emulate(emulator, sandbox);
      const emulated = { ...machine, settings: { ...machine.settings, ...demoSettings } };
      const window = await open(sandbox, root, emulated, values);
      try {
        return await Promise.race([interrupted, window.ended]);
      } finally {
        window.close();
      }
    } finally {
      await emulator.stop();
    }
  } finally {
    await sandbox.close();
  }
}

async function open(
  sandbox: Sandbox,
  root: string,
  emulated: Emulated,
  { served, debug }: { readonly served?: boolean; readonly debug?: boolean },
): Promise<DemoWindow> {
  if (debug === true) {
    return prepareDebugged(root, emulated);
  }
  const code = served === true ? undefined : findDesktop();
  return code === undefined ? await openServed(sandbox, root, emulated) : openDesktop(sandbox, root, code, emulated);
}

/** The `code` on PATH, if a window of it could be seen: it needs a display, and refuses to run as root. */
function findDesktop(): string | undefined {
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  if (process.platform === 'linux' && (display === undefined || process.getuid?.() === 0)) {
    return undefined;
  }
  return findOnPath(['code']);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
