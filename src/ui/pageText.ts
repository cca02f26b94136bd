import { l10n } from 'vscode';
import { seenText } from './words/plainText.js';
import { columnsOf, hasWide } from './words/scripts.js';
import { simulatedSentence } from './words/simulated.js';

/** A part of a page under a heading. Left out where it has no lines. */
export interface PageSection {
  readonly heading: string;
  /** As `pageLine`, `pageFields` and `pageColumns` make them. */
  readonly lines: readonly string[];
}

/** What follows the sections to the end of the page, at the margin. */
export interface PageBody {
  readonly language: 'JSON' | 'YAML';
  readonly text: string;
}

/**
 * The path of a page: by its first part VS Code knows the language (package.json's `filenamePatterns`), the rest is the
 * name of the tab.
 */
export function pagePath(name: string): string {
  return `/cloud-operations/${seenText(name).replace(/[/\\]/g, '_')}`;
}

/**
 * A page as text. Titles and headings stand at the margin and everything else further in, so that no text from outside,
 * which stays on its line, can be taken for a heading; the colours of the language go by the same rule.
 */
export function pageText(
  title: string,
  lines: readonly string[],
  sections: readonly PageSection[],
  body?: PageBody,
): string {
  const shown = sections.filter((section) => section.lines.length > 0);
  return [
    seenText(title),
    ...lines,
    ...shown.flatMap((section) => ['', seenText(section.heading), ...section.lines]),
    ...(body ? ['', body.language, body.text] : []),
    '',
  ].join('\n');
}

/** One line; none for what is not known. @param depth how far in it stands below the others. */
export function pageLine(text: string | undefined, depth = 0): readonly string[] {
  const seen = text === undefined ? '' : seenText(text);
  return seen === '' ? [] : [`${'  '.repeat(depth + 1)}${seen}`];
}

/** What stands at the head of a page about sample data. */
export function simulatedLine(simulated: boolean): readonly string[] {
  return simulated ? pageLine(simulatedSentence()) : [];
}

/**
 * Names and values below each other; what has no value is left out. Not in columns where names are of wide letters, which
 * are hardly ever as wide as two others.
 */
export function pageFields(fields: readonly (readonly [name: string, value: string | undefined])[]): readonly string[] {
  const known = fields.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
  return known.some(([name]) => hasWide(name))
    ? known.flatMap(([name, value]) => pageLine(l10n.t('{0}: {1}', name, value)))
    : pageColumns(known);
}

/** Rows of cells in columns as wide as their widest cell; a column without any text is left out. */
export function pageColumns(rows: readonly (readonly (string | undefined)[])[]): readonly string[] {
  const clean = rows.map((row) => row.map((cell) => seenText(cell ?? '')));
  const widths: number[] = [];
  clean.forEach((row) => row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, columnsOf(cell)))));
  return clean.map((row) => {
    const cells = row.flatMap((cell, index) => {
      const width = widths[index] ?? 0;
      return width === 0 ? [] : [cell + ' '.repeat(width - columnsOf(cell))];
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
