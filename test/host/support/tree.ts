import * as vscode from 'vscode';
import type { Explorer } from '../../../src/ui/explorerApi.js';
import type { CredentialKind } from '../../../src/google/credentials/credential.js';
import type { TreeElement } from '../../../src/ui/tree/element.js';
import { rowRemedy } from '../../../src/ui/tree/problemItems.js';
import type { Remedy } from '../../../src/ui/words/remedy.js';

/** A row as a person sees it. */
export interface ShownRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string | undefined;
  readonly tokens: readonly string[];
  readonly spoken: string | undefined;
  readonly command: vscode.Command | undefined;
  /** What its button does where it tells of a problem. */
  readonly remedy: Remedy | undefined;
  readonly element: TreeElement;
  readonly children: readonly ShownRow[];
}

/** The whole tree, open or not. */
export function shownRows(
  { tree, session }: Pick<Explorer, 'tree' | 'session'>,
  parent?: TreeElement,
): readonly ShownRow[] {
  return tree.getChildren(parent).map((element) => {
    const item = tree.getTreeItem(element);
    const { iconPath } = item;
    return {
      id: item.id ?? '',
      label: typeof item.label === 'string' ? item.label : '',
      description: typeof item.description === 'string' ? item.description : '',
      icon: iconPath instanceof vscode.ThemeIcon ? iconPath.id : undefined,
      tokens: item.contextValue?.split(' ') ?? [],
      spoken: item.accessibilityInformation?.label,
      command: item.command,
      remedy: remedyOf(element, session.watch.survey.credential?.kind),
      element,
      children: shownRows({ tree, session }, element),
    };
  });
}

function remedyOf(element: TreeElement, credential: CredentialKind | undefined): Remedy | undefined {
  return element.type === 'problem' || element.type === 'disabledApis' || element.type === 'cause'
    ? rowRemedy(element, credential)
    : undefined;
}

/** Clicks the button on the row of a problem. */
export async function clickRemedy({ element }: ShownRow): Promise<void> {
  await vscode.commands.executeCommand('cloudOperations.applyRemedy', element, undefined);
}

/** All rows in their places, each after its parent; without those of what concerns the person, which stand there again. */
export function allRows(explorer: Explorer): readonly ShownRow[] {
  return flat(shownRows(explorer).filter((row) => !isConcerns(row)));
}

/** The rows of what concerns the person, the one above them first; none where there is nothing. */
export function concernRows(explorer: Explorer): readonly ShownRow[] {
  return flat(shownRows(explorer).filter(isConcerns));
}

function isConcerns({ element }: ShownRow): boolean {
  return element.type === 'group' && element.group.by === 'concern';
}

function flat(rows: readonly ShownRow[]): readonly ShownRow[] {
  return rows.flatMap((row) => [row, ...flat(row.children)]);
}

/** By the label, or by what is done to what, as a row tells those who cannot see it: `Create cluster etl-7`. */
export function rowNamed(explorer: Explorer, name: string): ShownRow | undefined {
  return allRows(explorer).find(({ label, spoken }) => label === name || spoken?.startsWith(`${name}, `) === true);
}

/** The tree as text: a line per row, indented by level, with its description. */
export function outline(rows: readonly ShownRow[], indent = ''): string[] {
  return rows.flatMap(({ label, description, children }) => [
    `${indent}${label}${description === '' ? '' : ` | ${description}`}`,
    ...outline(children, `${indent}  `),
  ]);
}

/** Whether the selected row is that of the operation of this name. */
export function isSelected({ selection }: Pick<Explorer, 'selection'>, name: string): boolean {
  const [row] = selection;
  return row?.type === 'operation' && row.name === name;
}
