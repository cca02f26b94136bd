import assert from 'node:assert/strict';
import { furtherServices, demoSettings } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

describe('Pages', function () {
  this.timeout(240_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 900, services: furtherServices, settings: demoSettings });
    await explorer.showDemoDay(348);
    await explorer.workbench.row('etl-5').waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  const lens = (title: string) => explorer.workbench.editor.locator('.codelens-decoration a', { hasText: title });

  /** The colours of the texts of a line. */
  const colours = (text: string): Promise<string[]> =>
    explorer.workbench.editor
      .locator('.view-line', { hasText: text })
      .first()
      .locator('span span')
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));

  for (const theme of themes) {
    it(`of a failure looks like this in ${theme}`, async () => {
      const { workbench } = explorer;
      await workbench.chooseTheme(theme);
      await workbench.row('etl-5').click();
      await lens('Open Quotas…').waitFor();
      await workbench.editor
        .getByText(/RESOURCE_EXHAUSTED/)
        .first()
        .waitFor();
      // VS Code loads the colours of a language when it meets its first document.
      await eventually(async () => new Set(await colours('Service')).size > 1, 'names of facts have a colour');
      await explorer.picture(`page-failed-${themeKey(theme)}`);
      assert.equal(await workbench.editor.locator('.minimap').isVisible(), false);
    });
  }

  it('of a running operation offers its acts, and shows YAML', async () => {
    const { workbench } = explorer;
    await workbench.row('etl-7').click();
    await workbench.editor.getByText(/Running,\sbegun/).waitFor();
    await lens('Cancel…').waitFor();
    await explorer.picture('page-running');
    await lens('Show as YAML').click();
    await lens('Show as JSON').waitFor();
    await workbench.editor.getByText(/^YAML$/).waitFor();
    await explorer.picture('page-yaml');
    await lens('Show as JSON').click();
    await lens('Show as YAML').waitFor();
    await lens('Cancel…').click();
    await workbench.dialog.getByText(/Cancel “.*etl-7”\?/).waitFor();
    await workbench.answer('Cancel Operation');
    await workbench.editor.getByText(/^\s*Cancel\srequest$/).waitFor();
    await explorer.picture('page-cancelling');
  });

  it('of the connection is a preview', async () => {
    const { workbench } = explorer;
    await workbench.runCommand('Cloud Operations: Diagnose Connection');
    await workbench.notification('The diagnosis names your account').waitFor();
    const preview = workbench.page.frameLocator('iframe.webview').frameLocator('iframe');
    await preview.getByRole('heading', { name: 'Answers' }).waitFor();
    await explorer.picture('page-diagnosis');
  });
});
