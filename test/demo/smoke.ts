import assert from 'node:assert/strict';
import { Explorer } from '../e2e/explorer.js';
import { furtherServices, demoSettings } from '../emulator/index.js';

const LABEL = 'Create cluster etl-7';
const IN_PLACE = 'create cluster etl-7 (us-central1)';

/** Does the main job on the demo's day of operations and takes a picture of each step. Throws at the first that fails. */
export async function smoke(): Promise<void> {
  const explorer = await Explorer.open({ settings: demoSettings, services: furtherServices });
  const { workbench, status } = explorer;
  const step = async (name: string): Promise<void> => {
    await explorer.picture(name);
    console.log(`✔ ${name}: out/pictures/${name}.png`);
  };
  try {
    await explorer.showDemoDay();
    const row = workbench.row(LABEL);
    await row.waitFor();
    await step('tree');

    await workbench.openMenu(row);
    await step('context-menu');

    await workbench.chooseFromMenu('Cancel Operation…');
    await workbench.dialog.getByText('Cancellation is best effort.').waitFor();
    await step('modal');

    await workbench.answer('Cancel Operation');
    await status.filter({ hasText: 'Cancelling ' }).waitFor();
    await workbench.row(/etl-7.*cancelling \d/).waitFor();
    await step('cancelling');

    await status.filter({ hasText: `cancelled: ${IN_PLACE}` }).waitFor({ timeout: 60_000 });
    assert.equal(explorer.errorCode(explorer.cancelRequestedName()), 1, 'The status bar is ahead of the server.');
    await workbench.row(/etl-7.*cancelled/).waitFor();
    await workbench.notification(IN_PLACE).waitFor();
    await step('cancelled');

    await workbench.notification(IN_PLACE).getByText('Show Details').click();
    await workbench.editor
      .getByText(/cancelled\safter\s/i)
      .first()
      .waitFor();
    await step('details');
  } catch (error) {
    await explorer.picture('failed/smoke');
    throw error;
  } finally {
    await explorer.close();
  }
}
