import { Uri } from 'vscode';
import { operationKey, type Operation } from '../../operations/operation.js';
import type { Watch } from '../../watch/watch.js';
import type { OperationReference } from '../commands/selection.js';
import { operationLabel } from '../words/label.js';

export const DOCUMENT_SCHEME = 'cloud-operations';

/** What the address of a details document says of its operation. */
export interface DocumentSubject {
  readonly collectionId: string;
  readonly name: string;
}

/**
 * The address of an operation's details: what it is called for the tab, and ids alone for finding it. Whoever can make
 * VS Code open an address can write one, so it never says which host is asked.
 */
export function operationDocumentUri(watch: Watch, { collection, name }: OperationReference): Uri {
  const reading: Pick<Operation, 'name'> & Partial<Operation> = watch.store.find(collection, name) ??
    watch.history.entries().find((entry) => isOf(entry, collection.host, name))?.reading ?? { name };
  const { verb, target, targetKind } = reading;
  const label = operationLabel({ name, verb, target, targetKind }).replace(/[/\\]/g, '_');
  return Uri.from({
    scheme: DOCUMENT_SCHEME,
    path: `/${label}.jsonc`,
    query: JSON.stringify([collection.id, name]),
  });
}

/** Undefined for an address that no product of ours wrote. */
export function documentSubject({ query }: Uri): DocumentSubject | undefined {
  try {
    const [collectionId, name] = JSON.parse(query) as unknown[];
    return typeof collectionId === 'string' && typeof name === 'string' ? { collectionId, name } : undefined;
  } catch {
    return undefined;
  }
}

function isOf(entry: { collection: { host: string }; reading: { name: string } }, host: string, name: string): boolean {
  const key = operationKey({ name, collection: { host } });
  return operationKey({ name: entry.reading.name, collection: entry.collection }) === key;
}
