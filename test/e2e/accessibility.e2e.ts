import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { scenarios, type OperationSpec } from '../emulator/index.js';
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
}

function heard(elements: Locator): Promise<Heard[]> {
  return elements.evaluateAll((all) =>
    all.map((element) => ({
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      name: element.getAttribute('aria-label') ?? '',
      level: element.getAttribute('aria-level') ?? '',
      expanded: element.getAttribute('aria-expanded') ?? '',
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
