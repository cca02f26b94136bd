import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { sourceTexts } from '../../l10n/source.js';

/** A text that people read, and where it stands. */
interface Shown {
  readonly where: string;
  readonly text: string;
  /** Undefined for a text of package.nls.json. */
  readonly node?: ts.Node;
}

/** What CONTRIBUTING.md has another word for. */
const others = [
  /\bCANCELLED\b/,
  /\bcanceled\b/i,
  /\btransitions?\b/i,
  /\breveal/i,
  /\bgone\b/i,
  /\bvanish/i,
  /\bOpen Details\b/i,
  // Rows are selected: "Select a project first."
  /\bselect(?! (?:an?|it|the)\b)\b/i,
  /\bchoose (?:rows?|the row)\b/i,
];

/** `{0} of {1} operations`, `{0} stored records`: a number, and behind it what is counted. */
const counted =
  /\{\d\} (?:[a-z]+ )?(?:editors|entries|lines|operations|others|places|projects|records|requests|services)\b/i;

/** Whether somebody has told one from more before this text is made. */
function isForMany(node: ts.Node): boolean {
  for (let inner = node; !ts.isSourceFile(inner); inner = inner.parent) {
    const { parent } = inner;
    const isMany =
      (ts.isCallExpression(parent) && parent.expression.getText() === 'plural' && parent.arguments[2] === inner) ||
      (ts.isConditionalExpression(parent) && parent.condition !== inner) ||
      ts.isDefaultClause(parent);
    if (isMany) {
      return true;
    }
  }
  return false;
}

const shown: readonly Shown[] = [
  ...sourceTexts().map(({ file, text, node }) => ({ where: file, text, node })),
  ...Object.entries(JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>).map(
    ([where, text]) => ({ where, text: text.replaceAll(/\(command:[^)]*\)|`[^`]*`/g, '') }),
  ),
];

describe('the words that people read', () => {
  it('are those of the glossary', () => {
    assert.ok(shown.length > 700);
    const wrong = shown.filter(({ text }) => others.some((word) => word.test(text)));
    assert.deepEqual(
      wrong.map(({ where, text }) => `${where}: ${text}`),
      [],
    );
  });

  it('have a sentence for one wherever something is counted', () => {
    const counting = shown.filter(({ text, node }) => node && counted.test(text));
    assert.ok(counting.length > 15);
    const wrong = counting.filter(({ node }) => node && !isForMany(node));
    assert.deepEqual(
      wrong.map(({ where, text }) => `${where}: ${text}`),
      [],
    );
  });

  it('hold no icon that is read aloud as a word', () => {
    const wrong = shown.filter(({ text, where }) => where.startsWith('src/') && /\$\([a-z-]+\)/.test(text));
    assert.deepEqual(wrong, []);
    const files = readdirSync('src/ui', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const blank = files.filter((name) => /ThemeIcon\('blank'\)/.test(readFileSync(path.join('src/ui', name), 'utf8')));
    assert.deepEqual(blank, []);
  });
});
