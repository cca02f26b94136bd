/** WORD JOINER: invisible, no line break. */
const JOINER = '\u2060';

/**
 * Text from a server for places where VS Code reads a syntax: `$(icon)` in status bar and quick pick, `[link](url)` in
 * notifications. It comes out as it went in, on one line.
 */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('$(', `$${JOINER}(`).replaceAll('](', `]${JOINER}(`).trim();
}

/** The first line, at most `length` characters. */
export function firstLine(text: string, length: number): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? '';
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}
