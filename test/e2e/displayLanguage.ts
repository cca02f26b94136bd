import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pseudoLanguage, pseudoTexts } from '../l10n/pseudo.js';
import { fileOf, kinds, messageOf, readTexts, type Kind } from '../l10n/texts.js';

/** A language that the workbench is shown in, and the product's texts in it. */
export interface DisplayLanguage {
  /** As VS Code names it: `en`, `zh-cn`. */
  readonly code: string;
  /** A text of package.json by its key. */
  nls(key: string): string;
  /** A text that is given to `l10n.t`, by its key in the English bundle. */
  text(key: string): string;
  /** Lays the texts into the folder of the installed extension, where they do not ship. */
  readonly installed?: (folder: string) => void;
}

export function displayLanguage(code: string): DisplayLanguage {
  const texts = readTexts(code === 'en' ? undefined : code);
  return {
    code,
    nls: (key) => known(texts['package.nls'][key], key),
    text: (key) => known(texts['bundle.l10n'][key], key),
  };
}

/** The made-up language of `test/l10n/pseudo.ts`, made of the English texts of today. */
export function madeUpLanguage(): DisplayLanguage {
  const texts = pseudoTexts(readTexts());
  const write = (folder: string, kind: Kind): void =>
    writeFileSync(path.join(folder, fileOf(kind, pseudoLanguage)), JSON.stringify(texts[kind]));
  return {
    code: pseudoLanguage,
    nls: (key) => known(texts['package.nls'][key], key),
    text: (key) => known(texts['bundle.l10n'][key], key),
    installed: (folder) => kinds.forEach((kind) => write(folder, kind)),
  };
}

function known(text: Parameters<typeof messageOf>[0] | undefined, key: string): string {
  if (text === undefined) {
    throw new Error(`There is no text ${key}.`);
  }
  return messageOf(text);
}
