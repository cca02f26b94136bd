// Runs the catalogue generator: `npm run catalog -- [--from FOLDER] [--check] [--stats [--json]]`. The generator shares
// the product's TypeScript, so it is bundled first; nothing of it ships.
import { build } from 'esbuild';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../../..');
const bundle = path.join(root, 'out/catalog/main.mjs');

await build({
  entryPoints: [path.join(here, 'main.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main(process.argv.slice(2), root);
