import { existsSync } from 'node:fs';
import { canInstall, findOnPath, installPackages } from './debian.js';

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
  if (!canInstall()) {
    throw new Error('No Chromium found. Install the package chromium (or Google Chrome), or set CHROMIUM_PATH to one.');
  }
  installPackages('chromium');
  const installed = findOnPath(NAMES);
  if (installed === undefined) {
    throw new Error('apt-get installed the package chromium, but there is no chromium on PATH. Set CHROMIUM_PATH.');
  }
  return installed;
}
