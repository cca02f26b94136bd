import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

describe('The history and the recent operations', function () {
  this.timeout(240_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 800 });
    await explorer.showDemoDay(348);
    await explorer.workbench.row('acme-analytics').waitFor();
    await explorer.workbench.settled();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  const turning = (): Promise<number> => explorer.workbench.page.locator('.codicon-modifier-spin:visible').count();

  it('names what is cancelled; a click lists it with buttons that act', async () => {
    const { workbench } = explorer;
    await explorer.cancel('Create cluster etl-7');
    await explorer.status.filter({ hasText: 'Cancelling etl-7' }).waitFor();
    assert.ok((await turning()) <= 1);
    await explorer.status.click();
    const ended = workbench.quickInput.locator('.monaco-list-row', { hasText: 'etl-7' }).first();
    await ended.waitFor();
    await explorer.picture('recent-operations');
    const watch = ended.getByRole('button', { name: 'Watch' }).or(ended.locator('.action-label[aria-label="Watch"]'));
    if ((await watch.count()) > 0) {
      await ended.hover();
      await watch.first().click();
      await ended.locator('.action-label[aria-label="Stop Watching"]').first().waitFor();
    }
    await workbench.page.keyboard.press('Escape');
  });

  it('is a list in the panel', async () => {
    const { workbench } = explorer;
    await explorer.status.filter({ hasText: /etl-7/ }).waitFor();
    explorer.emulator.control.advance(600_000);
    await workbench.runCommand('Cloud Operations: Refresh');
    await workbench.runCommand('Cloud Operations: Show History');
    const rows = workbench.page.locator('.part.panel .pane-body .monaco-list-row');
    await rows.filter({ hasText: 'Today' }).waitFor();
    // What others did is closed where there is something of one's own.
    assert.equal(await rows.count(), 3);
    await rows.filter({ hasText: 'By Others' }).click();
    await eventually(async () => (await rows.count()) > 5, 'ends of others in the panel');
    for (const theme of themes) {
      await workbench.chooseTheme(theme);
      await explorer.picture(`history-${themeKey(theme)}`);
    }
    const spoken = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
    assert.ok(
      spoken.some((name) => /, (?:running|cancelling), then \w+/.test(name)),
      spoken.join('\n'),
    );
    assert.ok(spoken.every((name) => !name.includes('→')));
    assert.ok((await turning()) <= 1);
    assert.equal(await workbench.page.locator('.part.panel .codicon-loading').count(), 0);
  });

  it('finds all settings of the extension in their groups', async () => {
    const { workbench } = explorer;
    await workbench.runCommand('Cloud Operations: Open Settings');
    const found = workbench.page.locator('.settings-toc-container .monaco-list-row');
    await found.filter({ hasText: 'Credentials' }).waitFor();
    await explorer.picture('settings');
    const groups = (await found.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { configuration: readonly { readonly properties: object }[] };
    };
    const counts = contributes.configuration.map(({ properties }) => Object.keys(properties).length);
    assert.deepEqual(
      groups.slice(-counts.length).map((text) => Number(/\((\d+)\)$/.exec(text)?.[1])),
      counts,
    );
  });
});
