import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { remoteResource, startBrowser, workbenchAddress } from '../../vscode/browser.js';
import { installChromium } from '../../vscode/chromium.js';
import type { Sandbox } from '../../vscode/sandbox.js';
import { installServedHost } from '../../vscode/servedHost.js';
import { startServer, type ServerOptions } from '../../vscode/server.js';
import { hostVariables } from './hostVariables.js';

export interface HostOptions extends Pick<ServerOptions, 'settings' | 'machineSettings' | 'env' | 'vsix'> {
  /** Bundle of test/bench/host/ whose `run` is called inside the extension host, e.g. `latency`. */
  readonly program: string;
  /** Handed to the program as JSON. */
  readonly parameters?: unknown;
  readonly timeoutMs?: number;
}

/** A program under way in the extension host of a served VS Code. */
export interface HostRun<T> {
  readonly page: Page;
  /** What the program came to; rejects when it failed or took too long. */
  readonly result: Promise<T>;
  close(): Promise<void>;
}

/** Starts a served VS Code with the packaged extension, if asked for, and runs a program beside it in its extension host. */
export async function openHost<T>(sandbox: Sandbox, options: HostOptions): Promise<HostRun<T>> {
  const { program, parameters = {}, settings, machineSettings, env, vsix, timeoutMs = 120_000 } = options;
  const root = process.cwd();
  const resultFile = path.join(sandbox.folder, `${program}.json`);
  const server = await startServer(sandbox, installServedHost(root), {
    ...(settings && { settings }),
    ...(machineSettings && { machineSettings }),
    ...(vsix !== undefined && { vsix }),
    env: {
      ...env,
      [hostVariables.parameters]: JSON.stringify(parameters),
      [hostVariables.result]: resultFile,
    },
    // Only with this flag does a built workbench let the address name an extension under development.
    args: ['--enable-smoke-test-driver'],
  });
  const context = await startBrowser(sandbox, { executable: installChromium() });
  const page = await context.newPage();
  const ended = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${program}: no result in ${timeoutMs / 1000} s`)), timeoutMs);
    timer.unref();
    page.once('crash', () => reject(new Error('The workbench crashed.')));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  const errors: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    if (type === 'error') {
      errors.push(args.join(' '));
    }
  });
  const result = ended.then((code) => {
    if (code !== 0) {
      throw new Error(`${program} failed in the extension host:\n${errors.join('\n')}`);
    }
    return JSON.parse(readFileSync(resultFile, 'utf8')) as T;
  });
  // Whoever awaits it later gets the rejection; until then it must not end this process.
  result.catch(() => undefined);
  await page.goto(
    workbenchAddress(server, sandbox.subfolder('workspace'), [
      ['extensionDevelopmentPath', remoteResource(server, probeExtension(sandbox))],
      ['extensionTestsPath', remoteResource(server, path.join(root, `out/test/bench/host/${program}.child.cjs`))],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]),
  );
  return { page, result, close: () => context.close() };
}

/** VS Code runs tests only of an extension under development: this one does nothing, and what is measured is installed. */
function probeExtension(sandbox: Sandbox): string {
  const folder = path.join(sandbox.folder, 'probe');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'probe', publisher: 'bench', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
