import { spawnSync } from 'node:child_process';
import { canInstall, installPackages } from './debian.js';

/** One letter of each of Chinese, Japanese and Korean that none of the others has. */
const letters = ['们', 'の', '한'];

/**
 * Makes sure that Chinese, Japanese and Korean are drawn as letters and not as boxes, for pictures that people look at: as
 * root on Debian the fonts are installed. Returns whether they are there; nothing but a picture depends on it.
 */
export function installFonts(): boolean {
  if (!areThere() && canInstall()) {
    installPackages('fonts-noto-cjk');
  }
  return areThere();
}

function areThere(): boolean {
  return letters.every((letter) => {
    const code = letter.codePointAt(0)?.toString(16) ?? '';
    const { status, stdout } = spawnSync('fc-list', [`:charset=${code}`, 'family'], { encoding: 'utf8' });
    return status === 0 && stdout !== '';
  });
}
