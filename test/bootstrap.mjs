// What has to work before anything is installed: no import from outside Node.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's folder. */
export const root = path.resolve(import.meta.dirname, '..');

/** Installs the development dependencies with `npm ci` unless what is installed is what the lock file says. */
export async function ensureDependencies() {
  if (installedAsLocked()) {
    return;
  }
  console.log('Installing dependencies (npm ci) …');
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new Error(`npm ci ended with code ${code}.`);
  }
}

/**
 * Runs a program in the repository's folder with the terminal as its own, and passes on what would end this process, so
 * that the program can clean up first. A signal that ends the program counts as code 1.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] on top of this process's
 * @returns {Promise<number>} the exit code
 */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const passOn = (signal) => {
      child.kill(signal);
      child.once('exit', () => process.exit(1));
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    signals.forEach((signal) => process.on(signal, passOn));
    child.once('error', reject);
    child.once('exit', (code) => {
      signals.forEach((signal) => process.off(signal, passOn));
      resolve(code ?? 1);
    });
  });
}

/** npm notes what it installed in a hidden lock file; packages for other platforms are missing there. */
function installedAsLocked() {
  const hidden = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) {
    return false;
  }
  const { packages: installed } = JSON.parse(readFileSync(hidden, 'utf8'));
  const { packages: locked } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(locked).every(([folder, { integrity, optional }]) => {
    const there = installed[folder];
    return folder === '' || (there === undefined ? optional === true : there.integrity === integrity);
  });
}
