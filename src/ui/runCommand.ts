import { commands } from 'vscode';
import type { CommandId } from './commands/commandIds.js';

/** Runs a command of the extension; VS Code itself takes any text for an id. */
export function runCommand(id: CommandId, ...args: readonly unknown[]): Thenable<unknown> {
  return commands.executeCommand(id, ...args);
}
