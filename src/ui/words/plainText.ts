/** WORD JOINER: invisible, no line break. */
const JOINER = '\u2060';

/**
 * What shows nothing, or turns the direction of what follows, so that a text reads as another one: format characters,
 * controls, and fillers that are letters to Unicode.
 */
const unseen = /\p{Cf}|\p{Cs}|\p{Co}|\p{Cn}|\u034F|\u115F|\u1160|\u17B4|\u17B5|[\u180B-\u180F]|\u2800|\u3164|\uFFA0/gu;
/** ZERO WIDTH (NON-)JOINER: between letters of some scripts and within emoji they are part of the text. */
const joined = /(?<=[\p{L}\p{M}\p{Emoji}\uFE0F])[\u200C\u200D](?=[\p{L}\p{M}\p{Emoji}])/gu;
/** Printable Latin on one line: most texts, and nothing to do about it but the syntax. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u024f]*$/;

/** A text from outside as people see it: on one line, without what they cannot see. For places that read no syntax. */
export function seenText(text: string): string {
  if (simple.test(text)) {
    return text.trim();
  }
  // Joiners are set aside as a character that no text can hold: it goes with the unseen ones otherwise.
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(joined, (joiner) => (joiner === '\u200C' ? '\0' : '\u0001'))
    .replace(unseen, '')
    .replaceAll('\0', '\u200C')
    .replaceAll('\u0001', '\u200D')
    .trim();
}

/**
 * The same for places where VS Code reads a syntax: `$(icon)` in status bar and quick pick, `[link](url)` in
 * notifications. It comes out as it went in, on one line.
 */
export function plainText(text: string): string {
  return seenText(text).replaceAll('$(', `$${JOINER}(`).replaceAll('](', `]${JOINER}(`);
}

/** The same of several lines, for the detail of a dialog. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}

/** The first line, at most `length` characters. */
export function firstLine(text: string, length: number): string {
  return atWordEnd(text.trim().split(/[\r\n]/, 1)[0] ?? '', length);
}

/** At most `length` characters: a longer text ends behind a word, with an ellipsis. A word longer than half of it is cut. */
export function atWordEnd(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const head = text.slice(0, length - 1);
  const end = Math.max(head.lastIndexOf(' '), text[length - 1] === ' ' ? length - 1 : -1);
  const kept = end >= length / 2 ? head.slice(0, end) : wordsWithin(text, length - 1);
  return `${kept.replace(/[\s,;:·([{–—-]+$/u, '')}…`;
}

/** For texts without spaces, as of Japanese and Chinese, whose words only a segmenter knows. */
function wordsWithin(text: string, length: number): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (index + segment.length > length) {
      break;
    }
    end = index + segment.length;
  }
  return text.slice(0, end >= length / 2 ? end : length);
}
