// Stands in for desktop VS Code in `runTests` of @vscode/test-electron: takes the same flags, runs the same tests in the
// extension host of the served VS Code, and ends with the same exit codes.
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { chattyLog, remoteResource, startBrowser, workbenchAddress } from './browser.js';
import { installChromium } from './chromium.js';
import { Sandbox } from './sandbox.js';
import { installServedHost } from './servedHost.js';
import { startServer, type Server } from './server.js';

const TIMEOUT_MS = Number(process.env.HOST_TEST_TIMEOUT_MS ?? 1_800_000);

/** Lines with which every workbench greets the console. */
const CHATTER =
  /^(%c|Ignoring fetching|Updating additional builtin|Creating a socket|Resolv|\[(reconnection-grace|AgentHost|AccountPolicy|Service Worker))/;

interface Flags {
  readonly extension: string;
  readonly tests: string;
  readonly folder: string;
}

async function main(): Promise<number> {
  const root = process.cwd();
  const flags = readFlags(process.argv.slice(2), root);
  const host = installServedHost(root);
  const executable = installChromium();
  const sandbox = new Sandbox(root);
  try {
    // Only with this flag does a built workbench let the address name an extension under development.
    const server = await startServer(sandbox, host, {
      args: ['--enable-smoke-test-driver'],
      env: { TEST_MACHINE_SETTINGS: path.join(sandbox.subfolder('server', 'data', 'Machine'), 'settings.json') },
    });
    const context = await startBrowser(sandbox, { executable });
    try {
      const page = await context.newPage();
      await page.exposeFunction('codeAutomationLog', print);
      const [code] = await Promise.all([exitCode(page, server), page.goto(testAddress(server, flags))]);
      if (code !== 0) {
        keepLogs(server, root);
      }
      return code;
    } catch (error) {
      keepLogs(server, root);
      throw error;
    } finally {
      await context.close().catch(() => undefined); // SIGTERM has closed it already
    }
  } finally {
    await sandbox.close();
  }
}

/** The code with which the extension host ends; rejects when it can no longer be learned. */
async function exitCode(page: Page, server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(why));
    page.once('crash', () => fail('The workbench crashed.'));
    page.once('close', () => fail('The browser was closed.'));
    server.process.once('exit', () => fail("VS Code's server ended before the tests did."));
    setTimeout(() => fail(`The tests did not end within ${TIMEOUT_MS / 1000} s.`), TIMEOUT_MS).unref();
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
}

function readFlags(args: readonly string[], root: string): Flags {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const extension = value('extensionDevelopmentPath');
  const tests = value('extensionTestsPath');
  if (extension === undefined || tests === undefined) {
    throw new Error('This runner takes --extensionDevelopmentPath=FOLDER and --extensionTestsPath=FILE.');
  }
  return { extension, tests, folder: args.find((arg) => !arg.startsWith('-')) ?? root };
}

function testAddress(server: Server, { extension, tests, folder }: Flags): string {
  return workbenchAddress(server, folder, [
    ['extensionDevelopmentPath', remoteResource(server, extension)],
    ['extensionTestsPath', remoteResource(server, tests)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    chattyLog,
  ]);
}

function print(type: string, args: readonly unknown[]): void {
  if (CHATTER.test(String(args[0])) && process.env.HOST_TEST_VERBOSE === undefined) {
    return;
  }
  (type === 'error' || type === 'warn' ? console.error : console.log)(...args);
}

function keepLogs(server: Server, root: string): void {
  if (existsSync(server.logs)) {
    const kept = path.join(root, 'out/logs/host');
    cpSync(server.logs, kept, { recursive: true });
    console.error(`VS Code's log files are kept in ${path.relative(root, kept)}.`);
  }
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
