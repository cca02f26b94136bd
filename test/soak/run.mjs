// npm run soak -- --minutes M --seed S [--json]: lets the product live through as much simulated time as M minutes allow.
//   --hours H  no longer than so much simulated time
//   --json     the last line, the only one on stdout, holds the figures; what went wrong is on stderr anyhow
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, root } from '../bootstrap.mjs';

await ensureDependencies();
execFileSync(process.execPath, ['esbuild.js', '--tests'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const soak = [
  '--expose-gc',
  '--max-semi-space-size=64',
  path.join(root, 'out/test/soak/main.cjs'),
  ...process.argv.slice(2),
];
process.exitCode = spawnSync(process.execPath, soak, { cwd: root, stdio: 'inherit' }).status ?? 1;
