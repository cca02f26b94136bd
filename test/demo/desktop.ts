import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Emulated } from '../vscode/emulated.js';
import type { Sandbox } from '../vscode/sandbox.js';
import { writeSettings } from '../vscode/server.js';
import { calmSettings } from '../vscode/settings.js';
import type { DemoWindow } from './main.js';

/**
 * Opens a desktop VS Code that has nothing to do with the person's own: other settings, other extensions, and this
 * extension under development.
 */
export function openDesktop(sandbox: Sandbox, root: string, code: string, { settings, env }: Emulated): DemoWindow {
  const userData = sandbox.subfolder('user-data');
  writeSettings(sandbox.subfolder('user-data', 'User'), { ...calmSettings, ...settings });
  const args = [
    '--new-window',
    '--wait', // else the command ends as soon as the window is there
    `--user-data-dir=${userData}`,
    `--extensions-dir=${sandbox.subfolder('extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    sandbox.subfolder('workspace'),
  ];
  const child = sandbox.spawn(code, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
  console.log(
    'VS Code opens; behind its cloud icon is a day of operations in three projects. Closing it, or Ctrl+C, ends the demo.',
  );
  return {
    ended: once(child, 'exit').then(([exitCode]) => Number(exitCode ?? 0)),
    close: () => endDesktop(userData),
  };
}

/** The `code` command starts VS Code outside its own process group; VS Code leaves its process id in this file. */
function endDesktop(userData: string): void {
  const lock = path.join(userData, 'code.lock');
  if (existsSync(lock)) {
    try {
      process.kill(Number(readFileSync(lock, 'utf8')), 'SIGTERM');
    } catch {
      // It has ended already.
    }
  }
}
