import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A text that is given to `l10n.t`, as it stands in the source. */
export interface SourceText {
  /** Its key in a bundle, as @vscode/l10n-dev and VS Code make it: the text, and behind it what is said to translators. */
  readonly key: string;
  readonly text: string;
  readonly file: string;
  readonly node: ts.Node;
}

/** Where words are made: no other layer may import `vscode` (docs/architecture.md). */
const folder = path.join('src', 'ui');
const shells = ['explorer.ts', 'extension.ts'].map((name) => path.join('src', name));

/** Every text of the product in the order of files and lines. The current folder is the repository's. */
export function sourceTexts(): readonly SourceText[] {
  return sourceFiles().flatMap((file) => textsOf(file, readFileSync(file, 'utf8')));
}

export function sourceFiles(): readonly string[] {
  const words = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))
    .sort();
  return [...shells, ...words];
}

/** Which form of a sentence with a number this is: an argument of `plural` (`ui/words/plural.ts`). */
export function pluralForm({ node }: SourceText): 'one' | 'other' | undefined {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || parent.expression.getText() !== 'plural') {
    return undefined;
  }
  return parent.arguments[1] === node ? 'one' : 'other';
}

function textsOf(file: string, contents: string): SourceText[] {
  const found: SourceText[] = [];
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) && node.expression.getText() === 'l10n.t' ? node.arguments : [];
    const text = literal(first) ?? literal(property(first, 'message'));
    if (text !== undefined) {
      const comments = commentsOf(property(first, 'comment'));
      found.push({ key: comments.length === 0 ? text : `${text}/${comments.join('')}`, text, file, node });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, contents, ts.ScriptTarget.Latest, true));
  return found;
}

function property(object: ts.Expression | undefined, name: string): ts.Expression | undefined {
  const properties = object && ts.isObjectLiteralExpression(object) ? [...object.properties] : [];
  return properties.filter(ts.isPropertyAssignment).find((each) => each.name.getText() === name)?.initializer;
}

function literal(node: ts.Expression | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function commentsOf(node: ts.Expression | undefined): string[] {
  return node && ts.isArrayLiteralExpression(node) ? node.elements.map((each) => literal(each) ?? '') : [];
}
