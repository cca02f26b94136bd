import * as vscode from 'vscode';
import { keepText } from './evidence.js';

/** Keeps what is copied in this window. */
export function keepClipboard(): void {
  const { clipboard } = vscode.env;
  const kept: vscode.Clipboard = {
    readText: () => clipboard.readText(),
    writeText(text) {
      keepText('output', 'clipboard.txt', `${text}\n\n`);
      return clipboard.writeText(text);
    },
  };
  Object.defineProperty(vscode.env, 'clipboard', { value: kept });
}
