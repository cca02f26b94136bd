import assert from 'node:assert/strict';
import { furtherServices, demoSettings } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

/** VS Code's default width, and the activity bar beside it. */
const NARROW = 348;

describe('Group and sort', function () {
  this.timeout(240_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 1000, services: furtherServices, settings: demoSettings });
    await explorer.showDemoDay(NARROW);
    await explorer.workbench.row('acme-analytics').waitFor();
    await explorer.workbench.settled();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  async function choose(label: string): Promise<void> {
    await explorer.workbench.runCommand('Cloud Operations: Group and Sort…');
    await explorer.workbench.pick(label);
    await explorer.workbench.quickInput.waitFor({ state: 'hidden' });
  }

  async function inEachTheme(name: string): Promise<void> {
    const { workbench } = explorer;
    for (const theme of themes) {
      await workbench.chooseTheme(theme);
      await workbench.page.keyboard.press('Home');
      await explorer.picture(`grouped-${name}-${themeKey(theme)}`);
    }
  }

  const labels = async (): Promise<string[]> =>
    (await explorer.workbench.rows.locator('.label-name').allInnerTexts()).map((label) => label.trim());
  const description = (text: string): Promise<void> =>
    explorer.workbench.page.locator(`.part.sidebar .pane-header[aria-label*="${text}"]`).waitFor({ state: 'attached' });

  it('by service, also after a reload', async () => {
    const { workbench } = explorer;
    await choose('Service');
    await workbench.row('Dataproc').waitFor();
    await eventually(async () => !(await labels()).includes('acme-analytics'), 'projects are no rows');
    await description('by service');
    await inEachTheme('service');
    await workbench.reload();
    await workbench.openView('Cloud Operations', 'Operations');
    await workbench.settled();
    await workbench.row('Dataproc').waitFor();
    assert.ok(!(await labels()).includes('acme-analytics'));
    await description('by service');
  });

  it('by state', async () => {
    await choose('State');
    await explorer.workbench.row('Running').waitFor();
    await inEachTheme('state');
  });

  it('as one list, by time or by name', async () => {
    await choose('One List');
    await eventually(async () => !(await labels()).includes('Running'), 'there are no groups');
    await description('one list');
    await inEachTheme('none');
    await choose('Name');
    await description('one list, by name');
    const shown = (await labels()).filter((label) => /^[a-z]/.test(label));
    assert.ok(shown.length > 10);
    await choose('Newest First');
  });

  it('and by project and region again', async () => {
    await choose('Project and Region');
    await explorer.workbench.row('acme-analytics').waitFor();
  });
});
