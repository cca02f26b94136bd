import { l10n, window, workspace } from 'vscode';
import { operationDocumentUri, outcomesDocumentUri } from '../documents/documentUri.js';
import type { SessionHolder } from '../session.js';
import { isReference } from '../selection/selection.js';
import type { Targets } from '../selection/targets.js';

/** "Show Details": the server's JSON of an operation and its transitions, in a read-only editor. */
export function showDetailsCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const references = await targets.references(args, { title: l10n.t('Show Details') });
    const several = references.length > 1;
    for (const reference of references) {
      const document = await workspace.openTextDocument(operationDocumentUri(session.current.watch, reference));
      await window.showTextDocument(document, { preview: !several });
    }
  };
}

/** What a notification about several cancel requests opens. */
export async function showOutcomesCommand(references: unknown): Promise<void> {
  const known: readonly unknown[] = Array.isArray(references) ? references : [];
  const uri = outcomesDocumentUri(known.filter(isReference));
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
