import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { demoDay, demoSettings, furtherServices, startEmulator, type Emulator } from '../emulator/index.js';
import { Sandbox } from '../vscode/sandbox.js';
import { packagedExtension } from '../vscode/server.js';
import { openSession, type Session } from '../vscode/session.js';
import type { Workbench } from '../vscode/workbench.js';
import type { DisplayLanguage } from './displayLanguage.js';
import { eventually } from './eventually.js';

/** How long VS Code may take to show the hover of a row. */
const HOVER_MS = 3_000;

/** VS Code's default width of a side bar, 300 px, and the activity bar beside it. */
const NARROW = 348;

/** Where the tour stops, in this order: each leads on from the one before. */
export const stops = [
  ['welcome', (tour) => tour.welcome()],
  ['tree', (tour) => tour.tree()],
  ['hover', (tour) => tour.hover()],
  ['menu', (tour) => tour.menu()],
  ['question', (tour) => tour.question()],
  ['status-bar', (tour) => tour.statusBar()],
  ['details', (tour) => tour.details()],
  ['group-and-sort', (tour) => tour.quickPick('command.arrange')],
  ['timeline', (tour) => tour.drawnTimeline()],
  ['timeline-table', (tour) => tour.timelineTable()],
  ['timeline-keys', (tour) => tour.timelineKeys()],
  ['history', (tour) => tour.history()],
  ['settings', (tour) => tour.settings()],
  ['walkthrough', (tour) => tour.walkthrough()],
] as const satisfies readonly (readonly [name: string, go: (tour: Tour) => Promise<void>])[];

/** The workbench in a language, led through the views of the product from a newcomer's first one on. */
export class Tour {
  readonly workbench: Workbench;
  /** What the timeline's page is in. */
  readonly timeline: FrameLocator;

  private constructor(
    readonly language: DisplayLanguage,
    readonly emulator: Emulator,
    private readonly session: Session,
    private readonly sandbox: Sandbox,
  ) {
    this.workbench = session.workbench;
    this.timeline = this.workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
  }

  static async open(language: DisplayLanguage): Promise<Tour> {
    const root = process.cwd();
    const sandbox = new Sandbox(root);
    const emulator = await startEmulator();
    // Its settings name the services that it has.
    furtherServices.forEach((service) => emulator.control.addService(service));
    try {
      const session = await openSession(sandbox, root, {
        width: 1280,
        height: 900,
        language: language.code,
        settings: {
          ...emulator.settings,
          ...demoSettings,
          'cloudOperations.credentials.gcloudPath': '/nonexistent/gcloud',
        },
        vsix: packagedExtension(root),
        ...(language.installed && { installed: language.installed }),
      });
      return new Tour(language, emulator, session, sandbox);
    } catch (error) {
      await emulator.stop();
      await sandbox.close();
      throw error;
    }
  }

  async picture(name: string): Promise<void> {
    await this.workbench.picture(path.join('out/pictures/languages', this.language.code, `${name}.png`));
  }

  async close(): Promise<void> {
    await this.session.close();
    await this.emulator.stop();
    await this.sandbox.close();
  }

  /** Nobody is signed in yet. */
  async welcome(): Promise<void> {
    const { workbench, language } = this;
    await workbench.openView(language.nls('container.title'), language.nls('view.operations'));
    await workbench.widenSideBar(NARROW);
    await workbench.page.locator('.part.sidebar .welcome-view-content .monaco-button').first().waitFor();
  }

  /** A day of operations in a narrow side bar, with places that cannot be read among them. */
  async tree(): Promise<void> {
    const { workbench, emulator } = this;
    demoDay(emulator);
    const project = 'acme-analytics';
    emulator.control.setEnabledServices({ project, services: ['dataproc', 'compute', 'serviceusage', 'logging'] });
    emulator.control.inject({ service: 'vault', method: 'operations.list', effect: { kind: 'truncate' } });
    this.signIn();
    await this.command('command.refresh');
    await workbench.row('etl-5').waitFor();
    await workbench.settled();
  }

  /** What VS Code shows of a row under the mouse goes when the row is drawn anew just then. */
  async hover(): Promise<void> {
    const { workbench, hoverWidget } = this;
    await eventually(async () => {
      await workbench.row('etl-7').hover();
      await workbench.row('etl-5').hover();
      return hoverWidget.waitFor({ timeout: HOVER_MS }).then(
        () => true,
        () => false,
      );
    }, 'the hover of a row is there');
  }

  async menu(): Promise<void> {
    await this.workbench.openMenu(this.workbench.row('etl-7'));
  }

  async question(): Promise<void> {
    const { workbench } = this;
    await workbench.page.keyboard.press('Escape');
    await workbench.row('etl-7').click();
    await workbench.page.keyboard.press('Delete');
    await workbench.dialog.waitFor();
  }

  async statusBar(): Promise<void> {
    await this.workbench.answer(this.language.text('Cancel Operation'));
    await this.workbench.statusItem('cloudOperations.cancellations').waitFor();
  }

  async details(): Promise<void> {
    const { workbench } = this;
    await workbench.row('etl-5').click();
    await workbench.editor.getByText('RESOURCE_EXHAUSTED').first().waitFor();
    await workbench.editor.locator('.codelens-decoration a').first().waitFor();
  }

  /** What a command offers or asks for, of which nothing is taken. */
  async quickPick(command: string): Promise<void> {
    await this.command(command);
    const { quickInput } = this.workbench;
    await quickInput.locator('.quick-input-title').filter({ hasText: /./ }).waitFor();
    await quickInput.locator('.monaco-progress-container.active').waitFor({ state: 'hidden' });
  }

  async leaveQuickPick(): Promise<void> {
    await this.workbench.page.keyboard.press('Escape');
    await this.workbench.quickInput.waitFor({ state: 'hidden' });
  }

  async drawnTimeline(): Promise<void> {
    await this.leaveQuickPick();
    await this.command('command.showTimeline');
    await this.timeline.locator('.lane').first().waitFor();
  }

  async timelineKeys(): Promise<void> {
    await this.timeline.getByRole('button', { name: this.language.text('Keys'), exact: true }).click();
    await this.timeline.locator('dialog.sheet').waitFor();
  }

  async timelineTable(): Promise<void> {
    await this.timeline.getByRole('button', { name: this.language.text('Table'), exact: true }).click();
    await this.timeline.locator('td').first().waitFor();
  }

  async history(): Promise<void> {
    await this.command('command.showHistory');
    await this.workbench.page.locator('.part.panel .monaco-list-row').first().waitFor();
  }

  async settings(): Promise<void> {
    await this.workbench.runCommand('View: Hide Panel');
    await this.command('command.openSettings');
    await this.workbench.page.locator('.settings-editor .setting-item-description').first().waitFor();
  }

  async walkthrough(): Promise<void> {
    await this.workbench.page.keyboard.press('Escape');
    await this.command('command.openWalkthrough');
    await this.workbench.page.locator('.getting-started-step').nth(4).waitFor();
  }

  /** Where `gcloud auth application-default login` writes, and credentials are found. */
  get credentialFile(): string {
    return path.join(this.sandbox.subfolder('home'), '.config', 'gcloud', 'application_default_credentials.json');
  }

  get hoverWidget(): Locator {
    return this.workbench.page.locator('.monaco-hover').filter({ hasText: '/operations/' }).first();
  }

  /** Runs a command by the key of its title. */
  async command(key: string): Promise<void> {
    await this.workbench.runCommand(`${this.language.nls('category')}: ${this.language.nls(key)}`);
  }

  /** As `gcloud auth application-default login` does while the editor is open. */
  private signIn(): void {
    const file = this.credentialFile;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(this.emulator.credentialFile), { mode: 0o600 });
  }
}
