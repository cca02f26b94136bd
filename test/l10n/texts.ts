import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { sourceFiles } from './source.js';

/** The two files of a language: what VS Code reads by itself, and what `l10n.t` looks up. */
export const kinds = ['package.nls', 'bundle.l10n'] as const;
export type Kind = (typeof kinds)[number];

/** Texts by key; in English files with what translators are told about them. */
export type Texts = Readonly<
  Record<string, string | { readonly message: string; readonly comment: readonly string[] }>
>;

/** The texts of both files. */
export type LanguageTexts = Readonly<Record<Kind, Texts>>;

/** Translations that may be equal to the English text: names, codes and words that a language shares. */
export type Same = Readonly<Record<string, readonly string[]>>;

const sameFile = path.join('test', 'l10n', 'same.json');

/** @param language as VS Code names it, e.g. `zh-cn`; without one, English. */
export function fileOf(kind: Kind, language?: string): string {
  const name = [kind, language, 'json'].filter((part) => part !== undefined).join('.');
  return kind === 'package.nls' ? name : path.join('l10n', name);
}

/** The languages beside English that have a file, in alphabetical order. */
export function translatedLanguages(): readonly string[] {
  const names = [...readdirSync('.'), ...readdirSync('l10n')];
  const found = names.flatMap((name) => /^(?:package\.nls|bundle\.l10n)\.([a-z-]+)\.json$/.exec(name)?.[1] ?? []);
  return [...new Set(found)].sort();
}

/** Texts of a language, empty where there is no file. */
export function readTexts(language?: string): LanguageTexts {
  const of = (kind: Kind): Texts => {
    const file = fileOf(kind, language);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Texts) : {};
  };
  return { 'package.nls': of('package.nls'), 'bundle.l10n': of('bundle.l10n') };
}

export function writeTexts(kind: Kind, language: string | undefined, texts: Texts): void {
  writeFileSync(fileOf(kind, language), `${JSON.stringify(texts, undefined, 2)}\n`);
}

export function readSame(): Same {
  return JSON.parse(readFileSync(sameFile, 'utf8')) as Same;
}

export function writeSame(same: Same): void {
  writeFileSync(sameFile, `${JSON.stringify(same, undefined, 2)}\n`);
}

/** The English bundle, made from the sources; by key, so that a new text moves no other. */
export async function englishBundle(): Promise<Texts> {
  const files = sourceFiles().map((file) => ({ extension: '.ts', contents: readFileSync(file, 'utf8') }));
  const extracted: Texts = await getL10nJson(files);
  return Object.fromEntries(Object.entries(extracted).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text without what is said about it. */
export function messageOf(text: Texts[string]): string {
  return typeof text === 'string' ? text : text.message;
}

export function commentOf(text: Texts[string]): readonly string[] {
  return typeof text === 'string' ? [] : text.comment;
}
