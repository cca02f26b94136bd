import assert from 'node:assert/strict';
import { scenarios, type OperationSpec } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';

const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
const running = (target: string): OperationSpec => ({ ...place, target, scenario: scenarios.neverEnds(3600) });

describe('Acts hit what was meant', function () {
  this.timeout(120_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 800 });
  });
  beforeEach(async () => {
    await explorer.show([running('etl-7'), running('etl-8')]);
    await explorer.workbench.row('etl-7').waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  it('a click opens the details and leaves the focus, and keys work on the selected row', async () => {
    const { workbench } = explorer;
    const { keyboard } = workbench.page;
    await workbench.row('etl-7').click();
    await workbench.editor.getByText(/Running,\sbegun/).waitFor();
    await keyboard.press('Delete');
    await workbench.dialog.getByText(/Cancel “.*etl-7”\?/).waitFor();
    await workbench.answer('Keep Running');
    await workbench.row('etl-8').click();
    await keyboard.press('/');
    await workbench.quickInput.locator('input').waitFor();
    await keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('a menu that is used while rows are drawn anew asks about its own row, or says that it is lost', async () => {
    const { workbench, emulator } = explorer;
    // Selected beforehand, so that taking the selected one would be seen.
    await workbench.row('etl-8').click();
    const question = workbench.dialog.getByText(/Cancel “.*”\?/);
    const lost = workbench.notification('The list changed just then');
    for (let round = 0; round < 8; round++) {
      emulator.control.createOperation({ ...place, target: `new-${round}`, scenario: scenarios.succeeds(0) });
      // Slow enough that the answers come while the menu is open.
      emulator.control.setLatency(100 + round * 50);
      await workbench.runCommand('Cloud Operations: Refresh');
      await workbench.chooseFromMenuOf(workbench.row('etl-7'), 'Cancel Operation…', question.or(lost).first());
      await eventually(async () => (await question.count()) + (await lost.count()) > 0, 'a question or a word');
      assert.equal(await workbench.quickInput.isVisible(), false);
      if ((await question.count()) > 0) {
        assert.match(await question.first().innerText(), /etl-7/);
        await workbench.answer('Keep Running');
      } else {
        await workbench.page.keyboard.press('Escape');
        await workbench.runCommand('Notifications: Clear All Notifications');
      }
    }
    emulator.control.setLatency(0);
  });
});
