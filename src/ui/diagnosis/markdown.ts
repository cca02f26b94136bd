/** Pieces of GitHub-flavoured Markdown. Texts come from servers and settings: none of them can end its cell or its code. */

export function heading(level: 1 | 2 | 3, text: string): string {
  return `${'#'.repeat(level)} ${escaped(text)}\n`;
}

/** @param rows cells are text, or `code`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return rows.length === 0 ? '' : [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}\n`).join('');
}

/** On one line; a longer fence than any run of backticks inside ends it. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return line === '' ? '' : `${fence}${pad}${line}${pad}${fence}`;
}

function cell(text: string): string {
  // Tables split at every |, inside code too.
  return isCode(text) ? text.replaceAll('|', '\\|') : escaped(text);
}

function isCode(text: string): boolean {
  return text.startsWith('`') && text.endsWith('`');
}

/** VS Code's preview also knows entities, mathematics and struck-out text. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#&$~]/g, '\\$&');
}
