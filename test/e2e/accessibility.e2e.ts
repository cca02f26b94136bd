import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { scenarios, type OperationSpec } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';

const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
const operations: readonly OperationSpec[] = [
  { ...place, target: 'etl-7', scenario: scenarios.neverEnds(3600) },
  { ...place, target: 'etl-8', scenario: scenarios.fails(0, 8, 'Insufficient CPUS quota.') },
  { ...place, target: 'etl-9', scenario: scenarios.succeeds(0) },
];

/** What a screen reader learns of an element. */
interface Heard {
  readonly role: string;
  readonly name: string;
  readonly level: string;
  readonly expanded: string;
  /** `true` or `false` of what can be chosen. */
  readonly checked: string;
}

function heard(elements: Locator): Promise<Heard[]> {
  return elements.evaluateAll((all) =>
    all.map((element) => ({
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      name: element.getAttribute('aria-label') ?? '',
      level: element.getAttribute('aria-level') ?? '',
      expanded: element.getAttribute('aria-expanded') ?? '',
      checked: element.getAttribute('aria-checked') ?? '',
    })),
  );
}

/** An icon's name, or nothing: what is read aloud has to be words. */
const wordless = ({ name }: Heard): boolean => name.trim() === '' || /\$\(|[\u{E000}-\u{F8FF}]/u.test(name);

describe('For screen readers and keyboards', function () {
  this.timeout(180_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open();
    await explorer.show(operations);
    await explorer.workbench.row('etl-9').waitFor();
  });
  after(() => explorer.close());

  it('rows have a role, a name, a level, and say whether they are open', async () => {
    const rows = await heard(explorer.workbench.rows);
    assert.ok(rows.length >= 5);
    assert.deepEqual(
      rows.filter(({ role }) => role !== 'treeitem'),
      [],
    );
    assert.deepEqual(rows.filter(wordless), []);
    // Rows in the document are in the order in which they were drawn.
    const [project, region, operation] = ['acme-web', 'us-central1', 'Create cluster etl-7'].map((start) =>
      rows.find(({ name }) => name.startsWith(start)),
    );
    assert.deepEqual([project?.level, region?.level, operation?.level], ['1', '2', '3']);
    assert.deepEqual([project?.expanded, region?.expanded, operation?.expanded], ['true', 'true', '']);
  });

  it('a row says its state in words: no colour and no icon tells it alone', async () => {
    const rows = await heard(explorer.workbench.rows);
    const nameOf = (target: string) => rows.find(({ name }) => name.includes(target))?.name ?? '';
    assert.match(nameOf('etl-7'), /\brunning\b/);
    assert.match(nameOf('etl-8'), /\bfailed\b/);
    assert.match(nameOf('etl-9'), /\bsucceeded\b/);
  });

  it('buttons of the view have a role and a name', async () => {
    const { workbench } = explorer;
    await workbench.row('etl-7').click();
    const buttons = await heard(
      workbench.page.locator(
        '.part.sidebar .title-actions .action-label, .part.sidebar .monaco-list-row .action-label',
      ),
    );
    assert.ok(buttons.length >= 3);
    assert.deepEqual(
      buttons.filter((button) => button.role !== 'button' || wordless(button)),
      [],
    );
  });

  it('the status bar says what is cancelled in a button with a name', async () => {
    await explorer.cancel('etl-7');
    await explorer.status.filter({ hasText: 'Cancelling' }).waitFor();
    const [item, ...others] = await heard(explorer.status.locator('.statusbar-item-label'));
    assert.deepEqual(others, []);
    assert.equal(item?.role, 'button');
    assert.match(item.name, /^Cancelling etl-7\b/);
    assert.ok(!wordless(item));
  });

  it('the list behind the status bar has a name, entries in words, and buttons with names', async () => {
    const { workbench } = explorer;
    await explorer.status.click();
    const entry = workbench.quickInput.locator('.monaco-list-row', { hasText: 'etl-7' }).first();
    await entry.waitFor();
    await picker('Recent Operations');
    await entry.hover();
    const buttons = await heard(entry.locator('.quick-input-list-entry-action-bar .action-label'));
    assert.ok(buttons.length > 0);
    assert.deepEqual(
      buttons.filter((button) => button.role !== 'button' || wordless(button)),
      [],
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('a list in which several are chosen says of each whether it is', async () => {
    const { workbench } = explorer;
    await workbench.runCommand('Cloud Operations: Choose Services…');
    await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Dataproc' }).first().waitFor();
    const entries = await picker('Choose Services');
    assert.deepEqual(
      entries.filter(({ role, checked }) => role !== 'checkbox' || !/^(?:true|false)$/.test(checked)),
      [],
    );
    assert.ok(entries.some(({ name, checked }) => /Dataproc/.test(name) && checked === 'true'));
    assert.ok(entries.some(({ checked }) => checked === 'false'));
    await workbench.page.keyboard.press('Escape');
  });

  it('lists in which one is chosen say what each entry is', async () => {
    const { workbench } = explorer;
    for (const [command, title] of [
      ['Choose Credentials…', 'Choose Credentials'],
      ['Group and Sort…', 'Group and Sort'],
    ] as const) {
      await workbench.runCommand(`Cloud Operations: ${command}`);
      await workbench.quickInput.locator('.monaco-list-row').first().waitFor();
      const entries = await picker(title);
      assert.ok(entries.every(({ role }) => role === 'option' || role === 'checkbox'));
      await workbench.page.keyboard.press('Escape');
    }
  });

  it('the filter says what it wants, and of each of its buttons whether it is on', async () => {
    const { workbench } = explorer;
    await workbench.runCommand('Cloud Operations: Filter Operations…');
    const input = workbench.quickInput.locator('input.input');
    await input.waitFor();
    assert.match((await input.getAttribute('aria-label')) ?? '', /Filter Operations/);
    const failed = workbench.quickInput.getByLabel('Failed', { exact: true });
    assert.notEqual(await stateOf(failed), 'true');
    await failed.click();
    await eventually(async () => (await stateOf(failed)) === 'true', 'the button says that it is on');
    await failed.click();
    await workbench.page.keyboard.press('Escape');
  });

  /** Whether a button that can be on is. */
  const stateOf = async (button: Locator): Promise<string> =>
    (await button.getAttribute('aria-checked')) ?? (await button.getAttribute('aria-pressed')) ?? '';

  /** The entries of the open picker, which has a title and an input with a name; all of them are words. */
  async function picker(title: string): Promise<readonly Heard[]> {
    const { quickInput } = explorer.workbench;
    await quickInput.locator('.quick-input-title', { hasText: title }).waitFor();
    const [input] = await heard(quickInput.locator('input.input'));
    assert.ok(input && !wordless(input), title);
    const entries = await heard(quickInput.locator('.monaco-list-row'));
    assert.ok(entries.length > 0);
    assert.deepEqual(entries.filter(wordless), []);
    return entries;
  }

  it('nothing of ours moves by itself', () => {
    const pictures = readdirSync('media', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.svg'),
    );
    assert.ok(pictures.length > 4);
    const moving = pictures.filter((name) =>
      /<animate|animation|@keyframes/.test(readFileSync(path.join('media', name), 'utf8')),
    );
    assert.deepEqual(moving, []);
  });
});
