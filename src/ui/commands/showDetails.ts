import { l10n, window, workspace } from 'vscode';
import { operationDocumentUri, outcomesDocumentUri } from '../documents/documentUri.js';
import type { SessionHolder } from '../session.js';
import { chooseReferences, referencedOperations } from '../selection/selection.js';

/** "Show Details": the server's JSON of an operation and its transitions, in a read-only editor. */
export function showDetailsCommand(session: SessionHolder) {
  return async (...args: unknown[]): Promise<void> => {
    const references = await chooseReferences(session.current, args, { title: l10n.t('Show Details') });
    const several = references.length > 1;
    for (const reference of references) {
      const document = await workspace.openTextDocument(operationDocumentUri(session.current.watch, reference));
      await window.showTextDocument(document, { preview: !several });
    }
  };
}

/** What a notification about several cancel requests opens. */
export async function showOutcomesCommand(references: unknown): Promise<void> {
  const uri = outcomesDocumentUri(referencedOperations([undefined, references]));
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
