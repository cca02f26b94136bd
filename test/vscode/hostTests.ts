// Runs the mocha tests of test/host inside a real extension host, through @vscode/test-electron: in desktop VS Code where
// that can be downloaded and shown, else in the served one.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { Sandbox } from './sandbox.js';
import { writeSettings } from './server.js';
import { calmSettings } from './settings.js';

/** What @vscode/test-electron downloads from. */
const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';

/** Long enough for a slow line, short enough not to be noticed on a machine that is cut off. */
const PROBE_MS = 3_000;

async function main(): Promise<void> {
  const root = process.cwd();
  const sandbox = new Sandbox(root);
  try {
    const workspace = sandbox.subfolder('workspace');
    const countsFile = process.env.COUNTS_FILE ?? path.join(sandbox.folder, 'counts.json');
    const tests = {
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/test/host/index.cjs'),
      extensionTestsEnv: { COUNTS_FILE: countsFile },
    };
    if (await hasDesktop()) {
      console.log('Host tests: desktop VS Code');
      const userData = sandbox.subfolder('user-data');
      writeSettings(sandbox.subfolder('user-data', 'User'), calmSettings);
      const launchArgs = [
        workspace,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${sandbox.subfolder('extensions')}`,
      ];
      // `stable`, or a version: the workflows run the lowest that package.json allows, too.
      await runTests({ ...tests, version: process.env.TEST_VSCODE ?? 'stable', launchArgs });
    } else {
      console.log('Host tests: served VS Code');
      const launchArgs = [path.join(root, 'out/test/vscode/runner.cjs'), workspace];
      await runTests({ ...tests, vscodeExecutablePath: process.execPath, launchArgs });
    }
    // The exit code alone proves nothing: a host that dies halfway ends with 0.
    if (!existsSync(countsFile)) {
      throw new Error('The extension host ended before its tests did.');
    }
  } finally {
    await sandbox.close();
  }
}

/** Whether desktop VS Code can be fetched and has a display to appear on. `TEST_HOST=served` (or `desktop`) overrules. */
async function hasDesktop(): Promise<boolean> {
  const wanted = process.env.TEST_HOST;
  if (wanted !== undefined) {
    return wanted === 'desktop';
  }
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  if (process.platform === 'linux' && (display === undefined || process.getuid?.() === 0)) {
    return false; // desktop VS Code also refuses to run as root
  }
  return await fetch(DOWNLOADS, { signal: AbortSignal.timeout(PROBE_MS) }).then(
    (answer) => answer.ok,
    () => false,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
