import type { FrameLocator } from 'playwright-core';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

describe('The timeline', function () {
  this.timeout(180_000);
  let explorer: Explorer;
  let page: FrameLocator;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 900 });
    await explorer.showDemoDay(348);
    const { workbench } = explorer;
    await workbench.row('acme-analytics').waitFor();
    await workbench.runCommand('Cloud Operations: Show Timeline');
    page = workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  it('draws the operations of the view in lanes, and says in words what they come to', async () => {
    // The day's latest ends are some minutes old: for as long after midnight none is of today.
    const { page: window } = explorer.workbench;
    const minutes = await window.evaluate(() => new Date().getHours() * 60 + new Date().getMinutes());
    await page
      .getByText(minutes < 60 ? /\d+ running · .*(?:today: |none ended today)/ : /\d+ running · .*today: /)
      .first()
      .waitFor();
    await page.getByText('gpu-sweep').first().waitFor();
    await explorer.picture('timeline');
  });

  for (const theme of themes) {
    it(`looks like this in ${theme}, in the panel and over the whole editor`, async () => {
      const { workbench } = explorer;
      const name = themeKey(theme);
      await workbench.chooseTheme(theme);
      await page
        .locator(
          `body.${theme.includes('Dark') ? 'vscode-dark, body.vscode-high-contrast' : 'vscode-light, body.vscode-high-contrast-light'}`,
        )
        .waitFor();
      await page.getByText('gpu-sweep').first().waitFor();
      await explorer.picture(`timeline-${name}`);
      await workbench.runCommand('View: Toggle Maximized Panel');
      await page.getByText('etl-7').first().waitFor();
      await explorer.picture(`timeline-whole-${name}`);
      await workbench.runCommand('View: Toggle Maximized Panel');
    });
  }

  it('lists them in a table too, and what is chosen there is selected in the tree', async () => {
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('row', { name: /etl-7/ }).first().click();
    const { workbench } = explorer;
    await eventually(
      async () => (await workbench.rows.and(workbench.page.locator('.selected')).innerText()).includes('etl-7'),
      'the row in the tree is selected',
    );
    await explorer.picture('timeline-table');
  });
});
