import type { TreeElement } from '../tree/element.js';

/** The argument that package.json gives to commands that a key runs: a key means the selected rows. */
export const BY_KEY = 'selection';

/** What a command was invoked on. */
export type Invoked =
  /** Rows that were handed over, or whatever else another command passes. */
  | { readonly kind: 'rows'; readonly rows: readonly unknown[] }
  /** A key. */
  | { readonly kind: 'selection' }
  /** The palette. */
  | { readonly kind: 'nothing' }
  /** The menu or button of a row that VS Code did not know just then. */
  | { readonly kind: 'lost' };

/**
 * Tells these apart. VS Code runs a command of the palette without arguments, and one of a row's menu or button always
 * with two: the row, and all selected rows where there are several and that row is among them. It looks the rows up when
 * the command runs and puts undefined for each that is being fetched anew just then (`ExtHostTreeViews._convertArgument`,
 * `MultipleSelectionActionRunner`). A click with the right button, or on a row's own button, selects nothing, so the
 * selected row says nothing about a single row that was lost; of several it is the selection that was meant.
 */
export function invokedOn(args: readonly unknown[], selected: readonly TreeElement[]): Invoked {
  if (args.length === 0) {
    return { kind: 'nothing' };
  }
  const [clicked, several] = args;
  if (clicked === BY_KEY) {
    return { kind: 'selection' };
  }
  const rows: readonly unknown[] = Array.isArray(several) && several.length > 0 ? several : [clicked];
  const known = rows.filter((row) => row !== undefined && row !== null);
  if (known.length === rows.length) {
    return { kind: 'rows', rows };
  }
  const isThatSelection =
    rows.length > 1 && selected.length === rows.length && known.every((row) => isAmong(row, selected));
  return isThatSelection ? { kind: 'rows', rows: selected } : { kind: 'lost' };
}

function isAmong(row: unknown, selected: readonly TreeElement[]): boolean {
  const { id } = row as Partial<TreeElement>;
  return selected.some((each) => each.id === id);
}
