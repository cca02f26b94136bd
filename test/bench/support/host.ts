import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { remoteResource, startBrowser, workbenchAddress } from '../../vscode/browser.js';
import { installChromium } from '../../vscode/chromium.js';
import type { Sandbox } from '../../vscode/sandbox.js';
import { installServedHost } from '../../vscode/servedHost.js';
import { startServer, type ServerOptions } from '../../vscode/server.js';
import { extensionId } from './extension.js';
import { hostVariables } from './hostVariables.js';

export interface HostOptions extends Pick<ServerOptions, 'settings' | 'env' | 'vsix'> {
  /** Bundle below out/test/ whose `run` is called inside the extension host, e.g. `bench/host/latency`. */
  readonly program: string;
  /** Whether the installed extension shows the program what it shows its own tests, and nobody else. */
  readonly isItsTest?: boolean;
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
  const { program, isItsTest = false, parameters = {}, settings, env, vsix, timeoutMs = 120_000 } = options;
  const root = process.cwd();
  const resultFile = path.join(sandbox.folder, `${path.basename(program)}.json`);
  const server = await startServer(sandbox, installServedHost(root), {
    ...(settings && { settings }),
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
      [
        'extensionDevelopmentPath',
        remoteResource(server, isItsTest ? installedExtension(sandbox) : probeExtension(sandbox)),
      ],
      ['extensionTestsPath', remoteResource(server, path.join(root, `out/test/${program}.child.cjs`))],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]),
  );
  return { page, result, close: () => context.close() };
}

/** Under development, as VS Code calls what it runs tests of, though it is what was packaged. */
function installedExtension(sandbox: Sandbox): string {
  const folder = sandbox.subfolder('server', 'extensions');
  const installed = readdirSync(folder).find((name) => name.startsWith(`${extensionId()}-`));
  if (installed === undefined) {
    throw new Error('The extension is not installed.');
  }
  return path.join(folder, installed);
}

/** VS Code runs tests only of an extension under development: this one does nothing, and what is measured is installed. */
function probeExtension(sandbox: Sandbox): string {
  const folder = path.join(sandbox.folder, 'probe');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'probe', publisher: 'bench', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
