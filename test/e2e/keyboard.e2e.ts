import assert from 'node:assert/strict';
import type { Keyboard } from 'playwright-core';
import { scenarios, type OperationSpec } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';

const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
/** Longer than any test waits: time in the emulator is moved by hand. */
const SECONDS = 600;
const running = (target: string): OperationSpec => ({ ...place, target, scenario: scenarios.neverEnds(SECONDS) });

/** More rows than a person reads, none of which may be mistaken for the one with the focus. */
const MOST_STEPS = 12;

describe('By keys alone', function () {
  this.timeout(120_000);
  let explorer: Explorer;
  let keyboard: Keyboard;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 800 });
    ({ keyboard } = explorer.workbench.page);
  });
  beforeEach(async () => {
    await explorer.show([running('etl-7'), running('etl-8'), running('etl-9')]);
    await explorer.workbench.row('etl-9').waitFor();
    await explorer.workbench.page.evaluate(() => {
      const counted = globalThis as { presses?: number };
      counted.presses = 0;
      for (const press of ['mousedown', 'pointerdown', 'wheel']) {
        globalThis.addEventListener(press, () => (counted.presses = (counted.presses ?? 0) + 1), true);
      }
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  const pressesOfMouse = (): Promise<number> =>
    explorer.workbench.page.evaluate(() => (globalThis as { presses?: number }).presses ?? -1);

  /** What a screen reader says of the row that the keys are on. */
  const heard = async (): Promise<string> =>
    (await explorer.workbench.page
      .locator('.part.sidebar .pane-body .monaco-list.element-focused .monaco-list-row.focused')
      .first()
      .getAttribute('aria-label', { timeout: 2_000 })
      .catch(() => null)) ?? '';

  async function runByKeys(command: string): Promise<void> {
    const { quickInput } = explorer.workbench;
    await keyboard.press('F1');
    await quickInput.locator('input.input').waitFor();
    await keyboard.type(command);
    await quickInput.locator('.monaco-list-row.focused', { hasText: command }).waitFor();
    await keyboard.press('Enter');
    await quickInput.waitFor({ state: 'hidden' });
  }

  /** Goes down from the first row until the row of the target has the focus. */
  async function goTo(target: string): Promise<void> {
    await keyboard.press('Home');
    for (let step = 0; step < MOST_STEPS && !(await heard()).includes(target); step++) {
      await keyboard.press('ArrowDown');
    }
    assert.match(await heard(), new RegExp(target));
  }

  it('an operation is found, opened and cancelled, and its end is read', async () => {
    const { workbench, emulator, status } = explorer;
    await runByKeys('Cloud Operations: Focus on Operations View');
    await goTo('etl-8');
    assert.match(await heard(), /^Create cluster etl-8, running/);

    await keyboard.press('Enter');
    await workbench.editor.getByText(/Running,\sbegun/).waitFor();
    await keyboard.press('Delete');
    await workbench.dialog.getByText(/Cancel “Create cluster etl-8”\?/).waitFor();
    // The dialog reads its question aloud, and has the act under Enter.
    assert.equal(await workbench.dialog.getAttribute('aria-modal'), 'true');
    await workbench.dialog.locator('.monaco-button:focus', { hasText: 'Cancel Operation' }).waitFor();
    await keyboard.press('Enter');
    await workbench.dialog.waitFor({ state: 'hidden' });
    await status.filter({ hasText: 'Cancelling etl-8' }).waitFor();

    emulator.control.advance(SECONDS * 1000);
    await status.filter({ hasText: 'cancelled: create cluster etl-8' }).waitFor();
    assert.equal(explorer.errorCode(explorer.cancelRequestedName()), 1);
    // Where the focus stayed, the row says it, and so does the page that Enter opened.
    await eventually(async () => /^Create cluster etl-8, cancelled/.test(await heard()), 'the row says how it ended');
    await workbench.editor
      .getByText(/Cancelled\s/)
      .first()
      .waitFor();
    assert.equal(await pressesOfMouse(), 0);
  });

  it('Delete means the row that has the focus, whichever was selected before', async () => {
    const { workbench } = explorer;
    await runByKeys('Cloud Operations: Focus on Operations View');
    await goTo('etl-7');
    await keyboard.press('Enter');
    await workbench.editor.getByText(/etl-7/).first().waitFor();
    await goTo('etl-9');
    await keyboard.press('Delete');
    await workbench.dialog.getByText(/Cancel “.*”\?/).waitFor();
    assert.match(await workbench.dialog.innerText(), /Cancel “Create cluster etl-9”\?/);
    await keyboard.press('Escape');
    await workbench.dialog.waitFor({ state: 'hidden' });

    // On what is no operation it does nothing.
    await goTo('us-central1');
    await keyboard.press('Delete');
    // The first of the three, so that the next row is an operation too.
    await keyboard.press('ArrowDown');
    const [target = ''] = /etl-\d/.exec(await heard()) ?? [];
    await keyboard.press('Enter');
    await workbench.editor.getByText(target).first().waitFor();
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Delete');
    await workbench.dialog.getByText(/Cancel 2 operations\?/).waitFor();
    await keyboard.press('Escape');
    assert.equal(await pressesOfMouse(), 0);
  });

  it('Delete asks although rows are drawn anew between Enter and it', async () => {
    const { workbench, emulator } = explorer;
    await runByKeys('Cloud Operations: Focus on Operations View');
    for (let round = 0; round < 6; round++) {
      emulator.control.createOperation({ ...place, target: `new-${round}`, scenario: scenarios.succeeds(0) });
      emulator.control.setLatency(round * 40);
      await goTo(round % 2 === 0 ? 'etl-7' : 'etl-8');
      await keyboard.press('F5');
      await keyboard.press('Enter');
      await keyboard.press('Delete');
      await workbench.dialog.getByText(round % 2 === 0 ? /etl-7”\?/ : /etl-8”\?/).waitFor();
      await keyboard.press('Escape');
      await workbench.dialog.waitFor({ state: 'hidden' });
    }
    emulator.control.setLatency(0);
  });

  it('the menu of a row opens by key and does what it says', async () => {
    const { workbench } = explorer;
    await runByKeys('Cloud Operations: Focus on Operations View');
    await goTo('etl-7');
    await keyboard.press('Shift+F10');
    await workbench.menu.locator('.action-item').filter({ hasText: 'Cancel Operation…' }).first().waitFor();
    const focused = async (): Promise<string> =>
      (
        await workbench.menu
          .locator('.action-item.focused .action-label')
          .first()
          .innerText({ timeout: 200 })
          .catch(() => '')
      ).trim();
    for (let step = 0; step < MOST_STEPS && (await focused()) !== 'Cancel Operation…'; step++) {
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    await workbench.dialog.getByText(/Cancel “Create cluster etl-7”\?/).waitFor();
    await keyboard.press('Escape');
    assert.equal(await pressesOfMouse(), 0);
  });
});
