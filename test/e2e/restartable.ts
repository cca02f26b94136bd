import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startEmulator, type Emulator } from '../emulator/index.js';
import { chattyLog, startBrowser, workbenchAddress } from '../vscode/browser.js';
import { installChromium } from '../vscode/chromium.js';
import { emulate } from '../vscode/emulated.js';
import { Sandbox } from '../vscode/sandbox.js';
import { installServedHost } from '../vscode/servedHost.js';
import { packagedExtension, startServer, type Server } from '../vscode/server.js';
import type { Settings } from '../vscode/settings.js';
import { Workbench } from '../vscode/workbench.js';

/** A VS Code that can be killed at any moment and started again on the same data, with as many windows as wanted. */
export class Restartable {
  #server: Server | undefined;

  private constructor(
    readonly emulator: Emulator,
    private readonly sandbox: Sandbox,
    private readonly context: BrowserContext,
    private readonly root: string,
  ) {}

  static async open(): Promise<Restartable> {
    const root = process.cwd();
    const sandbox = new Sandbox(root);
    const emulator = await startEmulator();
    const context = await startBrowser(sandbox, { executable: installChromium() });
    return new Restartable(emulator, sandbox, context, root);
  }

  /** Starts the server, with the packaged extension installed on the first start. */
  async start(more: Settings = {}): Promise<void> {
    const first = this.#server === undefined;
    const { settings, env } = emulate(this.emulator, this.sandbox);
    this.#server = await startServer(this.sandbox, installServedHost(this.root), {
      ...{ settings: { ...settings, ...more }, env },
      ...(first && { vsix: packagedExtension(this.root) }),
    });
  }

  /** A window of its own, with an extension host of its own, that shows the operations. */
  async openWindow(): Promise<Workbench> {
    if (!this.#server) {
      throw new Error('The server is not started.');
    }
    const address = workbenchAddress(this.#server, this.sandbox.subfolder('workspace'), [chattyLog]);
    const workbench = await Workbench.open(this.context, address);
    await workbench.openView('Cloud Operations', 'Operations');
    await workbench.widenSideBar(540);
    return workbench;
  }

  /** Kills the server and every extension host at once, as a crash or a power cut would. */
  async kill(): Promise<void> {
    const { process: server } = this.#server ?? {};
    const gone = new Promise((resolve) => server?.once('exit', resolve));
    // The server leads its group; its extension hosts are in it.
    process.kill(-(server?.pid ?? 0), 'SIGKILL');
    await gone;
    await Promise.all(this.context.pages().map((page) => page.close()));
  }

  /** What the extension has on disk about operations, as it is now. */
  records(): readonly unknown[] {
    const folder = path.join(this.sandbox.folder, 'server/data/User/globalStorage');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.includes('cloud-operations.cloud-operations') && file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.emulator.stop();
    await this.sandbox.close();
  }
}
