import assert from 'node:assert/strict';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';

describe('Filter operations', function () {
  this.timeout(120_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 800 });
    await explorer.showDemoDay();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  it('follows the typing, opens what was closed, and ends with the button', async () => {
    const { workbench } = explorer;
    await workbench.row('acme-analytics').waitFor();
    await workbench.settled();
    const labels = async (): Promise<string[]> =>
      (await workbench.rows.locator('.label-name').allInnerTexts()).map((label) => label.trim());
    const before = await labels();

    await workbench.runCommand('Cloud Operations: Filter Operations…');
    await workbench.quickInput.locator('input').fill('failed');
    await eventually(async () => (await labels()).includes('etl-5'), 'the failed operation is shown');
    await eventually(async () => !(await labels()).includes('etl-7'), 'the running one is not');
    const message = workbench.page.getByText(/^“failed”: \d+ of \d+ operations$/);
    await message.waitFor();
    await explorer.picture('filter');
    await workbench.quickInput.locator('input').press('Enter');

    await workbench.runCommand('Cloud Operations: Filter Operations…');
    await workbench.quickInput.locator('input').fill('no such thing');
    await workbench.row('No operation matches').waitFor();
    await workbench.quickInput.locator('input').press('Escape');
    await message.waitFor();

    // VS Code shows the buttons of a view's title while the mouse is over it.
    const title = workbench.page.locator('.part.sidebar .composite.title');
    await title.hover();
    await title.getByRole('button', { name: 'Clear Filter' }).click();
    await eventually(async () => (await labels()).join() === before.join(), 'everything is as it was').catch(async () =>
      assert.deepEqual(await labels(), before),
    );
    assert.equal(await workbench.page.getByText(/ of \d+ operations$/).count(), 0);
  });

  it('takes terms from the buttons of its input, and is kept over a reload', async () => {
    const { workbench } = explorer;
    await workbench.runCommand('Cloud Operations: Filter Operations…');
    const input = workbench.quickInput.locator('input');
    await input.first().fill('');
    await workbench.quickInput.getByLabel('Failed', { exact: true }).click();
    await eventually(async () => (await input.first().inputValue()) === 'state:failed', 'the term is written');
    const message = workbench.page.getByText(/^“state:failed”: \d+ of \d+ operations$/);
    await message.waitFor();
    await explorer.picture('filter-buttons');
    await workbench.quickInput.getByLabel('Active Only', { exact: true }).click();
    await eventually(async () => (await input.first().inputValue()) === 'state:failed is:active', 'both are written');
    await workbench.quickInput.getByLabel('Active Only', { exact: true }).click();
    await eventually(async () => (await input.first().inputValue()) === 'state:failed', 'one is taken out');
    await input.first().press('Enter');
    await message.waitFor();
    await workbench.reload();
    await workbench.openView('Cloud Operations', 'Operations');
    await message.waitFor();
    await workbench.row('etl-5').waitFor();
    await workbench.runCommand('Cloud Operations: Clear Filter');
    await message.waitFor({ state: 'hidden' });
  });
});
