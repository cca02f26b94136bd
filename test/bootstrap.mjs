// What has to work before anything is installed: no import from outside Node.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
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
 * @param {string} [outputFile] gets a copy of what it prints
 * @returns {Promise<number>} the exit code
 */
export function run(command, args, env = {}, outputFile) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...(outputFile && process.stdout.isTTY && { FORCE_COLOR: '1' }), ...env },
      stdio: outputFile ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    if (outputFile) {
      copyOutput(child, outputFile);
    }
    const passOn = (signal) => {
      child.kill(signal);
      child.once('exit', () => process.exit(1));
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    signals.forEach((signal) => process.on(signal, passOn));
    child.once('error', reject);
    // With a copy, when everything printed has been read too.
    child.once(outputFile ? 'close' : 'exit', (code) => {
      signals.forEach((signal) => process.off(signal, passOn));
      resolve(code ?? 1);
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function copyOutput(child, file) {
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    from.on('data', (chunk) => {
      to.write(chunk);
      appendFileSync(file, chunk, { mode: 0o600 });
    });
  }
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
