import { kinds, messageOf, type Kind, type LanguageTexts, type Same, type Texts } from './texts.js';

/** What has to be in a translation exactly as in English, as often as there. */
const fixed = [
  /\{\d+\}/g, // what is put in
  /\]\([^)]*\)/g, // the address of a link: `[Sign In](command:…)`
  /\$\([a-z~-]+\)/g, // an icon
  /`[^`]*`/g, // names of settings and commands, `#cloudOperations.regions#`
  /\bhttps?:\/\/[^\s)`]+/g,
  /\n/g,
  /\*\*/g,
];

export interface Problem {
  readonly kind: Kind;
  readonly key: string;
  readonly what: string;
}

/** What is wrong with all texts of a language: nothing, where it is complete and every text says what the English one does. */
export function problemsOf(language: string, texts: LanguageTexts, english: LanguageTexts, same: Same): Problem[] {
  const mayBeSame = new Set([...(same.all ?? []), ...(same[language] ?? [])]);
  return kinds.flatMap((kind) => [
    ...Object.keys(english[kind])
      .filter((key) => texts[kind][key] === undefined)
      .map((key) => ({ kind, key, what: 'is missing' })),
    ...Object.entries(texts[kind]).flatMap(([key, text]) =>
      textProblems(key, text, english[kind][key], mayBeSame).map((what) => ({ kind, key, what })),
    ),
  ]);
}

/** @param english undefined for a key that there is not. */
export function textProblems(
  key: string,
  text: Texts[string],
  english: Texts[string] | undefined,
  mayBeSame: ReadonlySet<string>,
): string[] {
  if (english === undefined) {
    return ['is used nowhere'];
  }
  if (typeof text !== 'string' || text.trim() === '') {
    return ['is no text'];
  }
  const original = messageOf(english);
  const problems = fixed.flatMap((pattern) => {
    const [wanted, found] = [original, text].map((each) => [...each.matchAll(pattern)].map(([match]) => match).sort());
    return String(wanted) === String(found)
      ? []
      : [`has ${JSON.stringify(found)} where English has ${JSON.stringify(wanted)}`];
  });
  if (original.endsWith('…') !== text.endsWith('…')) {
    problems.push('does not end with … as the English text does, or it alone does');
  }
  if (/^\s|\s$/.test(text) || /\.\.\./.test(text)) {
    problems.push('begins or ends with a space, or has three dots for …');
  }
  if (text === original && hasWords(original) && !mayBeSame.has(key)) {
    problems.push('is the English text (test/l10n/same.json lists what is the same in a language)');
  }
  return problems;
}

/** Entries of same.json that allow nothing, because no such text is there or the translation is another one. */
export function uselessSame(language: string, texts: LanguageTexts, english: LanguageTexts, same: Same): string[] {
  return (same[language] ?? []).filter(
    (key) =>
      !kinds.some((kind) => {
        const original = english[kind][key];
        return original !== undefined && texts[kind][key] === messageOf(original);
      }),
  );
}

/** Whether anything is left to translate when what is fixed is taken away. */
function hasWords(text: string): boolean {
  return /\p{L}/u.test(fixed.reduce((rest, pattern) => rest.replaceAll(pattern, ''), text));
}
