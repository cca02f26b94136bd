import { l10n, window, workspace, type TextDocumentShowOptions } from 'vscode';
import type { OperationReference } from '../../operations/operation.js';
import type { Watch } from '../../watch/watch.js';
import { operationDocumentUri, outcomesDocumentUri } from '../documents/documentUri.js';
import type { SessionHolder } from '../session.js';
import { isKnown, isReference } from '../selection/selection.js';
import type { Targets } from '../selection/targets.js';
import { confirm } from '../show.js';
import { number, plural } from '../words/plural.js';

/** Beyond so many it is asked first: each is a tab. */
const MOST_TABS = 5;

/** "Show Details": the server's JSON of an operation and what was seen of it, in a read-only editor. */
export function showDetailsCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const references = await targets.references(args, { title: l10n.t('Show Details') });
    const several = references.length > 1;
    if (references.length <= MOST_TABS || (await confirmTabs(references.length))) {
      for (const reference of references) {
        await open(session.current.watch, reference, { preview: !several });
      }
    }
  };
}

/** What a click or Enter on a row does: it opens in the tab that the next click takes again, and the row keeps the focus. */
export function openDetailsCommand(session: SessionHolder) {
  return async (row: unknown): Promise<void> => {
    const { watch } = session.current;
    if (isReference(row) && isKnown(watch, row)) {
      await open(watch, row, { preview: true, preserveFocus: true });
    }
  };
}

async function open(watch: Watch, reference: OperationReference, options: TextDocumentShowOptions): Promise<void> {
  const document = await workspace.openTextDocument(operationDocumentUri(watch, reference));
  await window.showTextDocument(document, options);
}

function confirmTabs(count: number): Promise<boolean> {
  return confirm({
    text: plural(
      count,
      l10n.t('Show the details of 1 operation?'),
      l10n.t('Show the details of {0} operations?', number(count)),
    ),
    detail: l10n.t('Each opens in an editor of its own.'),
    act: plural(count, l10n.t('Open 1 Editor'), l10n.t('Open {0} Editors', number(count))),
  });
}

/** What a notification about several cancel requests opens. */
export async function showOutcomesCommand(references: unknown): Promise<void> {
  const known: readonly unknown[] = Array.isArray(references) ? references : [];
  const uri = outcomesDocumentUri(known.filter(isReference));
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
