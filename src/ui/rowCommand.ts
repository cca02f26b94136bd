import type { Command } from 'vscode';
import type { CommandId } from './commands/commandIds.js';

/** What a row runs when it is clicked: a command of the extension. VS Code itself takes any text for an id. */
export function rowCommand(id: CommandId, title: string, ...args: readonly unknown[]): Command {
  return { command: id, title, arguments: [...args] };
}
