import * as vscode from 'vscode';
import { keepText } from './evidence.js';

/** Keeps what is in every document that opens in this window: details, diagnoses, exported histories. */
export function keepDocuments(): void {
  const keep = ({ document }: Pick<vscode.TextDocumentChangeEvent, 'document'>): void =>
    keepText('documents', `${process.pid}.txt`, `${document.uri.toString(true)}\n${document.getText()}\n\n`);
  // They last as long as the window.
  vscode.workspace.onDidOpenTextDocument((document) => keep({ document }));
  vscode.workspace.onDidChangeTextDocument(keep);
}
