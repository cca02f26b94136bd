import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseCatalog } from '../loadCatalog.js';
import { assemble, type Assembly } from './assemble.js';
import { catalogText, leftOutText } from './catalogText.js';
import { readDiscoveryFolder } from './discoveryFolder.js';
import { readGoogleapisPackage } from './googleapisPackage.js';
import { catalogStats, statsTable } from './stats.js';
import supplement from './supplement.json';
import { readSupplement } from './supplement.js';

const usage = `npm run catalog -- [OPTIONS]
  (none)         write catalog.json (and left-out.txt: the lists of operations that it does not have, and why) from
                 the pinned googleapis package and the supplement
  --from FOLDER  discovery documents that win over the package
  --check        only say whether both files are what would be written
  --stats        print what catalog.json holds
  --json         with --stats: as one line of JSON
`;

/**
 * The command behind `npm run catalog`.
 * @param root the repository
 * @returns the exit code
 */
export async function main(args: string[], root: string): Promise<number> {
  let options;
  try {
    options = parseArgs({ args, options: optionTypes }).values;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  try {
    return await run(options, root);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 1;
  }
}

async function run(options: Options, root: string): Promise<number> {
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = path.join(root, 'src/google/serviceCatalog');
  if (options.stats) {
    const stats = catalogStats(parseCatalog(await readFile(path.join(folder, 'catalog.json'), 'utf8')));
    process.stdout.write(options.json ? `${JSON.stringify(stats)}\n` : statsTable(stats));
    return 0;
  }
  const assembly = await generate(root, options.from);
  const files = new Map([
    [path.join(folder, 'catalog.json'), catalogText(assembly.services)],
    [path.join(folder, 'generate/left-out.txt'), leftOutText(assembly)],
  ]);
  if (options.check) {
    const results = await Promise.all([...files].map(([file, text]) => check(file, text)));
    return results.includes(false) ? 1 : 0;
  }
  for (const [file, text] of files) {
    await writeFile(file, text);
    process.stdout.write(`${file}: ${text.length} bytes\n`);
  }
  process.stdout.write(statsTable(catalogStats(assembly.services)));
  return 0;
}

const optionTypes = {
  from: { type: 'string' },
  check: { type: 'boolean' },
  stats: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

interface Options {
  readonly from?: string;
  readonly check?: boolean;
  readonly stats?: boolean;
  readonly json?: boolean;
  readonly help?: boolean;
}

async function generate(root: string, folder: string | undefined): Promise<Assembly> {
  const documents = folder === undefined ? [] : await readDiscoveryFolder(folder);
  const known = new Set(documents.map((surface) => `${surface.host} ${surface.version}`));
  const packaged = await readGoogleapisPackage(path.join(root, '.vscode-test/catalog'));
  const surfaces = packaged.map(({ surface }) => surface);
  return assemble(
    [...documents, ...surfaces.filter((surface) => !known.has(`${surface.host} ${surface.version}`))],
    readSupplement(supplement),
  );
}

async function check(file: string, text: string): Promise<boolean> {
  const lines = new Set(text.split('\n'));
  const committed = new Set((await readFile(file, 'utf8')).split('\n'));
  const missing = [...lines].filter((line) => !committed.has(line));
  const stale = [...committed].filter((line) => !lines.has(line));
  process.stdout.write([...stale.map((line) => `- ${line}\n`), ...missing.map((line) => `+ ${line}\n`)].join(''));
  const same = missing.length === 0 && stale.length === 0;
  process.stdout.write(`${path.basename(file)} ${same ? 'is up to date' : 'differs from what would be written'}\n`);
  return same;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
