import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { furtherServices, demoSettings, type ErrorCase } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

/** VS Code's default width, and the activity bar beside it. */
const NARROW = 348;

/** How long a hover or a menu takes to fade in. */
const FADE_MS = 300;

/** How long a hover may take to come. */
const HOVER_MS = 5_000;

/** What opens over the tree, and the tree in trouble: what each must hold, and a picture of it in every theme. */
describe('Hovers, menus and troubles', function () {
  this.timeout(240_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({
      ...{ width: 1280, height: 900, services: furtherServices, settings: demoSettings },
    });
    await explorer.showDemoDay(NARROW);
    await explorer.workbench.row('etl-5').waitFor();
    await explorer.workbench.settled();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  const row = (text: string): Locator => explorer.workbench.row(text);

  /** Begins with the theme that is there, so that none is chosen twice in a row. */
  let order: readonly string[] = themes;
  async function inEachTheme(task: (key: string) => Promise<void>): Promise<void> {
    for (const [index, theme] of order.entries()) {
      if (index > 0 || order === themes) {
        await explorer.workbench.chooseTheme(theme);
      }
      await task(themeKey(theme));
    }
    order = [...order].reverse();
  }

  /** Opens the menu of a row, takes the picture, and closes it. */
  async function menu(of: Locator, holds: readonly string[], name: string): Promise<void> {
    const { workbench } = explorer;
    await workbench.openMenu(of);
    const labels = await workbench.menuLabels();
    const missing = holds.filter((label) => !labels.includes(label));
    assert.deepEqual(missing, [], labels.join('\n'));
    await explorer.picture(name);
    await workbench.page.keyboard.press('Escape');
    await workbench.menu.waitFor({ state: 'hidden' });
  }

  /** Points at a row, again where it was drawn anew just then, takes the picture of its hover, and goes away. */
  async function hover(target: string, says: RegExp, name: string): Promise<void> {
    const { page } = explorer.workbench;
    const shown = page.locator('.monaco-hover:visible');
    const said = shown.filter({ hasText: says }).first();
    await eventually(async () => {
      await page.mouse.move(900, 700);
      await row(target).hover();
      return said.waitFor({ timeout: HOVER_MS }).then(
        () => true,
        () => false,
      );
    }, `${target} has its hover`);
    await page.waitForTimeout(FADE_MS);
    await explorer.picture(name);
    await page.mouse.move(900, 700);
    await shown.first().waitFor({ state: 'hidden' });
  }

  it('what hovers hold, menus of a row, of several, of a project and of the view, and the questions of a bulk', async () => {
    const { workbench } = explorer;
    const { page } = workbench;
    const preview = workbench.quickInput.getByText(/Cancel \d+ of \d+ operations/);
    await inEachTheme(async (key) => {
      await hover('etl-5', /Error: .*Labels: .*Open in Cloud Console/s, `hover-operation-${key}`);
      await hover('us-central1', /Last read: .*Next look: .*As of /s, `hover-region-${key}`);

      await row('reporting-west').click();
      await menu(row('etl-7'), ['Cancel Operation…', 'Watch'], `menu-operation-${key}`);
      await menu(row('acme-analytics'), ['Cancel All Running…', 'Copy Project ID'], `menu-project-${key}`);
      const selected = page.locator('.part.sidebar .monaco-list-row.selected');
      await eventually(async () => {
        await row('reporting-west').click();
        await row('etl-7').click({ modifiers: ['ControlOrMeta'] });
        return (await selected.count()) === 2;
      }, 'both are selected');
      await menu(row('etl-7'), ['Cancel Operations…', 'Copy Resource Names'], `menu-several-${key}`);
      await page.locator('.part.sidebar').getByLabel('Views and More Actions...').first().click();
      await workbench.menu.waitFor();
      await page.waitForTimeout(FADE_MS);
      await explorer.picture(`menu-view-${key}`);
      await page.keyboard.press('Escape');

      await row('reporting-west').click();
      await workbench.chooseFromMenuOf(row('acme-analytics'), 'Cancel All Running…', preview);
      await explorer.picture(`bulk-preview-${key}`);
      await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
      await workbench.dialog.getByText(/acme-analytics: \d+ in/).waitFor();
      await explorer.picture(`bulk-question-${key}`);
      await workbench.answer('Keep Running');
    });
  });

  it('what cannot be read has rows of its own, and marks on those above', async () => {
    const { workbench, emulator } = explorer;
    const fails = (service: string, project: string, error: ErrorCase): string =>
      emulator.control.inject({ service, project, effect: { kind: 'error', case: error } });
    fails('sqladmin', 'acme-analytics', 'permissionDenied');
    fails('redis', 'acme-analytics', 'apiDisabled');
    fails('spanner', 'acme-analytics', 'unavailable');
    ['dataproc', 'gkehub'].forEach((service) => fails(service, 'acme-edge', 'permissionDenied'));
    fails('clouddeploy', 'acme-web', 'apiDisabled');
    await workbench.runCommand('Cloud Operations: Refresh');
    await row('acme-analytics').filter({ hasText: 'unreadable' }).waitFor();
    await row('Cloud SQL').filter({ hasText: 'No permission' }).waitFor();
    await row('Spanner').filter({ hasText: 'Service unavailable' }).waitFor();
    await workbench.settled();
    await inEachTheme(async (key) => explorer.picture(`problems-${key}`));
    await workbench.runCommand('Cloud Operations: Focus on Operations View');
    await workbench.page.keyboard.press('Control+ArrowLeft');
    await row('us-central1').waitFor({ state: 'hidden' });
    const marked = workbench.rows.filter({ hasText: 'unreadable' });
    assert.ok((await marked.count()) >= 2);
    await row('acme-web').filter({ hasText: 'not available' }).waitFor();
    await inEachTheme(async (key) => explorer.picture(`problems-collapsed-${key}`));
  });

  it('what is left without a network: how old the rows are, and one cause', async () => {
    const { workbench, emulator } = explorer;
    emulator.control.clearFaults();
    emulator.control.inject({ effect: { kind: 'reset', when: 'before' } });
    await workbench.reload();
    await workbench.openView('Cloud Operations', 'Operations');
    // Each request is tried again and again before it is given up.
    await workbench.rows.filter({ hasText: 'Not reachable' }).first().waitFor({ timeout: 60_000 });
    const message = workbench.page.locator('.part.sidebar .message', { hasText: /^As of / }).first();
    await message.filter({ hasNotText: 'places' }).waitFor({ timeout: 60_000 });
    await row('acme-analytics').waitFor();
    assert.equal(await workbench.rows.filter({ hasText: 'Not reachable' }).count(), 1);
    await inEachTheme(async (key) => explorer.picture(`offline-${key}`));
  });
});
