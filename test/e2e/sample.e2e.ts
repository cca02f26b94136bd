import assert from 'node:assert/strict';
import path from 'node:path';
import { Sandbox } from '../vscode/sandbox.js';
import { packagedExtension } from '../vscode/server.js';
import { openSession, type Session } from '../vscode/session.js';
import type { Workbench } from '../vscode/workbench.js';
import { eventually } from './eventually.js';

const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
} as const;

/** A newcomer's window: no credential on the machine, and a gcloud that is or is not there. */
describe('A newcomer', function () {
  this.timeout(240_000);
  let sandbox: Sandbox;
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    sandbox = new Sandbox(process.cwd());
    session = await openSession(sandbox, process.cwd(), {
      // Below some 950 px of an editor VS Code shows no pictures of a walkthrough.
      width: 1440,
      height: 900,
      settings: { 'cloudOperations.credentials.gcloudPath': '/nonexistent/gcloud' },
      vsix: packagedExtension(process.cwd()),
    });
    workbench = session.workbench;
    await workbench.openView('Cloud Operations', 'Operations');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(async () => {
    await session.close();
    await sandbox.close();
  });

  const picture = (name: string): Promise<void> => workbench.picture(path.join('out/pictures', `${name}.png`));
  const welcome = () => workbench.page.locator('.part.sidebar .welcome-view-content').first();

  async function inThemes(name: string): Promise<void> {
    for (const [key, title] of Object.entries(themes)) {
      await workbench.chooseTheme(title);
      await picture(`${name}-${key}`);
    }
  }

  it('reads what to install, sees one button, and is offered sample data', async () => {
    await workbench.widenSideBar(300);
    await welcome().getByText('the gcloud CLI is not installed').waitFor();
    assert.equal(await welcome().locator('.monaco-button').count(), 1);
    await inThemes('welcome-300');
    await welcome().getByText('Explore with sample data').click();
    await workbench.row('acme-analytics').waitFor();
  });

  it('explores sample data that is marked as such', async () => {
    await workbench.statusItem('cloudOperations.sample').filter({ hasText: 'SIMULATED' }).waitFor();
    await workbench.page.locator('.part.sidebar .message', { hasText: 'Nothing here is real' }).first().waitFor();
    await workbench.row('etl-7').click();
    await workbench.editor.getByText('SIMULATED: sample data').waitFor();
    await inThemes('sample-300');
    await workbench.widenSideBar(540);
    await picture('sample-540');
  });

  it('takes the tour, whose steps are checked off by what happens', async () => {
    await workbench.widenSideBar(300);
    await workbench.runCommand('Cloud Operations: Get Started');
    const steps = workbench.page.locator('.getting-started-step');
    await eventually(async () => (await steps.count()) === 5, 'five steps');
    const done = (title: string) => steps.filter({ hasText: title }).locator('.codicon-getting-started-step-checked');
    const step = (title: string) => steps.filter({ hasText: title }).first();
    await done('Look at what is running').first().waitFor();
    for (const [title, name] of [
      ['Look at what is running', 'look'],
      ['Cancel an operation', 'cancel'],
      ['See one finish anyway', 'anyway'],
      ['Watch one to its end', 'watch'],
      ['Choose your own projects', 'projects'],
    ] as const) {
      await step(title).click();
      await workbench.page.waitForTimeout(700);
      await picture(`walkthrough-${name}`);
    }
    await step('See one finish anyway').click();
    await inThemes('walkthrough-anyway');

    for (const [title, target] of [
      ['Cancel an operation', 'etl-7'],
      ['See one finish anyway', 'reporting-west'],
    ] as const) {
      await step(title).click();
      await step(title).getByText(`Show ${target}`).click();
      await workbench.page.locator('.part.sidebar .monaco-list-row.selected', { hasText: target }).waitFor();
      await workbench.chooseFromMenuOf(workbench.row(target), 'Cancel Operation…', workbench.dialog);
      await workbench.dialog.getByText('SIMULATED').first().waitFor();
      await workbench.answer('Cancel Operation');
      await done(title).first().waitFor();
    }
    await picture('walkthrough-done');
    await step('Watch one to its end').click();
    await step('Watch one to its end').getByText('Show gdpr-export').click();
    await workbench.chooseFromMenuOf(workbench.row('gdpr-export'), 'Watch');
    await done('Watch one to its end').first().waitFor();

    await step('Choose your own projects').click();
    await step('Choose your own projects').getByText('Choose Projects…').first().click();
    await done('Choose your own projects').first().waitFor();
    await workbench.statusItem('cloudOperations.sample').waitFor({ state: 'hidden' });
    await workbench.page.keyboard.press('Escape');
    await welcome().getByText('the gcloud CLI is not installed').waitFor();
  });
});
