import { l10n, Uri } from 'vscode';
import { isOf, type Operation, type OperationReference } from '../../operations/operation.js';
import type { Watch } from '../../watch/watch.js';
import { pagePath } from '../pageText.js';
import { operationLabel } from '../words/label.js';
import { parseSubjects, type DocumentSubject } from './documentSubject.js';

export const DOCUMENT_SCHEME = 'cloud-operations';

/**
 * The address of an operation's details: what it is called for the tab, and ids alone for finding it. Whoever can make
 * VS Code open an address can write one, so it never says which host is asked.
 */
export function operationDocumentUri(watch: Watch, { collection, name }: OperationReference): Uri {
  const reading: Pick<Operation, 'name'> & Partial<Operation> = watch.store.find(collection, name) ??
    watch.history.entries().find((entry) => isOf(entry, { collection, name }))?.reading ?? { name };
  const { verb, object, target, targetKind } = reading;
  return Uri.from({
    scheme: DOCUMENT_SCHEME,
    path: pagePath(operationLabel({ name, verb, object, target, targetKind })),
    query: JSON.stringify([[collection.id, name]]),
  });
}

/** The address of a document that tells what became of several cancel requests. */
export function outcomesDocumentUri(references: readonly OperationReference[]): Uri {
  return Uri.from({
    scheme: DOCUMENT_SCHEME,
    path: pagePath(l10n.t('Cancel requests')),
    query: JSON.stringify(references.map(({ collection, name }) => [collection.id, name])),
  });
}

/** The operations that an address names; empty for one that was not written here. */
export function documentSubjects({ query }: Uri): readonly DocumentSubject[] {
  return parseSubjects(query);
}
