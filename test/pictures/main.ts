import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Explorer } from '../e2e/explorer.js';
import { demoSettings, furtherServices } from '../emulator/index.js';
import { movingPicture } from './movingPicture.js';
import { Recorder } from './recorder.js';

/** So much a page of the Marketplace may load before it is read, in bytes. */
const limits = { 'readme.png': 300_000, 'cancel.png': 600_000 } as const;

/** A person reads what stands still within this time. */
const READING_MS = 1_600;

/** The picture of README.md: the tree, and the page of an operation that failed. */
async function still(): Promise<void> {
  const explorer = await Explorer.open({
    ...{ width: 1280, height: 800, services: furtherServices },
    settings: demoSettings,
  });
  const { workbench } = explorer;
  try {
    await explorer.showDemoDay(430);
    await workbench.row('etl-5').click();
    await workbench.editor
      .getByText(/RESOURCE_EXHAUSTED/)
      .first()
      .waitFor();
    await workbench.page.waitForTimeout(READING_MS);
    keep('readme.png', await workbench.page.screenshot());
  } finally {
    await explorer.close();
  }
}

/** The moving picture: by keys, an operation that runs is cancelled, from its row to the server's last word. */
async function moving(): Promise<void> {
  const explorer = await Explorer.open({
    // Low enough for a page, and high enough for the row to be seen where it goes when its operation has ended.
    ...{ width: 1040, height: 680, services: furtherServices },
    settings: demoSettings,
  });
  const { workbench, status } = explorer;
  const pause = (): Promise<void> => workbench.page.waitForTimeout(READING_MS);
  try {
    await explorer.showDemoDay(400);
    await workbench.row('etl-7').click();
    await workbench.editor.getByText(/Running,\sbegun/).waitFor();
    await workbench.page.mouse.move(800, 600);
    await pause();
    const recorder = new Recorder(workbench.page);
    await pause();
    await workbench.page.keyboard.press('Delete');
    await workbench.dialog.getByText(/Cancel “Create cluster etl-7”/).waitFor();
    await pause();
    await workbench.page.keyboard.press('Enter');
    await status.filter({ hasText: 'cancelled: create cluster etl-7' }).waitFor({ timeout: 60_000 });
    await workbench.row('etl-7').filter({ hasText: 'cancelled' }).waitFor();
    await pause();
    keep('cancel.png', movingPicture(await recorder.end(READING_MS)));
  } catch (error) {
    await explorer.picture('failed/moving');
    throw error;
  } finally {
    await explorer.close();
  }
}

function keep(name: keyof typeof limits, picture: Buffer): void {
  if (picture.length > limits[name]) {
    throw new Error(`${name} has ${picture.length} bytes; ${limits[name]} are allowed.`);
  }
  writeFileSync(path.join('media', name), picture);
  console.log(`media/${name}: ${picture.length} bytes`);
}

async function main(): Promise<void> {
  await still();
  await moving();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
