// npm run l10n [-- COMMAND]
//   (nothing)            writes l10n/bundle.l10n.json from the texts in the sources
//   missing LANGUAGE     prints what is not translated yet: {"package.nls": {key: {english, comment}}, "bundle.l10n": …}
//   merge LANGUAGE FILE  takes over translations, {"package.nls": {key: text}, "bundle.l10n": {key: text}}, if all are right
//     --same             notes those that are equal to the English text in test/l10n/same.json
//   check [LANGUAGE…]    says what is wrong with languages, or that nothing is
import { readFileSync } from 'node:fs';
import { pluralForm, sourceTexts, type SourceText } from './source.js';
import { problemsOf, textProblems } from './problems.js';
import {
  commentOf,
  englishBundle,
  fileOf,
  kinds,
  messageOf,
  readSame,
  readTexts,
  translatedLanguages,
  writeSame,
  writeTexts,
  type Kind,
  type LanguageTexts,
  type Texts,
} from './texts.js';

/** @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args.filter((arg) => !arg.startsWith('--'));
  switch (command) {
    case undefined:
      writeTexts('bundle.l10n', undefined, await englishBundle());
      return 0;
    case 'missing':
      return missing(language(rest));
    case 'merge':
      return merge(language(rest), rest[1], args.includes('--same'));
    case 'check':
      return check(rest.length === 0 ? translatedLanguages() : rest);
    default:
      throw new Error(`There is no ${command}: missing, merge, check, or nothing.`);
  }
}

function language([name]: readonly string[]): string {
  if (name === undefined || !/^[a-z]{2,3}(-[a-z]+)?$/.test(name)) {
    throw new Error('Name a language as VS Code does: de, ko, zh-cn, tr, ja.');
  }
  return name;
}

function missing(name: string): number {
  const [english, texts, uses] = [readTexts(), readTexts(name), usesByKey()];
  const of = (kind: Kind) =>
    Object.fromEntries(
      Object.entries(english[kind])
        .filter(([key]) => texts[kind][key] === undefined)
        .map(([key, text]) => [key, { english: messageOf(text), comment: comment(text, uses.get(key) ?? []) }]),
    );
  console.log(JSON.stringify({ 'package.nls': of('package.nls'), 'bundle.l10n': of('bundle.l10n') }, undefined, 2));
  return 0;
}

function usesByKey(): Map<string, SourceText[]> {
  const uses = new Map<string, SourceText[]>();
  sourceTexts().forEach((text) => uses.set(text.key, [...(uses.get(text.key) ?? []), text]));
  return uses;
}

function comment(text: Texts[string], uses: readonly SourceText[]): string {
  const forms = uses.map(pluralForm);
  return [
    ...commentOf(text),
    ...(forms.includes('one') ? ['The sentence for one.'] : []),
    ...(forms.includes('other') ? ['The sentence for all numbers but one; for every number in ja, ko, zh-cn.'] : []),
    [...new Set(uses.map(({ file }) => file))].join(', '),
  ]
    .join(' ')
    .trim();
}

function merge(name: string, file: string | undefined, noteSame: boolean): number {
  if (file === undefined) {
    throw new Error('Name the file with the translations.');
  }
  const given = JSON.parse(readFileSync(file, 'utf8')) as Partial<LanguageTexts>;
  const unknown = Object.keys(given).filter((key) => !kinds.some((kind) => kind === key));
  if (unknown.length > 0) {
    throw new Error(`${file} has ${unknown.join(', ')} where package.nls and bundle.l10n are expected.`);
  }
  const [english, before, same] = [readTexts(), readTexts(name), readSame()];
  const equal = kinds.flatMap((kind) =>
    Object.entries(given[kind] ?? {}).flatMap(([key, text]) =>
      english[kind][key] !== undefined && text === messageOf(english[kind][key]) ? [key] : [],
    ),
  );
  const allowed = new Set([...(same.all ?? []), ...(same[name] ?? []), ...(noteSame ? equal : [])]);
  const problems = kinds.flatMap((kind) =>
    Object.entries(given[kind] ?? {}).flatMap(([key, text]) =>
      textProblems(key, text, english[kind][key], allowed).map((what) => ({ kind, key, what })),
    ),
  );
  if (problems.length > 0) {
    problems.forEach(({ kind, key, what }) => console.error(`${kind}: ${JSON.stringify(key)} ${what}`));
    console.error('Nothing was taken over.');
    return 1;
  }
  for (const kind of kinds) {
    const all: Texts = { ...before[kind], ...given[kind] };
    // In the order of the English file, without what is used no more.
    writeTexts(kind, name, Object.fromEntries(Object.keys(english[kind]).flatMap((key) => entry(all, key))));
  }
  const stillSame = equal.filter((key) => noteSame && !(same.all ?? []).includes(key));
  if (stillSame.length > 0) {
    writeSame({ ...same, [name]: [...new Set([...(same[name] ?? []), ...stillSame])].sort() });
  }
  const left = problemsOf(name, readTexts(name), english, readSame()).length;
  console.log(`${kinds.map((kind) => fileOf(kind, name)).join(' and ')} are written; ${left} texts are left to do.`);
  return 0;
}

function entry(texts: Texts, key: string): [string, Texts[string]][] {
  const text = texts[key];
  return text === undefined ? [] : [[key, text]];
}

function check(names: readonly string[]): number {
  const [english, same] = [readTexts(), readSame()];
  const counts = names.map((name) => {
    const problems = problemsOf(name, readTexts(name), english, same);
    problems.forEach(({ kind, key, what }) => console.log(`${name} ${kind}: ${JSON.stringify(key)} ${what}`));
    console.log(`${name}: ${problems.length === 0 ? 'complete' : `${problems.length} problems`}`);
    return problems.length;
  });
  return counts.some((count) => count > 0) ? 1 : 0;
}
