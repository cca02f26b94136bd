import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else the first one on PATH, else (as root on Debian) installed with apt.
 * @throws Error that says what to install when there is none
 */
export function installChromium(): string {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined) {
    if (!existsSync(chosen)) {
      throw new Error(`CHROMIUM_PATH names a file that does not exist: ${chosen}`);
    }
    return chosen;
  }
  const found = findOnPath(NAMES);
  if (found !== undefined) {
    return found;
  }
  if (process.getuid?.() !== 0 || findOnPath(['apt-get']) === undefined) {
    throw new Error('No Chromium found. Install the package chromium (or Google Chrome), or set CHROMIUM_PATH to one.');
  }
  console.log('Installing Chromium with apt-get …');
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  const installed = findOnPath(NAMES);
  if (installed === undefined) {
    throw new Error('apt-get installed the package chromium, but there is no chromium on PATH. Set CHROMIUM_PATH.');
  }
  return installed;
}

/** The first of the named programs that PATH leads to. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) {
    throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}`);
  }
}
