// npm run answers -- [FILE…] [--json] [--misses]: holds the product's reading of answers to what a person should see.
//   FILE      answers, one a line, as test/answers/README.md describes them; without one, those of test/answers, and recorded ones where they are
//   --misses  also every value that is not right, with the line it is on
//   --json    the last line holds the counts
import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../bootstrap.mjs';

const bundle = path.join(root, 'out/answers/main.mjs');

await build({
  entryPoints: [path.join(import.meta.dirname, 'main.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main(process.argv.slice(2), root);
