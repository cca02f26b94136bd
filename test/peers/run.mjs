// npm run test:peers: holds the emulator to clients that nobody here wrote: gcloud, googleapis, and Google's generated
// clients in REST mode. The packages are large and only for this, so they are installed on demand, outside the main tree.
// The last line is `N passed, N failed`, with `N skipped` where a client is absent.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDependencies, run } from '../bootstrap.mjs';
import { installPeers } from './install.mjs';

const specs = ['gcloud', 'googleapis', 'gax'].map((name) => path.join('test/peers', `${name}.mjs`));

async function main() {
  await ensureDependencies();
  if ((await run(process.execPath, ['esbuild.js', '--tests'])) !== 0) {
    throw new Error('The emulator could not be built.');
  }
  await installPeers();
  const folder = mkdtempSync(path.join(tmpdir(), 'peers-'));
  const counts = path.join(folder, 'counts.json');
  try {
    const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/reporter.js', '--timeout', '60000', ...specs];
    const code = await run(process.execPath, mocha, { COUNTS_FILE: counts });
    const none = { passed: 0, failed: 0, skipped: 0 };
    const { passed, failed, skipped } = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : none;
    const broken = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0;
    console.log(`${passed} passed, ${failed + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    process.exitCode = failed + broken > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
