import assert from 'node:assert/strict';
import { ESLint } from 'eslint';

const lint = new ESLint();

/** What the rules of lint/shownText.mjs say of a file of ui/: `line rule`. */
async function findings(lines: readonly string[], filePath: string): Promise<string[]> {
  const [result] = await lint.lintText(`${lines.join('\n')}\n`, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId?.startsWith('shown-text/'))
    .map(({ line, ruleId }) => `${String(line)} ${String(ruleId).replace('shown-text/', '')}`);
}

describe('lint of what people read', function () {
  // It asks the compiler what VS Code shows.
  this.timeout(120_000);

  it('finds texts that go round l10n.t, and such as cannot be extracted', async () => {
    const lines = [
      "import { l10n, TreeItem, window } from 'vscode';",
      "import { confirm, inform, pickOne } from './show.js';",
      'export async function show(log: { info(text: string): void }, count: number, word: string): Promise<void> {',
      "  const item = new TreeItem('operations');", // 4
      "  item.description = count > 1 ? 'running' : undefined;", // 5
      '  item.tooltip = `${word} failed`;', // 6
      "  await inform('ended');", // 7
      "  await confirm({ text: l10n.t('Cancel?'), detail: '', act: 'cancel' });", // 8
      "  await pickOne([{ label: 'region' }], { placeHolder: 'Choose' });", // 9, twice
      "  const said = 'The operation has ended.';", // 10
      '  item.description = l10n.t(word);', // 11
      "  item.description = l10n.t('{0} running', count);", // 12
      "  item.description = l10n.t({ message: '{0} running', args: [count], comment: ['a count'] });", // 13
      "  const known = { a: 'Text that wanders' };", // 14
      // And nothing of these:
      "  log.info('read and written down');",
      "  if (word === 'Not a text') throw new Error('This is for developers.');",
      "  item.id = 'cloudOperations.row';",
      "  item.contextValue = 'running';",
      "  item.description = l10n.t('Cancel {0}', word);",
      "  await window.showInputBox({ placeHolder: 'projects/…/operations/…' });",
      '  log.info(said + known.a);',
      '}',
    ];
    assert.deepEqual(await findings(lines, 'src/ui/badge.ts'), [
      '4 localized',
      '5 localized',
      '6 localized',
      '7 localized',
      '8 localized',
      '9 localized',
      '9 localized',
      '10 localized',
      '11 extractable',
      '12 extractable',
      '13 extractable',
      '14 localized',
    ]);
  });

  it('lets tools speak English to agents, and not to people', async () => {
    const lines = [
      "import type { PreparedToolInvocation } from 'vscode';",
      "export const said = 'The person declined.';",
      "export const asked: PreparedToolInvocation = { invocationMessage: 'Cancelling', confirmationMessages: { title: 'Cancel?', message: '' } };",
    ];
    assert.deepEqual(await findings(lines, 'src/ui/agents/tools.ts'), ['3 localized', '3 localized']);
  });
});
