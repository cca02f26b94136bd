import path from 'node:path';
import type { Locator } from 'playwright-core';
import { demoDay, startEmulator, type Emulator, type OperationSpec, type ServiceSpec } from '../emulator/index.js';
import { emulate } from '../vscode/emulated.js';
import { Sandbox } from '../vscode/sandbox.js';
import { packagedExtension } from '../vscode/server.js';
import { openSession, type Session, type SessionOptions } from '../vscode/session.js';
import type { Workbench } from '../vscode/workbench.js';

/** The packaged extension, installed as a user would, in a workbench of its own, on a local Google of its own. */
export class Explorer {
  readonly workbench: Workbench;

  private constructor(
    readonly emulator: Emulator,
    private readonly session: Session,
    private readonly sandbox: Sandbox,
    private readonly root: string,
  ) {
    this.workbench = session.workbench;
  }

  /**
   * @param options on top of what makes VS Code take the emulator for Google; `services` beside those that every
   * emulator has
   */
  static async open({
    services = [],
    ...options
  }: Pick<SessionOptions, 'settings' | 'width' | 'height'> & {
    readonly services?: readonly ServiceSpec[];
  } = {}): Promise<Explorer> {
    const root = process.cwd();
    const sandbox = new Sandbox(root);
    const emulator = await startEmulator();
    services.forEach((service) => emulator.control.addService(service));
    try {
      const { settings, env } = emulate(emulator, sandbox);
      const session = await openSession(sandbox, root, {
        ...options,
        settings: { ...settings, ...options.settings },
        env,
        vsix: packagedExtension(root),
      });
      return new Explorer(emulator, session, sandbox, root);
    } catch (error) {
      await emulator.stop();
      await sandbox.close();
      throw error;
    }
  }

  /** Makes these the only operations there are and shows them in a fresh window. Returns their names. */
  async show(operations: readonly OperationSpec[]): Promise<string[]> {
    const { control } = this.emulator;
    control.reset();
    const names = control.createOperations(operations);
    await this.workbench.reload();
    await this.showView();
    return names;
  }

  /** The same for the day of operations that the demo shows. */
  async showDemoDay(width?: number): Promise<void> {
    demoDay(this.emulator);
    await this.showView(width);
  }

  /** The one item in the status bar; it is not there while there is nothing to tell. */
  get status(): Locator {
    return this.workbench.statusItem('cloudOperations.cancellations');
  }

  /** Asks to cancel from the row's context menu, up to the question. */
  async askToCancel(label: string): Promise<void> {
    const { dialog } = this.workbench;
    await this.workbench.chooseFromMenuOf(this.workbench.row(label), 'Cancel Operation…', dialog);
  }

  /** Cancels from the row's context menu and answers the question with yes. */
  async cancel(label: string): Promise<void> {
    await this.askToCancel(label);
    await this.workbench.answer('Cancel Operation');
  }

  /** The `google.rpc.Code` with which the operation ended on the server; undefined while it runs and when it succeeded. */
  errorCode(name: string): number | undefined {
    const { wire } = this.emulator.control.operation(name);
    return (wire as { error?: { code: number } } | null)?.error?.code;
  }

  /** The name of the operation that the latest cancel request was for. */
  cancelRequestedName(): string {
    const request = this.emulator.requests.findLast(({ operation }) => operation === 'operations.cancel');
    const [, name] = /\/v\d\w*\/(.+):cancel$/.exec(request?.url ?? '') ?? [];
    if (name === undefined) {
      throw new Error('No cancel request has arrived.');
    }
    return name;
  }

  async picture(name: string): Promise<void> {
    await this.workbench.picture(path.join(this.root, 'out/pictures', `${name}.png`));
  }

  async close(): Promise<void> {
    await this.session.close();
    await this.emulator.stop();
    await this.sandbox.close();
  }

  private async showView(width = 540): Promise<void> {
    await this.workbench.openView('Cloud Operations', 'Operations');
    await this.workbench.widenSideBar(width);
    // VS Code may hand a command no element if its row is being redrawn just then.
    await this.workbench.settled();
  }
}
