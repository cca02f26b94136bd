import assert from 'node:assert/strict';
import { furtherServices, demoSettings } from '../emulator/index.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

/** VS Code's default width, and the activity bar beside it. */
const NARROW = 348;
const WIDE = 608;

/** A row of the tree, and how much of its text can be seen. */
interface SeenRow {
  readonly spoken: string;
  readonly label: string;
  readonly description: string;
  readonly labelSeen: boolean;
  /** So many characters of the description. */
  readonly seen: number;
}

describe('Rows in a narrow side bar', function () {
  this.timeout(240_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({ width: 1280, height: 1600, services: furtherServices, settings: demoSettings });
    await explorer.showDemoDay(NARROW);
    await explorer.workbench.row('acme-analytics').waitFor();
    await explorer.workbench.settled();
  });
  after(() => explorer.close());

  /** The rows that are drawn now. */
  const seenRows = (): Promise<SeenRow[]> =>
    explorer.workbench.rows.evaluateAll((rows) =>
      rows.flatMap((row): SeenRow[] => {
        const name = row.querySelector('.label-name');
        const text = row.querySelector('.label-description')?.firstChild;
        const box = row.querySelector('.monaco-icon-label-container')?.getBoundingClientRect();
        if (!name || !box) {
          return [];
        }
        const description = text?.textContent ?? '';
        let seen = 0;
        for (const range = document.createRange(); text && seen < description.length; seen++) {
          range.setStart(text, seen);
          range.setEnd(text, seen + 1);
          if (range.getBoundingClientRect().right > box.right) {
            break;
          }
        }
        return [
          {
            spoken: row.getAttribute('aria-label') ?? '',
            label: name.textContent,
            description,
            labelSeen: name.getBoundingClientRect().right <= box.right,
            seen,
          },
        ];
      }),
    );

  /** All rows of the tree, from its top to its end. */
  const allRows = async (): Promise<SeenRow[]> => {
    const { workbench } = explorer;
    const found = new Map<string, SeenRow>();
    await workbench.rows.first().hover();
    for (let still = 0; still < 3;) {
      const before = found.size;
      (await seenRows()).forEach((row) => found.set(row.spoken, row));
      still = found.size === before ? still + 1 : 0;
      await workbench.page.mouse.wheel(0, 600);
      await workbench.page.waitForTimeout(200);
    }
    return [...found.values()];
  };

  it('every operation shows its target, and what became of it', async () => {
    const rows = (await allRows()).filter(({ description }) => description.includes(' · '));
    const operations = rows.filter(({ spoken }) =>
      /, (?:running|succeeded|failed|cancelled|cancelling|queued)\b/.test(spoken),
    );
    assert.ok(operations.length > 60, `${operations.length} operations`);
    for (const { label, description, labelSeen, seen } of operations) {
      assert.ok(labelSeen, label);
      // The outcome and when, or for how long: what follows is seen in a wider side bar.
      const [fact = ''] = /^(?:\w+ )?\d[^·,a]*(?:ago)?|^[^·,]+/.exec(description) ?? [];
      assert.ok(seen >= fact.trim().length, `${label} | ${description.slice(0, seen)}…`);
    }
  });

  for (const theme of themes) {
    it(`looks like this in ${theme}`, async () => {
      const { workbench } = explorer;
      await workbench.chooseTheme(theme);
      // The test before has read the tree to its end.
      await workbench.runCommand('Cloud Operations: Focus on Operations View');
      await workbench.page.keyboard.press('Home');
      await workbench.row('What concerns me').waitFor();
      for (const width of [NARROW, WIDE]) {
        await workbench.widenSideBar(width);
        await explorer.picture(`rows-${themeKey(theme)}-${width - 48}`);
      }
      assert.ok((await seenRows()).length > 20);
    });
  }
});
