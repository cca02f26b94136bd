import { l10n, window, workspace } from 'vscode';
import { operationDocumentUri, outcomesDocumentUri } from '../documents/documentUri.js';
import type { SessionHolder } from '../session.js';
import { pickOperation } from './pickOperation.js';
import { referencedOperations } from './selection.js';

/** "Show Details": the server's JSON of an operation and its transitions, in a read-only editor. */
export function showDetailsCommand(session: SessionHolder) {
  return async (...args: unknown[]): Promise<void> => {
    const references = [...referencedOperations(args)];
    if (references.length === 0) {
      const picked = await pickOperation(session.current, l10n.t('Show Details'), () => true);
      references.push(...(picked ? [picked] : []));
    }
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
