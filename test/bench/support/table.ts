import { rounded } from './statistics.js';

export type Cell = string | number | undefined;

/** Prints rows under a title; the first column is left-aligned, the others are figures. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const texts = [head, ...rows.map((row) => row.map(cellText))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)));
  const lines = texts.map((row) =>
    widths
      .map((width, column) => {
        const text = row[column] ?? '';
        return column === 0 ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const [first = '', ...others] = lines;
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  console.log(['', title, '', first, rule, ...others].join('\n'));
}

function cellText(cell: Cell): string {
  if (cell === undefined) {
    return '';
  }
  return typeof cell === 'number' ? rounded(cell).toLocaleString('en-US', { maximumSignificantDigits: 15 }) : cell;
}
