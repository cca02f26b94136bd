import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseCatalog } from '../loadCatalog.js';
import { assemble, type Assembly } from './assemble.js';
import { catalogText } from './catalogText.js';
import { readDiscoveryFolder } from './discoveryFolder.js';
import { readGoogleapisPackage } from './googleapisPackage.js';
import { catalogStats, statsTable } from './stats.js';
import supplement from './supplement.json';
import { readSupplement } from './supplement.js';

const usage = `npm run catalog -- [OPTIONS]
  (none)         write catalog.json from the pinned googleapis package and the supplement
  --from FOLDER  discovery documents that win over the package
  --check        only say whether catalog.json is what would be written
  --left-out     with either: also print the lists of operations that the catalogue cannot express
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
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const file = path.join(root, 'src/google/serviceCatalog/catalog.json');
  if (options.stats) {
    const stats = catalogStats(parseCatalog(await readFile(file, 'utf8')));
    process.stdout.write(options.json ? `${JSON.stringify(stats)}\n` : statsTable(stats));
    return 0;
  }
  const assembly = await generate(root, options.from);
  if (options['left-out']) {
    process.stdout.write(
      assembly.leftOut
        .map((one) => `${one.reason}: ${nameOf(one)}\n`)
        .sort()
        .join(''),
    );
  }
  return options.check ? check(file, assembly) : write(file, assembly);
}

const optionTypes = {
  from: { type: 'string' },
  check: { type: 'boolean' },
  'left-out': { type: 'boolean' },
  stats: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

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

async function write(file: string, { services }: Assembly): Promise<number> {
  const text = catalogText(services);
  await writeFile(file, text);
  process.stdout.write(`${file}: ${text.length} bytes\n${statsTable(catalogStats(services))}`);
  return 0;
}

async function check(file: string, { services }: Assembly): Promise<number> {
  const lines = new Set(catalogText(services).split('\n'));
  const committed = new Set((await readFile(file, 'utf8')).split('\n'));
  const missing = [...lines].filter((line) => !committed.has(line));
  const stale = [...committed].filter((line) => !lines.has(line));
  process.stdout.write([...stale.map((line) => `- ${line}\n`), ...missing.map((line) => `+ ${line}\n`)].join(''));
  const same = missing.length === 0 && stale.length === 0;
  process.stdout.write(same ? 'catalog.json is up to date\n' : 'catalog.json differs from what would be written\n');
  return same ? 0 : 1;
}

function nameOf(one: Assembly['leftOut'][number]): string {
  return `${one.service} ${one.version} ${one.path}`;
}
