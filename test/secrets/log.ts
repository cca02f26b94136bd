import * as vscode from 'vscode';
import { keepText } from './evidence.js';

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

/**
 * Keeps what the extension logs in this window, at every level. VS Code writes its log files by a native module, which a
 * served one may lack, so that is no place to rely on.
 */
export function keepLog(): void {
  const { createOutputChannel } = vscode.window;
  const create = (name: string, options: { log: true }): vscode.LogOutputChannel => {
    const channel = createOutputChannel(name, options);
    const kept = levels.map((level) => [
      level,
      (first: string | Error, ...rest: unknown[]): void => {
        keepText('output', 'extension-log.txt', `${level} ${[first, ...rest].map(String).join(' ')}\n`);
        channel[level](first as string, ...rest);
      },
    ]);
    return Object.create(
      channel,
      Object.getOwnPropertyDescriptors(Object.fromEntries(kept)),
    ) as vscode.LogOutputChannel;
  };
  Object.assign(vscode.window, { createOutputChannel: create });
}
