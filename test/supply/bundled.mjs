import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';

/** @typedef {{ name: string, version: string, license: string, texts: readonly string[] }} BundledPackage */

/**
 * The packages of others whose code is in dist/, by what the bundler says it read for the last production build, sorted.
 * @returns {readonly BundledPackage[]}
 * @throws {Error} where a package states no licence, or comes without its text: then it must not be shipped
 */
export function bundledPackages() {
  const outputs = JSON.parse(readFileSync(path.join(root, 'out/bundle.json'), 'utf8'));
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders].map(describe).sort((a, b) => compare(`${a.name} ${a.version}`, `${b.name} ${b.version}`));
}

/** `node_modules/a/node_modules/@b/c` of a file in it; the innermost counts. */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const texts = readdirSync(path.join(root, folder))
    .filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file))
    .sort(compare)
    .map((file) =>
      readFileSync(path.join(root, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  if (typeof license !== 'string' || texts.length === 0) {
    throw new Error(`${name} ${version} comes without a licence or without its text, so it must not be shipped.`);
  }
  return { name, version, license, texts };
}

/** By code units, so that it is the same order on every machine. */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Where the notices lie in the repository; they ship as they are. */
export const noticesFile = path.join(root, 'ThirdPartyNotices.txt');

/** What the licences of the bundled packages ask to be handed on with their code. */
export function noticesText() {
  const packages = bundledPackages();
  const list = packages.map(({ name, version, license }) => `- ${name} ${version} (${license})`);
  const sections = packages.map(({ name, version, texts }) => [
    rule,
    `${name} ${version}`,
    rule,
    '',
    texts.join('\n\n'),
  ]);
  return [
    'Cloud Operations Explorer ships with code of the packages below, each under its own licence.',
    'Written by `npm run notices`.',
    '',
    ...list,
    ...sections.flatMap((lines) => ['', ...lines]),
    '',
  ].join('\n');
}

const rule = '-'.repeat(80);

/** @throws {Error} where what lies in the repository is not what is bundled */
export function checkNotices() {
  if (!existsSync(noticesFile) || readFileSync(noticesFile, 'utf8') !== noticesText()) {
    throw new Error('ThirdPartyNotices.txt does not say what is bundled; `npm run notices` writes it anew.');
  }
}
