import { messageOf, type LanguageTexts, type Texts } from './texts.js';

/** A language code for made-up texts, as VS Code's own pseudo language has it. */
export const pseudoLanguage = 'qps-ploc';

const plainLetters = 'aeiouyncszAEIOUYNCSZ';
const accentedLetters = 'áéíóúýñçšžÁÉÍÓÚÝÑÇŠŽ';

/** What keeps its spelling: places for arguments, addresses of links, icons, code, addresses. */
const kept = /(\{\d+\}|\]\([^)]*\)|\$\([a-z~-]+\)|`[^`]*`|\bhttps?:\/\/[^\s)`]+)/;

/**
 * An English text as a language might have it that is written with accents and is about 40 % longer, in brackets: what is
 * on screen without accents went round `l10n.t`, what has brackets within brackets was put together, and a bracket that is
 * not there was cut off.
 */
export function pseudoText(text: string): string {
  const written = text
    .split(kept)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[a-z]/gi, accented)))
    .join('');
  const ellipsis = written.endsWith('…');
  const body = ellipsis ? written.slice(0, -1) : written;
  const letters = text.replaceAll(new RegExp(kept, 'g'), '').length;
  return `⟦${body}${filler(Math.ceil(letters * 0.4))}⟧${ellipsis ? '…' : ''}`;
}

/** As long as that, with spaces at which a line can break. */
function filler(length: number): string {
  return Array.from({ length }, (_, index) => (index % 8 === 7 ? ' ' : '~'))
    .join('')
    .replace(/ $/, '~');
}

function accented(letter: string): string {
  return accentedLetters.charAt(plainLetters.indexOf(letter)) || letter;
}

/** Both files in the pseudo language. */
export function pseudoTexts(english: LanguageTexts): Readonly<Record<keyof LanguageTexts, Record<string, string>>> {
  const of = (texts: Texts) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudoText(messageOf(text))]));
  return { 'package.nls': of(english['package.nls']), 'bundle.l10n': of(english['bundle.l10n']) };
}
