import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import type { Sandbox } from './sandbox.js';
import type { Server } from './server.js';

export interface BrowserOptions {
  readonly executable: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Starts a headless browser whose profile lies in the sandbox and which reaches nothing but this machine.
 * Whoever starts it closes it before the sandbox.
 */
export async function startBrowser(sandbox: Sandbox, options: BrowserOptions): Promise<BrowserContext> {
  const { executable, width = 1280, height = 800 } = options;
  const context = await chromium.launchPersistentContext(sandbox.subfolder('browser'), {
    executablePath: executable,
    artifactsDir: sandbox.subfolder('browser-artifacts'),
    headless: true,
    viewport: { width, height },
    locale: 'en-US',
    args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
  const here = (url: URL) => url.hostname === '127.0.0.1';
  await context.route(
    (url) => url.protocol.startsWith('http') && !here(url),
    (route) => route.abort(),
  );
  // The workbench encrypts secrets with a key half from here, which code-server's front end would serve. Without it
  // secrets are kept in memory and a reload loses them.
  const keyHalf = Buffer.alloc(32, 7);
  await context.route(
    (url) => here(url) && url.pathname.endsWith('/mint-key'),
    (route) => route.fulfill({ status: 200, body: keyHalf }),
  );
  return context;
}

/**
 * Shows the workbenches of a browser in a language: what the messages of a language pack leave behind, of which only the
 * name is set, because a pack comes from the Marketplace. So VS Code's own words stay English, while its extension host,
 * and with it every extension, takes the language for that of the editor. English is what the name is left out for.
 */
export async function speak(context: BrowserContext, language: string): Promise<void> {
  if (language !== 'en') {
    await context.addInitScript((name) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name }), language);
  }
}

/** A pair that the workbench reads as if it were a command line flag. */
export type PayloadEntry = readonly [name: string, value: string];

/** Makes the extension log everything it can, so that its log file shows whatever any user's might. */
export const chattyLog: PayloadEntry = ['logLevel', 'cloud-operations.cloud-operations=trace'];

/** The address of the workbench on a folder of this machine. */
export function workbenchAddress(server: Server, folder: string, payload: readonly PayloadEntry[] = []): string {
  const address = new URL(`http://${server.authority}/`);
  address.searchParams.set('tkn', server.token);
  address.searchParams.set('folder', path.resolve(folder));
  if (payload.length > 0) {
    address.searchParams.set('payload', JSON.stringify(payload));
  }
  return address.href;
}

/** A file of this machine as the served workbench names it. */
export function remoteResource(server: Server, file: string): string {
  return `vscode-remote://${server.authority}${path.resolve(file)}`;
}
