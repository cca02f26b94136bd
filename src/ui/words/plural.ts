import { env, l10n } from 'vscode';
import { listIn, numberIn, percentIn, saysOne } from './intl.js';

/**
 * The sentence for a count, chosen by the rules of the language that sentences are in. Both are whole, so that they can be
 * translated; `other` has the number in it. Where a language has one form for all numbers, `one` is never taken.
 */
export function plural(count: number, one: string, other: string): string {
  return saysOne(textLanguage(), count) ? one : other;
}

/** As the display language writes numbers. */
export function number(value: number): string {
  return numberIn(env.language, value);
}

/** The same of a part of a hundred. */
export function percent(value: number): string {
  return percentIn(env.language, value);
}

/** Several in a row, as the display language lists them. */
export function list(parts: readonly string[]): string {
  return listIn(env.language, parts);
}

/** The display language, or English where it has no translation: then the rules of English count. */
function textLanguage(): string {
  return l10n.bundle === undefined ? 'en' : env.language;
}
