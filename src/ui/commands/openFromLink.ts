import { commands, env, l10n, window, workspace, type Uri } from 'vscode';
import { parseLinkQuery, parseStated, type Stated } from '../../google/links/stated.js';
import type { Operation } from '../../operations/operation.js';
import { operationDocumentUri } from '../documents/documentUri.js';
import { findOperation, type Wanted } from '../findOperation.js';
import type { SessionHolder } from '../session.js';
import { ask, confirm, inform, pickOne } from '../show.js';
import { filterOf } from '../tree/filter.js';
import type { OperationsTree } from '../tree/operationsTree.js';
import { sharedWords } from '../words/sharedWords.js';
import { VIEW_ID } from '../viewId.js';

interface LinkParts {
  readonly session: SessionHolder;
  readonly tree: Pick<OperationsTree, 'setFilter'>;
}

/** "Open Operation from Link or Name…": whatever names an operation; what the clipboard holds is offered. */
export function openFromLinkCommand(parts: LinkParts) {
  return async (): Promise<void> => {
    const { services } = parts.session.current.settings;
    const copied = await env.clipboard.readText();
    const text = await ask({
      title: l10n.t('Open Operation from Link or Name'),
      prompt: l10n.t('A resource name, an address of the API, a page of the Cloud Console, or a gcloud command.'),
      placeHolder: 'projects/…/operations/…',
      ...(parseStated(copied, services) && { value: copied.trim() }),
      ignoreFocusOut: true,
      validateInput: (value) =>
        value.trim() === '' || parseStated(value, services)
          ? undefined
          : l10n.t('This names no operation of a service that is on show.'),
    });
    const stated = text === undefined ? undefined : parseStated(text, services);
    if (stated) {
      await show(parts, stated);
    }
  };
}

/** Shows what a link names. A link never acts, whatever else it holds. */
export async function openLinkUri(parts: LinkParts, { path, query }: Uri): Promise<void> {
  const stated = path === '/operation' ? parseLinkQuery(query) : undefined;
  if (stated) {
    await show(parts, stated);
  } else {
    void inform(l10n.t('This link names no operation.'));
  }
}

async function show(parts: LinkParts, stated: Stated): Promise<void> {
  switch (stated.what) {
    case 'operation':
      return showOperation(parts.session, stated);
    case 'target':
      return showTarget(parts, stated);
  }
}

async function showOperation(session: SessionHolder, wanted: Wanted): Promise<void> {
  const { current } = session;
  const found = await findOperation(current, wanted, mayRead);
  switch (found.found) {
    case 'operation':
      return open(session, found.operation);
    case 'several': {
      const items = found.services.map(({ id, title }) => ({ label: title, description: id, id }));
      const picked = await pickOne(items, { title: l10n.t('Which service is this an operation of?') });
      return picked && showOperation(session, { ...wanted, service: picked.id });
    }
    case 'noService':
      void inform(l10n.t('None of the services that are on show has an operation with this name.'));
      return;
    case 'nothing':
      void inform(l10n.t('The server does not know this operation. It may have been deleted, or be too old.'));
      return;
    case 'declined':
      return;
  }
}

async function open({ current: { watch } }: SessionHolder, operation: Operation): Promise<void> {
  const document = await workspace.openTextDocument(operationDocumentUri(watch, operation));
  await window.showTextDocument(document, { preview: true });
}

/** A page of the Console is about what operations are done to: the view is narrowed to those. */
async function showTarget(
  { tree }: LinkParts,
  { service, project, target }: Stated & { readonly what: 'target' },
): Promise<void> {
  const terms = [
    ['service', service],
    ['project', project],
    ['target', target],
  ];
  const text = terms.flatMap(([key, value]) => (value === undefined ? [] : [`${key}:"${value.replaceAll('"', '')}"`]));
  tree.setFilter(filterOf(text.join(' '), sharedWords));
  await commands.executeCommand(`${VIEW_ID}.focus`);
}

function mayRead(project: string): Promise<boolean> {
  return confirm({
    text: l10n.t('Read an operation in the project {0}, which is not on show?', project),
    detail: l10n.t('One request is sent with your credential. Nothing is changed.'),
    act: l10n.t('Read Operation'),
  });
}
