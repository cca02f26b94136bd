import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, run } from '../bootstrap.mjs';

const source = path.join(root, 'test/peers');
const target = path.join(root, '.vscode-test/peers');

/** Loads a package from the peers' own tree. */
export const requirePeer = createRequire(path.join(target, 'package.json'));

/** Installs the locked packages unless they are there; an install that was interrupted leaves no stamp and is done again. */
export async function installPeers() {
  const lock = readFileSync(path.join(source, 'package-lock.json'));
  const stamp = path.join(target, '.installed');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  console.log("Installing Google's clients into .vscode-test/peers (npm ci) …");
  rmSync(stamp, { force: true });
  mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(path.join(source, file), path.join(target, file));
  }
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await run('npm', ['ci', '--prefix', target, ...flags])) !== 0) {
    throw new Error("Google's clients could not be installed.");
  }
  writeFileSync(stamp, hash);
}
