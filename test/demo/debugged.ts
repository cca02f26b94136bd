import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Emulated } from '../vscode/emulated.js';
import { writeSettings } from '../vscode/server.js';
import { calmSettings } from '../vscode/settings.js';
import type { DemoWindow } from './main.js';

/**
 * Prepares the demo for a window that somebody else opens, as F5 does (.vscode/launch.json): its folders are at a known
 * place, out/debug. The last line is what .vscode/tasks.json waits for.
 */
export function prepareDebugged(root: string, { settings, env }: Emulated): DemoWindow {
  const folder = path.join(root, 'out/debug');
  const user = path.join(folder, 'user-data/User');
  mkdirSync(user, { recursive: true });
  mkdirSync(path.join(folder, 'workspace'), { recursive: true });
  writeSettings(user, { ...calmSettings, ...settings });
  cpSync(env['GOOGLE_APPLICATION_CREDENTIALS'] ?? '', path.join(folder, 'credentials.json'));
  console.log('Demo\nA day of operations in three projects is ready for the window that F5 opens. Ctrl+C ends it.');
  return { ended: new Promise(() => undefined), close: () => undefined };
}
